import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { isOver, nextDeadline, phaseOf, phases } from '../rounds/phase.ts';
import { useAgent } from './agent.ts';
import { PlanRound } from './plan/plan-round.tsx';
import { type Preparation, preparationsQuery } from './queries.ts';
import { AgencyRoom } from './room.tsx';

/** The agency's rounds, the planned ones too, with the ways into its other rooms. */
export const AgencyRoundsPage = () => {
  const { t } = useTranslation('agency');
  return (
    <AgencyRoom title={t('rounds.title')}>
      <Rounds />
    </AgencyRoom>
  );
};

/** What is under way comes first, the furthest on before the rest. */
const ordered = (rounds: readonly Preparation[]): readonly Preparation[] => {
  const placeOf = (round: Preparation): number => {
    const phase = phaseOf(round);
    return isOver(round) ? phases.length : phases.length - 1 - phases.findIndex((one) => one === phase);
  };
  return [...rounds].sort((one, other) => placeOf(one) - placeOf(other));
};

const Rounds = () => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const { data: rounds } = useSuspenseQuery(preparationsQuery(useApi()));
  return (
    <>
      <ul className="side-by-side">
        <li>
          <Link to="/agency/inbox">{t('inbox.title')}</Link>
        </li>
        {agent.may('staff') ? (
          <li>
            <Link to="/agency/organisations">{t('organisations.title')}</Link>
          </li>
        ) : null}
        <li>
          <Link to="/agency/calendar">{t('rooms.calendar')}</Link>
        </li>
        {agent.may('auditor') ? (
          <li>
            <Link to="/agency/ledger">{t('rooms.agencyLedger')}</Link>
          </li>
        ) : null}
      </ul>
      {agent.may('staff') ? <PlanRound /> : null}
      {rounds.length === 0 ? <p>{t('rounds.none')}</p> : null}
      <ul className="cards">
        {ordered(rounds).map((round) => (
          <RoundCard key={round.roundId} round={round} />
        ))}
      </ul>
    </>
  );
};

const RoundCard = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation(['agency', 'rounds']);
  const deadline = nextDeadline(round);
  const phase = phaseOf(round);
  const isWaiting =
    round.deadlineMove !== null || (round.openingPrepared !== null && phase === 'CLOSED_FOR_PROPOSALS');
  return (
    <li className="card">
      <Tag kind={isOver(round) ? 'neutral' : 'active'}>{t(`rounds:phase.${phase}`)}</Tag>
      <h2>
        <Link to="/agency/rounds/$roundId" params={{ roundId: round.roundId }}>
          {inLanguage(round.name)}
        </Link>
      </h2>
      {deadline === null ? null : (
        <p>
          {t(`rounds:until.${deadline.name}`)} <InstantText at={deadline.at} />
        </p>
      )}
      {isWaiting ? <Tag kind="warning">{t('rounds.waiting')}</Tag> : null}
    </li>
  );
};
