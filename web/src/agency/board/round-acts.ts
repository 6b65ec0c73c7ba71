import type { paths } from '../../api/description.ts';
import { instantOfMinute, written } from '../../i18n/typed.ts';
import { nextDeadline, phaseOf, type Phase } from '../../rounds/phase.ts';
import type { Preparation } from '../queries.ts';

type BodyOf<Path extends '/rounds/{roundId}/transitions' | '/rounds/{roundId}/sealed-transitions'> =
  NonNullable<paths[Path]['post']['requestBody']>['content']['application/json'];
export type PlainBody = BodyOf<'/rounds/{roundId}/transitions'>;
export type SealedBody = BodyOf<'/rounds/{roundId}/sealed-transitions'>;

/** A transition as it is sent; those that move the lock of the seal have an address of their own. */
export type Transition =
  | { readonly isSealed: false; readonly body: PlainBody }
  | { readonly isSealed: true; readonly body: SealedBody };

/** What the dialogs ask for, as it is typed; minutes are Seoul's. */
export type Values = {
  readonly deadline: string;
  readonly decisionPromisedAt: string;
  readonly confirmNonWorkingDay: boolean;
  readonly drawSecretSha256: string;
  readonly basis: 'extension' | 'outage';
  readonly reason: string;
  readonly evidence: string;
  readonly outageReason: string;
};
export type FieldName = keyof Values;

/** The values as fields that are kept in the tab; not the secret's hash, since the secret goes with the page. */
export const noFields = {
  deadline: '',
  decisionPromisedAt: '',
  confirmNonWorkingDay: '',
  basis: 'extension',
  reason: '',
  evidence: '',
  outageReason: '',
};

/** What stands in the fields, with the hash of the secret that is kept. */
export const valuesOf = (fields: typeof noFields, drawSecretSha256: string): Values => ({
  ...fields,
  confirmNonWorkingDay: fields.confirmNonWorkingDay === 'yes',
  basis: fields.basis === 'outage' ? 'outage' : 'extension',
  drawSecretSha256,
});

/** Changed values as the fields that they stand in. */
export const fieldsOf = ({
  confirmNonWorkingDay,
  drawSecretSha256: _hash,
  ...texts
}: Partial<Values>): Partial<typeof noFields> => ({
  ...texts,
  ...(confirmNonWorkingDay === undefined ? {} : { confirmNonWorkingDay: confirmNonWorkingDay ? 'yes' : '' }),
});

export type ActName = Exclude<(PlainBody | SealedBody)['action'], 'approve-deadline-move' | 'open'>;

/** An act on a round: what it asks for, and what is sent once that is there. */
export type RoundAct = {
  readonly action: ActName;
  readonly kind: 'primary' | 'danger';
  /** Beside what moves the round on. */
  readonly isAside: boolean;
  readonly fields: readonly FieldName[];
  /** Missing or ill-typed fields; the API judges the rest. */
  readonly missing: (values: Values) => readonly FieldName[];
  /** Null while something is missing. */
  readonly transition: (values: Values, round: Preparation) => Transition | null;
};

const isThere: Readonly<Record<FieldName, (values: Values) => boolean>> = {
  deadline: ({ deadline }) => instantOfMinute(deadline) !== null,
  decisionPromisedAt: ({ decisionPromisedAt }) => instantOfMinute(decisionPromisedAt) !== null,
  confirmNonWorkingDay: () => true,
  drawSecretSha256: ({ drawSecretSha256 }) => /^[0-9a-f]{64}$/u.test(drawSecretSha256),
  basis: () => true,
  reason: ({ reason }) => written(reason) !== null,
  // The measurements are named for an outage alone.
  evidence: ({ basis, evidence }) => basis === 'extension' || written(evidence) !== null,
  // Needed where outages were measured, which the API knows.
  outageReason: () => true,
};

const act = (
  action: ActName,
  fields: readonly FieldName[],
  make: (values: Values, round: Preparation) => Transition | null,
  { kind = 'primary', isAside = false }: Partial<Pick<RoundAct, 'kind' | 'isAside'>> = {},
): RoundAct => {
  const missing = (values: Values): readonly FieldName[] => fields.filter((name) => !isThere[name](values));
  return {
    action,
    kind,
    isAside,
    fields,
    missing,
    transition: (values, round) => (missing(values).length > 0 ? null : make(values, round)),
  };
};

const plain = (body: PlainBody): Transition => ({ isSealed: false, body });
const sealed = (body: SealedBody): Transition => ({ isSealed: true, body });

type BareAction = Extract<
  PlainBody,
  {
    action:
      | 'close-challenge-call'
      | 'begin-screening'
      | 'close-evaluation'
      | 'give-notice'
      | 'end-standstill'
      | 'begin-first-use'
      | 'complete';
  }
>['action'];
const bare = (action: BareAction, more?: Pick<RoundAct, 'isAside'>): RoundAct =>
  act(action, [], () => plain({ action }), more);

const callForChallenges = act('call-for-challenges', ['deadline', 'confirmNonWorkingDay'], (values) => {
  const deadline = instantOfMinute(values.deadline);
  const { confirmNonWorkingDay } = values;
  return deadline === null ? null : plain({ action: 'call-for-challenges', deadline, confirmNonWorkingDay });
});

