import type { FreshPanel } from '../../evaluation/rules.ts';
import { addSeconds, type Instant } from '../../platform/instant.ts';
import type { Notice, NoticeOf } from '../../platform/notice.ts';
import { day, type ReminderKind, scoringSteps } from './reminders.ts';

/** Tells members of a fresh panel, by pseudonym, that they evaluate a proposal again, and until when; each once a deadline. */
export const freshlySeated = (
  { roundId, challengeId, deadline }: FreshPanel,
  proposalId: string,
  evaluatorIds: readonly string[],
): readonly Notice[] =>
  evaluatorIds.map((evaluatorId) => ({
    noticeId: `panel/${challengeId}/fresh/${proposalId}/seated/${evaluatorId}/${deadline}`,
    kind: 'fresh-panel-seated',
    audience: { kind: 'evaluator', roundId, evaluatorId },
    roundId,
    proposalId,
    facts: { challengeId, deadline },
  }));

/** A reminder before the end of scoring. */
type ScoringReminder = Extract<ReminderKind, `scoring-${string}`>;

/** What is due of the reminders before the end of a fresh panel at `at`, and when to look for more. */
export type FreshReminders = {
  /** The latest one due, which says it better than those before; null where none is. */
  readonly due: ScoringReminder | null;
  /** True from the last day on, in which staff are warned of what is below its quorum. */
  readonly isLastDay: boolean;
  /** The next instant at which something is to be said; null after the deadline. */
  readonly nextAt: Instant | null;
};

/** The reminders before the deadline of a fresh panel: the steps are those of a round's scoring. */
export const freshRemindersAt = (deadline: Instant, at: Instant): FreshReminders => {
  const ahead = scoringSteps.map(({ kind, beforeInSeconds }) => ({
    kind,
    dueAt: addSeconds(deadline, -beforeInSeconds),
  }));
  const due = at < deadline ? ahead.filter(({ dueAt }) => dueAt <= at).at(-1) : undefined;
  return {
    due: due?.kind ?? null,
    isLastDay: addSeconds(deadline, -day) <= at,
    nextAt: [...ahead.map(({ dueAt }) => dueAt), deadline].find((instant) => instant > at) ?? null,
  };
};

/** The reminder of one member of a fresh panel; once a proposal, a deadline, a step and a member. */
export const freshReminder = (
  kind: ScoringReminder,
  {
    roundId,
    proposalId,
    deadline,
  }: { readonly roundId: string; readonly proposalId: string; readonly deadline: Instant },
  evaluatorId: string,
): NoticeOf<ScoringReminder> => ({
  noticeId: `${kind}/fresh/${proposalId}/${evaluatorId}/${deadline}`,
  kind,
  audience: { kind: 'evaluator', roundId, evaluatorId },
  roundId,
  proposalId,
  facts: { deadline },
});
