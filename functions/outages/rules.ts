import { nextWorkingDay, type WorkingCalendar } from '../calendar/rules.ts';
import { addSeconds, epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import type { Refusal } from '../platform/refusal.ts';
import { effectivePhase, type Round, type RoundPolicy } from '../rounds/rules.ts';
import { refuseOutage } from './refusals.ts';

/** An attempt that was made of the path of a submission, from outside; `answeredAt` is null where nothing good came back. */
export type Heartbeat = { readonly sentAt: Instant; readonly answeredAt: Instant | null };

/** From the last good heartbeat to the first good one after it; `recoveredAt` is null while it lasts. */
export type Outage = { readonly beganAt: Instant; readonly recoveredAt: Instant | null };

/** A stretch of time that heartbeats are looked at over. */
export type Window = { readonly from: Instant; readonly to: Instant };

type OutagePolicy = RoundPolicy['outage'];

const secondsBetween = (from: Instant, to: Instant): number =>
  (epochMillisecondsOf(to) - epochMillisecondsOf(from)) / 1000;

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/**
 * What is looked at to judge a deadline at `at`: from so long before it that an outage which matters is either seen
 * whole or seen to be a long one, until now, but no longer than the hold.
 */
export const assessmentWindow = (
  deadline: Instant,
  policy: Pick<RoundPolicy, 'outage' | 'holdInSeconds'>,
  at: Instant,
): Window => {
  const { graceInSeconds, longOutageInSeconds, heartbeatIntervalInSeconds } = policy.outage;
  const lead = graceInSeconds + longOutageInSeconds + 2 * heartbeatIntervalInSeconds;
  const end = addSeconds(deadline, policy.holdInSeconds);
  return { from: addSeconds(deadline, -lead), to: at < end ? at : end };
};

/** So long after the hold an outage that outlasts it is looked at still. */
const lookedAtAfterHoldInSeconds = 7 * 86_400;

/** The window of an outage that outlasts the hold: until now, so that its end is seen, whenever it comes. */
export const windowBeyondHold = (window: Window, at: Instant): Window => {
  const end = addSeconds(window.to, lookedAtAfterHoldInSeconds);
  return { from: window.from, to: at < end ? at : end };
};

/** How many heartbeats are missing between two good ones; schedules fire some seconds early or late. */
const missedBetween = (one: Instant, next: Instant, { heartbeatIntervalInSeconds }: OutagePolicy): number =>
  Math.max(0, Math.round(secondsBetween(one, next) / heartbeatIntervalInSeconds) - 1);

/**
 * The outages in a window, in their order: `missedHeartbeats` or more in a row are missing (DOMAIN.md, invariant 16).
 * One that failed and one that was never kept are alike, so that a canary which cannot write is seen as missing. In
 * favour of those who submit an outage begins when the last good heartbeat was sent and ends when the first good one
 * was answered; the window's begin stands for a good one before it.
 */
export const outagesOf = (
  heartbeats: readonly Heartbeat[],
  window: Window,
  policy: OutagePolicy,
): readonly Outage[] => {
  const good = heartbeats
    .flatMap(({ sentAt, answeredAt }) => (answeredAt === null ? [] : [{ sentAt, answeredAt }]))
    .filter(({ sentAt }) => sentAt >= window.from && sentAt < window.to)
    .sort((one, other) => (one.sentAt < other.sentAt ? -1 : 1));
  const found: Outage[] = [];
  let lastGood = window.from;
  for (const { sentAt, answeredAt } of good) {
    if (missedBetween(lastGood, sentAt, policy) >= policy.missedHeartbeats)
      found.push({ beganAt: lastGood, recoveredAt: answeredAt });
    lastGood = sentAt;
  }
  if (missedBetween(lastGood, window.to, policy) >= policy.missedHeartbeats)
    found.push({ beganAt: lastGood, recoveredAt: null });
  return found;
};

/** True while an outage lasts that a deadline has fallen into: nobody can tell yet where it moves to. */
export const isBeingAssessed = (deadline: Instant, outages: readonly Outage[]): boolean =>
  outages.some(({ beganAt, recoveredAt }) => recoveredAt === null && beganAt < deadline);

/** True if the deadline fell inside an outage that is over, or within the grace after it. */
const isTouched = (
  deadline: Instant,
  beganAt: Instant,
  recoveredAt: Instant,
  policy: OutagePolicy,
): boolean => beganAt < deadline && deadline < addSeconds(recoveredAt, policy.graceInSeconds);

/**
 * Where a deadline stands after the outages, for everyone, and which made it so (DOMAIN.md, invariant 16): as it was where none touched it;
 * else the extension after the recovery; after a long outage the next working day at the same hour, and the one after
 * it where that would leave less than the extension. Never earlier, and the same when asked again of its own answer.
 * An outage that lasts moves nothing before it is over.
 */
export const moveByOutages = (
  deadline: Instant,
  outages: readonly Outage[],
  policy: OutagePolicy,
  calendar: WorkingCalendar,
): { readonly due: Instant; readonly touching: readonly Outage[] } => {
  let due = deadline;
  const touching: Outage[] = [];
  for (const outage of [...outages].sort((one, other) => (one.beganAt < other.beganAt ? -1 : 1))) {
    const { beganAt, recoveredAt } = outage;
    if (recoveredAt === null || !isTouched(due, beganAt, recoveredAt, policy)) continue;
    touching.push(outage);
    due = later(due, movedBy(due, { beganAt, recoveredAt }, policy, calendar));
  }
  return { due, touching };
};

const movedBy = (
  due: Instant,
  { beganAt, recoveredAt }: { readonly beganAt: Instant; readonly recoveredAt: Instant },
  { extensionInSeconds, graceInSeconds, longOutageInSeconds }: OutagePolicy,
  calendar: WorkingCalendar,
): Instant => {
  if (secondsBetween(beganAt, recoveredAt) <= longOutageInSeconds)
    return addSeconds(recoveredAt, extensionInSeconds);
  const earliest = addSeconds(recoveredAt, Math.max(extensionInSeconds, graceInSeconds));
  let candidate = nextWorkingDay(calendar, due);
  while (candidate < earliest) candidate = nextWorkingDay(calendar, candidate);
  return candidate;
};

/** What the heartbeats over a deadline show. */
export type Assessment = {
  /** The deadline that was assessed; of another one this says nothing. */
  readonly deadline: Instant;
  readonly window: Window;
  /** From when on heartbeats were kept; null where none was in the window. What was not measured is no outage. */
  readonly measuredFrom: Instant | null;
  /** How many good heartbeats the measured part of the window should hold, and holds. */
  readonly expected: number;
  readonly kept: number;
  readonly outages: readonly Outage[];
  /** Those of them that move the deadline. */
  readonly touching: readonly Outage[];
  readonly isBeingAssessed: boolean;
  /** Where the outages move the deadline to; null where they leave it. */
  readonly movesTo: Instant | null;
};

/** Judges a deadline by the heartbeats around it, as far as they were measured (DOMAIN.md, invariant 16). */
export const assess = (
  deadline: Instant,
  policy: Pick<RoundPolicy, 'outage' | 'holdInSeconds'>,
  measured: { readonly since: Instant | null; readonly heartbeats: readonly Heartbeat[] },
  calendar: WorkingCalendar,
  window: Window,
): Assessment => {
  const { since } = measured;
  const seen = { from: since === null ? window.to : later(window.from, since), to: window.to };
  const outages = seen.from < seen.to ? outagesOf(measured.heartbeats, seen, policy.outage) : [];
  const { due, touching } = moveByOutages(deadline, outages, policy.outage, calendar);
  const interval = policy.outage.heartbeatIntervalInSeconds;
  return {
    deadline,
    window,
    measuredFrom: seen.from < seen.to ? seen.from : null,
    expected: Math.max(0, Math.floor(secondsBetween(seen.from, seen.to) / interval)),
    kept: measured.heartbeats.filter(
      ({ sentAt, answeredAt }) => answeredAt !== null && sentAt >= seen.from && sentAt < seen.to,
    ).length,
    outages,
    touching,
    isBeingAssessed: isBeingAssessed(deadline, outages),
    movesTo: due > deadline ? due : null,
  };
};

/** True where the whole window was measured. */
export const isMeasuredWhole = ({ measuredFrom, window }: Assessment): boolean =>
  measuredFrom !== null && measuredFrom <= window.from;

/**
 * The sign-off that the opening waits for: refuses one without a reason where an outage moves the deadline or still lasts
 * over it, or where not all was measured. With a reason it is a person's, on record, and another person opens upon it.
 */
export const checkSignOff = (assessment: Assessment, reason: string | null): Refusal | null => {
  if (reason !== null) return null;
  const { deadline, expected, kept, outages, movesTo } = assessment;
  if (assessment.isBeingAssessed || movesTo !== null)
    return refuseOutage('outage-unsettled', { deadline, movesTo, outages });
  return isMeasuredWhole(assessment) ? null : refuseOutage('outage-unmeasured', { deadline, expected, kept });
};

/**
 * Refuses to move a deadline for an outage anywhere but where the measured ones move it: nobody may reopen a call by
 * an outage that only they saw (DOMAIN.md, invariant 16).
 */
export const checkMeasured = (
  to: Instant,
  assessment: Pick<Assessment, 'movesTo' | 'isBeingAssessed' | 'outages'> | null,
): Refusal | null => {
  const { movesTo = null, isBeingAssessed: isOpenEnded = false, outages = [] } = assessment ?? {};
  return movesTo === to && !isOpenEnded
    ? null
    : refuseOutage('outage-not-measured', { to, movesTo, outages });
};

/**
 * True while nobody can tell yet whether the passed deadline stands: the path of a submission has not answered since
 * before it, or the move that an outage makes waits for its approval. Once the opening is prepared it is settled.
 */
export const isUnderAssessment = (round: Round, lastGoodAt: Instant | null, at: Instant): boolean => {
  const { deadlineMove, deadlines, openingPrepared, policy } = round;
  if (effectivePhase(round, at) !== 'CLOSED_FOR_PROPOSALS' || openingPrepared !== null) return false;
  if (deadlineMove?.basis === 'outage') return true;
  const end = assessmentWindow(deadlines.proposals ?? at, policy, at).to;
  return (
    lastGoodAt !== null &&
    lastGoodAt < (deadlines.proposals ?? at) &&
    missedBetween(lastGoodAt, end, policy.outage) >= policy.outage.missedHeartbeats
  );
};

/** True while heartbeats can still move a round's deadline, and nobody has signed it off. */
export const isAssessable = (round: Round, at: Instant): boolean => {
  const deadline = round.deadlines.proposals;
  if (round.state !== 'CALL_FOR_PROPOSALS' || deadline === null || round.openingPrepared !== null)
    return false;
  const { from } = assessmentWindow(deadline, round.policy, at);
  return from <= at && at <= addSeconds(deadline, round.policy.holdInSeconds + lookedAtAfterHoldInSeconds);
};
