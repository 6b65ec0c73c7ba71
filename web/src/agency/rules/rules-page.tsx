import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { WholeRules } from '../../rounds/whole-rules.tsx';
import { useAgent } from '../agent.ts';
import { preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { ChangeRules } from './change-rules.tsx';

const route = getRouteApi('/agency/rounds/$roundId/rules');

/** The rules of a round, as everybody will read them in the call; staff change them while the round is planned. */
export const RulesPage = () => {
  const { t } = useTranslation('plan');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('rules.title')}>
      <Rules roundId={roundId} />
    </RoundRoom>
  );
};

const Rules = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('plan');
  const agent = useAgent();
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  const isPlanned = round.phase === 'PLANNED';
  return (
    <>
      <p className="lead">{t(isPlanned ? 'rules.planned' : 'rules.frozen')}</p>
      {isPlanned && agent.may('staff') ? <ChangeRules round={round} /> : null}
      <WholeRules policy={round.policy} />
    </>
  );
};
