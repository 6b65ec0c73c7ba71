import { useTranslation } from 'react-i18next';
import { InstantText } from '../design/instant.tsx';
import { phaseOf, phases } from './phase.ts';
import type { Round } from './queries.ts';
import './timeline.css';

/** When a phase ends or ended, as far as it is known. */
const endOf = (round: Round, phase: (typeof phases)[number]): string | null =>
  ({
    CHALLENGE_CALL: round.deadlines.challengeCall,
    CALL_FOR_PROPOSALS: round.deadlines.proposals,
    CLOSED_FOR_PROPOSALS: round.openedAt ?? round.earliestOpeningAt,
    EVALUATION: round.deadlines.evaluation,
    DECISION: round.noticeAt ?? round.decisionPromisedAt,
    NOTICE: round.deadlines.standstill,
    CHALLENGE_SELECTION: null,
    OPENED: null,
    SCREENING: null,
    PURCHASE: null,
    FIRST_USE: null,
    COMPLETED: null,
  })[phase];

/** The phases of a round in their order, with the one that it is in. */
export const Timeline = ({ round }: { round: Round }) => {
  const { t } = useTranslation('rounds');
  const present = phaseOf(round);
  const at = phases.findIndex((phase) => phase === present);
  return (
    <ol className="timeline">
      {phases.map((phase, index) => {
        const end = endOf(round, phase);
        const standing = index < at ? 'past' : index === at ? 'present' : 'future';
        return (
          <li
            key={phase}
            className={`timeline-${standing}`}
            aria-current={standing === 'present' ? 'step' : undefined}
          >
            <strong>{t(`phase.${phase}`)}</strong>
            {end === null ? null : (
              <span className="timeline-end">
                {t('ends')} <InstantText at={end} />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
};
