import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../account/queries.ts';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { Members } from './members.tsx';
import { organisationQuery } from './queries.ts';

const route = getRouteApi('/organisations/$organisationId');
const kinds = { CLAIMED: 'warning', CONFIRMED: 'good', REFUSED: 'bad' } as const;

/** An organisation for its people: what is known of it, and who acts for it. */
export const OrganisationPage = () => {
  const { t } = useTranslation('organisations');
  return (
    <Page title={t('one')} caption={<Link to="/account">{t('account')}</Link>}>
      <RequireSignIn>
        <Profile />
      </RequireSignIn>
    </Page>
  );
};

const Profile = () => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const { organisationId } = route.useParams();
  const { data: organisation } = useSuspenseQuery(organisationQuery(api, organisationId));
  const { data: account } = useSuspenseQuery(accountQuery(api));
  const isAdministrator = account.memberships[organisationId]?.roles.includes('administrator') === true;
  return (
    <>
      <h2>{inLanguage(organisation.name)}</h2>
      <Tag kind={kinds[organisation.state]}>{t(`state.${organisation.state}`)}</Tag>
      <p>{t(`stateText.${organisation.state}`)}</p>
      {organisation.state === 'CLAIMED' ? <p className="hint">{t('claim.keep')}</p> : null}
      <Facts
        rows={[
          [t('refusedBecause'), organisation.refusedBecause],
          [t('claim.kind'), t(`kind.${organisation.kind}`)],
          [t('claim.nameKo'), organisation.name.ko],
          [t('claim.nameEn'), organisation.name.en],
          [t('number'), organisation.businessNumber],
          [
            t('size'),
            organisation.kind === 'SUPPLIER' ? t(organisation.isSmallOrMedium ? 'small' : 'big') : null,
          ],
          [t('claimedAt'), <InstantText key="at" at={organisation.claimedAt} />],
        ]}
      />
      {organisation.state === 'REFUSED' ? (
        <p>
          <Link to="/organisations/new">{t('claim.again')}</Link>
        </p>
      ) : null}
      {organisation.state === 'CONFIRMED' ? (
        <Members organisation={organisation} ownId={account.accountId} isAdministrator={isAdministrator} />
      ) : null}
    </>
  );
};
