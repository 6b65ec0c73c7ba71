import { addSeconds, type Instant } from '../../platform/instant.ts';
import type { NoticeOf } from '../../platform/notice.ts';
import type { Round } from '../../rounds/rules.ts';

const hour = 3600;

/** The reminders before the deadline for proposals, the earliest first. */
export const reminderSteps = [
  { kind: 'deadline-in-7-days', beforeInSeconds: 7 * 24 * hour, untilInSeconds: 24 * hour },
  { kind: 'deadline-in-24-hours', beforeInSeconds: 24 * hour, untilInSeconds: hour },
  { kind: 'deadline-in-1-hour', beforeInSeconds: hour, untilInSeconds: 0 },
] as const;

export type ReminderKind = (typeof reminderSteps)[number]['kind'];
export const reminderKinds = reminderSteps.map(({ kind }) => kind);

/** When each reminder of a deadline is due. */
export const remindersOf = (
  deadline: Instant,
): readonly { readonly kind: ReminderKind; readonly dueAt: Instant }[] =>
  reminderSteps.map(({ kind, beforeInSeconds }) => ({ kind, dueAt: addSeconds(deadline, -beforeInSeconds) }));

/**
 * The reminder to record when its schedule fires at `at`; null where the call is not open, where `deadline` is not the
 * round's any more, and where it is too early or so late that the next one says it better. Once a round, a deadline and
 * a step: a deadline that moved is reminded of again.
 */
export const reminder = (
  round: Round,
  kind: ReminderKind,
  deadline: Instant,
  at: Instant,
): NoticeOf<ReminderKind> | null => {
  if (round.state !== 'CALL_FOR_PROPOSALS' || round.deadlines.proposals !== deadline) return null;
  const step = reminderSteps.find((candidate) => candidate.kind === kind);
  if (step === undefined) return null;
  const isDue =
    addSeconds(deadline, -step.beforeInSeconds) <= at && at < addSeconds(deadline, -step.untilInSeconds);
  if (!isDue) return null;
  return {
    noticeId: `${kind}/${round.roundId}/${deadline}`,
    kind,
    audience: { kind: 'round-drafters', roundId: round.roundId },
    roundId: round.roundId,
    proposalId: null,
    facts: { deadline },
  };
};
