import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { serverNow } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Countdown } from '../design/countdown.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage, percent } from '../i18n/formats.ts';
import { Content } from './content.tsx';
import { formOf } from './form.ts';
import { PartnerTag } from './partners.tsx';
import { type InvitationInFull, invitationQuery } from './queries.ts';

const route = getRouteApi('/invitations/$proposalId/$organisationId');

/** What a supplier was asked to take part in: who leads, what its share is, and its answer. */
export const InvitationPage = () => {
  const { t } = useTranslation('proposals');
  return (
    <Page title={t('invitation.one')} caption={<Link to="/invitations">{t('invitation.title')}</Link>}>
      <RequireSignIn>
        <Asked />
      </RequireSignIn>
    </Page>
  );
};

const Asked = () => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId, organisationId } = route.useParams();
  const { data: invitation } = useSuspenseQuery(invitationQuery(api, proposalId, organisationId));
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, invitation.challengeId));
  const { title, share, leadName, content } = invitation;
  return (
    <>
      <p className="lead">
        <Link to="/challenges/$challengeId" params={{ challengeId: invitation.challengeId }}>
          {inLanguage(challenge.title)}
        </Link>
      </p>
      <PartnerTag state={invitation.state} />
      <section className="card" aria-label={t('deadline')}>
        <p>{t('invitation.answerBy')}</p>
        <Countdown deadline={invitation.proposalDeadline} />
        <p>
          <InstantText at={invitation.proposalDeadline} />
        </p>
      </section>
      <Facts
        rows={[
          [t('invitation.leadName'), leadName === null ? t('partner.unnamed') : inLanguage(leadName)],
          [t('invitation.proposal'), title === null ? t('invitation.untitled') : inLanguage(title)],
          [
            t('partner.work'),
            share === null ? null : (
              <span key="work" className="prose">
                {share.work}
              </span>
            ),
          ],
          [t('partner.share'), typeof share?.percent === 'number' ? percent(share.percent / 100) : null],
        ]}
      />
      {content === null ? (
        <p className="hint">{t('invitation.noText')}</p>
      ) : (
        <section aria-labelledby="text-heading">
          <h2 id="text-heading">{t('invitation.text')}</h2>
          <Content form={formOf(content)} files={null} />
        </section>
      )}
      <Answers invitation={invitation} />
    </>
  );
};

const Answers = ({ invitation }: { invitation: InvitationInFull }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId, organisationId, state, undertaking } = invitation;
  const path = { proposalId, organisationId };
  const refreshes = [['invitations']];
  if (Date.parse(invitation.proposalDeadline) <= serverNow()) return <p>{t('closed.plain')}</p>;
  const answer = (body: { answer: 'confirm'; undertaking: '1' } | { answer: 'decline' }, key: string) =>
    dataOf(
      api.POST('/proposals/{proposalId}/partners/{organisationId}/answer', {
        params: { path, header: writeHeaders(key) },
        body,
      }),
    );
  if (state === 'INVITED')
    return (
      <>
        <p className="hint">{t('invitation.signatory')}</p>
        <div className="actions">
          <ActButton
            label={t('invitation.confirm')}
            title={t('invitation.confirmTitle')}
            input={{ answer: 'confirm', undertaking: '1' } as const}
            write={answer}
            refreshes={refreshes}
          >
            <p className="prose">{inLanguage(undertaking)}</p>
          </ActButton>
          <ActButton
            label={t('invitation.decline')}
            title={t('invitation.declineTitle')}
            kind="danger"
            look="secondary"
            input={{ answer: 'decline' } as const}
            write={answer}
            refreshes={refreshes}
          >
            <p>{t('invitation.declineText')}</p>
          </ActButton>
        </div>
      </>
    );
  if (state === 'CONFIRMED')
    return (
      <div className="actions">
        <ActButton
          label={t('invitation.leave')}
          title={t('invitation.leaveTitle')}
          kind="danger"
          input={{}}
          write={(_, key) =>
            dataOf(
              api.POST('/proposals/{proposalId}/partners/{organisationId}/departure', {
                params: { path, header: writeHeaders(key) },
                body: null,
              }),
            )
          }
          refreshes={refreshes}
        >
          <p>{t('invitation.leaveText')}</p>
        </ActButton>
      </div>
    );
  return null;
};
