import type { Stored } from '../platform/change.ts';
import type { Instant } from '../platform/instant.ts';
import { isUnderAssessment } from '../outages/rules.ts';
import { earliestOpening, effectivePhase, type Round } from './rules.ts';

/**
 * A round as everybody may see it at an instant: the phase is the clock's, not a job's. `lastGoodAt` is the last good
 * heartbeat's, where it was read.
 */
export const presentRound = (
  round: Round,
  version: number,
  at: Instant,
  lastGoodAt: Instant | null = null,
) => ({
  roundId: round.roundId,
  name: round.name,
  phase: effectivePhase(round, at),
  policy: round.policy,
  deadlines: round.deadlines,
  movedDeadlines: round.movedDeadlines,
  decisionPromisedAt: round.decisionPromisedAt,
  decisionDelays: round.decisionDelays,
  drawSecretSha256: round.drawSecretSha256,
  earliestOpeningAt: earliestOpening(round),
  openedAt: round.openedAt,
  noticeAt: round.noticeAt,
  isBeingAssessed: isUnderAssessment(round, lastGoodAt, at),
  serverTime: at,
  version,
});

/** The same with what waits for a second person; for the agency alone. */
export const presentPreparation = (round: Stored<Round>, at: Instant) => ({
  ...presentRound(round, round.bookkeeping.version, at),
  deadlineMove: round.deadlineMove,
  openingPrepared: round.openingPrepared,
  outageDroppedTo: round.outageDroppedTo,
});
