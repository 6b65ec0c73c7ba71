import type { Round } from './queries.ts';

/** The phases in their order, as everybody sees them. */
export const phases = [
  'CHALLENGE_CALL',
  'CHALLENGE_SELECTION',
  'CALL_FOR_PROPOSALS',
  'CLOSED_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
  'FIRST_USE',
  'COMPLETED',
] as const;
export type Phase = (typeof phases)[number] | 'PLANNED' | 'CANCELLED';

const isPhase = (value: string): value is Phase =>
  value === 'PLANNED' || value === 'CANCELLED' || phases.some((phase) => phase === value);

/** The round's phase; the API's word for it is checked, since an older page may not know a newer one. */
export const phaseOf = ({ phase }: Pick<Round, 'phase'>): Phase => (isPhase(phase) ? phase : 'PLANNED');

/** True while a round takes challenges or proposals. */
export const isCalling = (round: Pick<Round, 'phase'>): boolean =>
  ['CHALLENGE_CALL', 'CALL_FOR_PROPOSALS'].includes(round.phase);

/** True from the end of the standstill on: a round has its purchases. */
export const isBuying = (round: Pick<Round, 'phase'>): boolean =>
  ['PURCHASE', 'FIRST_USE', 'COMPLETED'].includes(round.phase);

/** True once nobody moves a round on any more. */
export const isOver = (round: Pick<Round, 'phase'>): boolean =>
  ['COMPLETED', 'CANCELLED'].includes(round.phase);

const deadlineOf: Partial<Record<Phase, keyof Round['deadlines']>> = {
  CHALLENGE_CALL: 'challengeCall',
  CALL_FOR_PROPOSALS: 'proposals',
  EVALUATION: 'evaluation',
  NOTICE: 'standstill',
};

/** The deadline that a round's present phase ends with, or null where people end it. */
export const nextDeadline = (round: Round) => {
  const name = deadlineOf[phaseOf(round)];
  const at = name === undefined ? null : round.deadlines[name];
  return name === undefined || at === null ? null : { name, at };
};
