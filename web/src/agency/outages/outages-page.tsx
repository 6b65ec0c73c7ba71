import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { type Preparation, preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { Finding } from './finding.tsx';
import { Measured } from './measured.tsx';
import { outagesQuery } from './queries.ts';

const route = getRouteApi('/agency/rounds/$roundId/outages');

/** Whether suppliers could submit around the deadline, what the published rule makes of it, and who approves the move. */
export const OutagesPage = () => {
  const { t } = useTranslation('outages');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')}>
      <OfRound roundId={roundId} />
    </RoundRoom>
  );
};

/** Nothing is measured over a deadline that was not set yet. */
const OfRound = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('outages');
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  return round.deadlines.proposals === null ? (
    <p className="lead">{t('noDeadline')}</p>
  ) : (
    <Decided round={round} />
  );
};

const Decided = ({ round }: { round: Preparation }) => {
  const { data: measured } = useSuspenseQuery(outagesQuery(useApi(), round.roundId));
  return (
    <>
      <Finding round={round} assessment={measured.assessment} />
      <Measured round={round} measured={measured} />
    </>
  );
};
