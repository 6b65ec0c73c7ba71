import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LedgerFiles } from '../agency/audit/ledger-files.tsx';
import { Measured } from '../agency/outages/measured.tsx';
import { publishedOutagesQuery } from '../agency/outages/queries.ts';
import { useApi } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { type Round, roundQuery } from './queries.ts';
import { RoundLink } from './round-link.tsx';

const route = getRouteApi('/rounds/$roundId/evidence');

/** What anybody holds a round against: the files of its ledger, and what was measured around its deadline. */
export const EvidencePage = () => {
  const { t } = useTranslation('rounds');
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), roundId));
  return (
    <Page title={t('evidence.title')} caption={<RoundLink round={round} />}>
      <section aria-labelledby="ledger-heading">
        <h2 id="ledger-heading">{t('evidence.ledger')}</h2>
        <p>{t('evidence.ledgerText')}</p>
        <LedgerFiles log={{ roundId }} isPublic={round.noticeAt !== null} />
        <p>
          <Link to="/verify">{t('evidence.verify')}</Link>
        </p>
      </section>
      <section aria-labelledby="outages-heading">
        <h2 id="outages-heading">{t('evidence.outages')}</h2>
        {round.openedAt === null ? <p>{t('evidence.notOpened')}</p> : <Outages round={round} />}
      </section>
    </Page>
  );
};

const Outages = ({ round }: { readonly round: Round }) => {
  const { t } = useTranslation('rounds');
  const { data: measured } = useSuspenseQuery(publishedOutagesQuery(useApi(), round.roundId));
  return (
    <>
      <p>{t('evidence.outagesText')}</p>
      <Measured round={round} measured={measured} />
    </>
  );
};
