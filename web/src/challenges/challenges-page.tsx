import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { type Round, roundsQuery } from '../rounds/queries.ts';
import { ChallengeList } from './challenge-list.tsx';
import type { Due } from './filters.ts';

const beforeTheCall = ['PLANNED', 'CHALLENGE_CALL', 'CHALLENGE_SELECTION'];

/** The rounds whose challenges may be asked for, the next deadline first. */
const roundsOf = (rounds: readonly Round[], due: Due): readonly Round[] => {
  const isOpen = ({ phase }: Round): boolean => phase === 'CALL_FOR_PROPOSALS';
  const deadlineOf = (round: Round): string => (isOpen(round) ? (round.deadlines.proposals ?? '') : '9');
  return rounds
    .filter((round) => (due === 'any' ? !beforeTheCall.includes(round.phase) : isOpen(round)))
    .sort((one, other) => (deadlineOf(one) < deadlineOf(other) ? -1 : 1));
};

/** The challenges of every call that was published, the open ones to begin with. */
export const ChallengesPage = () => {
  const { t } = useTranslation('challenges');
  const { data: rounds } = useSuspenseQuery(roundsQuery(useApi()));
  return (
    <Page title={t('listTitle')}>
      <p className="lead">{t('listLead')}</p>
      <ChallengeList roundsOf={(due) => roundsOf(rounds, due)} due="open" isAcrossCalls />
    </Page>
  );
};
