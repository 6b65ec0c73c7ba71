import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { memberInvitationQuery } from './queries.ts';

const route = getRouteApi('/organisations/$organisationId/join');

/** Where the link of an invitation leads: which organisation invites to what, and becoming a member. */
export const JoinPage = () => {
  const { t } = useTranslation('organisations');
  return (
    <Page title={t('join.title')}>
      <RequireSignIn>
        <Invited />
      </RequireSignIn>
    </Page>
  );
};

const Invited = () => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const navigate = useNavigate();
  const { organisationId } = route.useParams();
  const code = location.hash.slice(1);
  const { data: invitation, error } = useQuery(memberInvitationQuery(api, organisationId, code));
  if (error !== null) return <ErrorBanner error={error} />;
  if (invitation === undefined) return <Loading />;
  return (
    <>
      <p className="lead">{t('join.text', { organisation: inLanguage(invitation.organisationName) })}</p>
      <Facts
        rows={[
          [t('claim.kind'), t(`kind.${invitation.kind}`)],
          [t('appoint.roles'), invitation.roles.map((role) => t(`role.${role}`)).join(', ')],
          [t('invite.until'), <InstantText key="until" at={invitation.expiresAt} />],
        ]}
      />
      <ActButton
        label={t('join.act')}
        title={t('join.act')}
        input={{ code }}
        write={(body, key) =>
          dataOf(
            api.POST('/organisations/{organisationId}/invitations', {
              params: { path: { organisationId }, header: writeHeaders(key) },
              body,
            }),
          )
        }
        refreshes={[['account'], ['organisations']]}
        onDone={() =>
          navigate({ to: '/organisations/$organisationId', params: { organisationId }, replace: true })
        }
      >
        <p>{t('join.consequence')}</p>
      </ActButton>
    </>
  );
};
