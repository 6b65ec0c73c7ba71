import type { Stored } from '../platform/change.ts';
import type { Round } from '../rounds/rules.ts';
import { type Challenge, effectiveChallengeState } from './rules.ts';

/** A challenge as everybody may see it once it is published. */
export const presentChallenge = (challenge: Challenge, round: Round, version: number) => ({
  challengeId: challenge.challengeId,
  roundId: challenge.roundId,
  state: effectiveChallengeState(challenge, round),
  correctionNumber: challenge.correctionNumber,
  buyerId: challenge.buyerId,
  coProposerIds: challenge.coProposerIds,
  field: challenge.field,
  title: challenge.title,
  problem: challenge.problem,
  requiredPerformance: challenge.requiredPerformance,
  placeOfUse: challenge.placeOfUse,
  quantity: challenge.quantity,
  priceCeilingInWon: challenge.priceCeilingInWon,
  trialPeriodInDays: challenge.trialPeriodInDays,
  firstUseCommitment: challenge.firstUseCommitment,
  contact: challenge.contact,
  version,
});

/** The same for those who propose and decide, with what led there. */
export const presentProposedChallenge = (challenge: Challenge, round: Round, version: number) => ({
  ...presentChallenge(challenge, round, version),
  callDeadline: challenge.callDeadline,
  submittedAt: challenge.submittedAt,
  decisionReason: challenge.decisionReason,
  incubation: challenge.incubation,
  incubatedFrom: challenge.incubatedFrom,
});

/** A stored challenge with its version, for lists. */
export const presentStored = (challenge: Stored<Challenge>, round: Round) =>
  presentProposedChallenge(challenge, round, challenge.bookkeeping.version);
