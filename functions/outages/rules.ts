import { nextWorkingDay, type WorkingCalendar } from '../calendar/rules.ts';
import { addSeconds, epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import type { RoundPolicy } from '../rounds/rules.ts';

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
 * Where a deadline stands after the outages, for everyone (DOMAIN.md, invariant 16): as it was where none touched it;
 * else the extension after the recovery; after a long outage the next working day at the same hour, and the one after
 * it where that would leave less than the extension. Never earlier, and the same when asked again of its own answer.
 * An outage that lasts moves nothing before it is over.
 */
export const deadlineAfterOutages = (
  deadline: Instant,
  outages: readonly Outage[],
  policy: OutagePolicy,
  calendar: WorkingCalendar,
): Instant =>
  [...outages]
    .sort((one, other) => (one.beganAt < other.beganAt ? -1 : 1))
    .reduce((due, { beganAt, recoveredAt }) => {
      if (recoveredAt === null || !isTouched(due, beganAt, recoveredAt, policy)) return due;
      return later(due, movedBy(due, { beganAt, recoveredAt }, policy, calendar));
    }, deadline);

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