const callForProposals = act(
  'call-for-proposals',
  ['deadline', 'decisionPromisedAt', 'confirmNonWorkingDay', 'drawSecretSha256'],
  ({ drawSecretSha256, confirmNonWorkingDay, ...typed }) => {
    const deadline = instantOfMinute(typed.deadline);
    const decisionPromisedAt = instantOfMinute(typed.decisionPromisedAt);
    if (deadline === null || decisionPromisedAt === null) return null;
    const dates = { deadline, decisionPromisedAt };
    return sealed({ action: 'call-for-proposals', ...dates, confirmNonWorkingDay, drawSecretSha256 });
  },
);

const prepareOpening = act('prepare-opening', ['outageReason'], ({ outageReason }) => {
  const reason = written(outageReason);
  return plain({ action: 'prepare-opening', ...(reason === null ? {} : { outageReason: reason }) });
});

const beginEvaluation = act('begin-evaluation', ['deadline', 'confirmNonWorkingDay'], (values) => {
  const deadline = instantOfMinute(values.deadline);
  const { confirmNonWorkingDay } = values;
  return deadline === null ? null : plain({ action: 'begin-evaluation', deadline, confirmNonWorkingDay });
});

const prepareMove = act(
  'prepare-deadline-move',
  ['basis', 'deadline', 'confirmNonWorkingDay', 'reason', 'evidence'],
  (values, round) => {
    const deadline = instantOfMinute(values.deadline);
    const name = movableOf(round);
    const evidence = written(values.evidence);
    if (deadline === null || name === null) return null;
    const { basis, reason, confirmNonWorkingDay } = values;
    const move = { name, deadline, basis, reason, confirmNonWorkingDay };
    return plain({ action: 'prepare-deadline-move', ...move, ...(evidence === null ? {} : { evidence }) });
  },
  { isAside: true },
);

const announceDelay = act(
  'announce-delay',
  ['decisionPromisedAt', 'reason'],
  ({ reason, ...typed }) => {
    const decisionPromisedAt = instantOfMinute(typed.decisionPromisedAt);
    return decisionPromisedAt === null
      ? null
      : plain({ action: 'announce-delay', decisionPromisedAt, reason });
  },
  { isAside: true },
);

const withReason = { isAside: true, kind: 'danger' } as const;
const cancel = act('cancel', ['reason'], ({ reason }) => plain({ action: 'cancel', reason }), withReason);

/** Ends the call for challenges after its deadline, should it not have ended by itself. */
export const closeChallengeCall = bare('close-challenge-call', { isAside: true });

/** Takes a prepared move back; offered where the move is shown. */
export const dropMove = act(
  'drop-deadline-move',
  ['reason'],
  ({ reason }) => plain({ action: 'drop-deadline-move', reason }),
  withReason,
);

/** Makes the lock of the seal what the table says, after something failed between the two. */
export const renewLock = act(
  'renew-lock',
  ['reason'],
  ({ reason }) => sealed({ action: 'renew-lock', reason }),
  { isAside: true },
);

/** The deadline that may be moved in the round's phase; also after it has passed that for proposals, by an outage. */
export const movableOf = (round: Preparation): 'challengeCall' | 'proposals' | 'evaluation' | null => {
  if (phaseOf(round) === 'CLOSED_FOR_PROPOSALS') return 'proposals';
  const running = nextDeadline(round)?.name ?? null;
  return running === 'standstill' ? null : running;
};

const onward: Partial<Record<Phase, readonly RoundAct[]>> = {
  PLANNED: [callForChallenges],
  CHALLENGE_SELECTION: [callForProposals],
  CLOSED_FOR_PROPOSALS: [prepareOpening],
  OPENED: [bare('begin-screening')],
  SCREENING: [beginEvaluation],
  EVALUATION: [bare('close-evaluation')],
  DECISION: [bare('give-notice')],
  NOTICE: [bare('end-standstill')],
  PURCHASE: [bare('begin-first-use')],
  FIRST_USE: [bare('complete')],
};

const promised: readonly Phase[] = [
  'CALL_FOR_PROPOSALS',
  'CLOSED_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
];
const afterNotice: readonly Phase[] = ['PURCHASE', 'FIRST_USE', 'COMPLETED', 'CANCELLED'];
const locked: readonly Phase[] = [...promised, 'NOTICE', 'PURCHASE', 'FIRST_USE'];

/** True while there is a seal whose lock may have to be renewed. */
export const isLocked = (round: Preparation): boolean => locked.includes(phaseOf(round));

/** The acts that staff have in the round's present phase: first what moves it on, then what stands beside. */
export const actsOf = (round: Preparation): readonly RoundAct[] => {
  const phase = phaseOf(round);
  return [
    ...(onward[phase] ?? []),
    movableOf(round) !== null && round.deadlineMove === null && prepareMove,
    promised.includes(phase) && announceDelay,
    !afterNotice.includes(phase) && cancel,
  ].filter((found) => found !== false);
};

/** When an act is open at the earliest; null for now. The API judges by its own clock. */
export const openFrom = ({ action }: RoundAct, round: Preparation): string | null =>
  action === 'prepare-opening'
    ? round.earliestOpeningAt
    : action === 'end-standstill'
      ? round.deadlines.standstill
      : null;
