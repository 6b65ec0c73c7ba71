import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { preparationQuery } from '../queries.ts';
import { AgencyRoom, RoundRoom } from '../room.tsx';
import { Ledger } from './ledger.tsx';
import { noNames } from './names-in-entity.ts';
import { useNames } from './use-names.ts';

const route = getRouteApi('/agency/rounds/$roundId/ledger');

const published: readonly string[] = ['NOTICE', 'PURCHASE', 'FIRST_USE', 'COMPLETED'];

/** The ledger of a round with what opens its entries, for auditors. */
export const LedgerPage = () => {
  const { t } = useTranslation('audit');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')} roles={['auditor']}>
      <OfRound roundId={roundId} />
    </RoundRoom>
  );
};

/** Nothing is asked for before the opening: that would only be refused. */
const OfRound = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('audit');
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  return round.openedAt === null ? (
    <p className="lead">{t('sealed')}</p>
  ) : (
    <LedgerOfRound roundId={roundId} isPublic={published.includes(round.phase)} />
  );
};

const LedgerOfRound = ({ roundId, isPublic }: { roundId: string; isPublic: boolean }) => (
  <Ledger log={{ roundId }} isPublic={isPublic} names={useNames(roundId)} />
);

/** The ledger of what belongs to no round, for auditors. */
export const AgencyLedgerPage = () => {
  const { t } = useTranslation('audit');
  return (
    <AgencyRoom title={t('agencyTitle')} roles={['auditor']}>
      <Ledger log={{ roundId: null }} isPublic={false} names={noNames} />
    </AgencyRoom>
  );
};
