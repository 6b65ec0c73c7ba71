import type { EvaluationStanding } from '../../evaluation/rules.ts';
import { addSeconds, type Instant } from '../../platform/instant.ts';
import type { NoticeAudience, NoticeOf } from '../../platform/notice.ts';
import { type DeadlineName, deadlineOfPhase, type Round } from '../../rounds/rules.ts';

const hour = 3600;
/** In seconds. */
export const day = 24 * hour;

/** The reminders before the deadline for proposals, the earliest first. */
const reminderSteps = [
  { kind: 'deadline-in-7-days', beforeInSeconds: 7 * day, untilInSeconds: day },
  { kind: 'deadline-in-24-hours', beforeInSeconds: day, untilInSeconds: hour },
  { kind: 'deadline-in-1-hour', beforeInSeconds: hour, untilInSeconds: 0 },
] as const;

/** The reminders before the end of scoring, the earliest first. */
export const scoringSteps = [
  { kind: 'scoring-ends-in-3-days', beforeInSeconds: 3 * day, untilInSeconds: day },
  { kind: 'scoring-ends-in-24-hours', beforeInSeconds: day, untilInSeconds: hour },
  { kind: 'scoring-ends-in-1-hour', beforeInSeconds: hour, untilInSeconds: 0 },
] as const;

/** Each reminder with the deadline that it is of, and who still has something to do before it. */
const steps = [
  ...reminderSteps.map((step) => ({ ...step, of: 'proposals', audience: 'round-drafters' }) as const),
  ...scoringSteps.map((step) => ({ ...step, of: 'evaluation', audience: 'round-scorers' }) as const),
] as const satisfies readonly { readonly of: DeadlineName; readonly audience: NoticeAudience['kind'] }[];

export type ReminderKind = (typeof steps)[number]['kind'];
export const reminderKinds = steps.map(({ kind }) => kind);

/** When each reminder of a deadline is due; none of a deadline that nobody is reminded of. */
export const remindersOf = (
  name: DeadlineName,
  deadline: Instant,
): readonly { readonly kind: ReminderKind; readonly dueAt: Instant }[] =>
  steps
    .filter(({ of }) => of === name)
    .map(({ kind, beforeInSeconds }) => ({ kind, dueAt: addSeconds(deadline, -beforeInSeconds) }));

/**
 * The reminder to record when its schedule fires at `at`; null where the round is not in the phase that the deadline
 * ends, where `deadline` is not the round's any more, and where it is too early or so late that the next one says it
 * better. Once a round, a deadline and a step: a deadline that moved is reminded of again.
 */
export const reminder = (
  round: Round,
  kind: ReminderKind,
  deadline: Instant,
  at: Instant,
): NoticeOf<ReminderKind> | null => {
  const step = steps.find((candidate) => candidate.kind === kind);
  if (step === undefined) return null;
  if (deadlineOfPhase(round.state) !== step.of || round.deadlines[step.of] !== deadline) return null;
  const isDue =
    addSeconds(deadline, -step.beforeInSeconds) <= at && at < addSeconds(deadline, -step.untilInSeconds);
  if (!isDue) return null;
  return {
    noticeId: `${kind}/${round.roundId}/${deadline}`,
    kind,
    audience: { kind: step.audience, roundId: round.roundId },
    roundId: round.roundId,
    proposalId: null,
    facts: { deadline },
  };
};

/** True for the reminder with which staff are warned of what is below its quorum. */
export const comesWithQuorumWarning = ({ kind }: NoticeOf<ReminderKind>): boolean =>
  kind === 'scoring-ends-in-24-hours';

/**
 * What staff are told with the evaluators' last day: that some proposals have fewer locked scorecards than the quorum.
 * Null where none has, and with any other reminder.
 */
export const quorumWarning = (
  due: NoticeOf<ReminderKind>,
  { proposalsBelowQuorum }: Pick<EvaluationStanding, 'proposalsBelowQuorum'>,
): NoticeOf<'quorum-at-risk'> | null =>
  !comesWithQuorumWarning(due) || proposalsBelowQuorum.length === 0
    ? null
    : {
        noticeId: `quorum-at-risk/${due.roundId}/${due.facts.deadline}`,
        kind: 'quorum-at-risk',
        audience: { kind: 'agency', roles: ['staff'] },
        roundId: due.roundId,
        proposalId: null,
        facts: { proposals: proposalsBelowQuorum.length, deadline: due.facts.deadline },
      };
