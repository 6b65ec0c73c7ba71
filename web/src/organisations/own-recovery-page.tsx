import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { dataOf } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';

const route = getRouteApi('/organisations/recovery/$recoveryId');

const kinds = { CLAIMED: 'warning', PREPARED: 'warning', CONFIRMED: 'good', REFUSED: 'bad' } as const;

/** What becomes of a claim on an organisation, for whoever made it. */
export const OwnRecoveryPage = () => {
  const { t } = useTranslation('organisations');
  return (
    <Page title={t('recovery.one')} caption={<Link to="/account">{t('account')}</Link>}>
      <RequireSignIn>
        <Own />
      </RequireSignIn>
    </Page>
  );
};

const Own = () => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const { recoveryId } = route.useParams();
  const { data: recovery } = useSuspenseQuery({
    queryKey: ['organisation-recoveries', recoveryId],
    queryFn: () =>
      dataOf(api.GET('/organisation-recoveries/{recoveryId}', { params: { path: { recoveryId } } })),
  });
  const { state } = recovery;
  return (
    <>
      <p role="status">
        <Tag kind={kinds[state]}>{t(`recovery.state.${state}`)}</Tag>
      </p>
      <p className="lead">{t(`recovery.next.${state}`)}</p>
      <Facts
        rows={[
          [t('recovery.claimedAt'), <InstantText key="at" at={recovery.claimedAt} />],
          [
            t('recovery.claim'),
            <span key="claim" className="prose">
              {recovery.claim}
            </span>,
          ],
          [t('refusedBecause'), recovery.refusedBecause],
        ]}
      />
      <p className="hint">{t('recovery.keep')}</p>
    </>
  );
};
