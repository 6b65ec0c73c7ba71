import { createHash } from 'node:crypto';
import { addSeconds, instantOf } from '../../../functions/platform/instant.ts';
import { planRound, transitionRound, transitionSealedRound } from '../../../functions/rounds/schema.ts';
import type { Challenge } from '../dataset/types.ts';
import { agencyApis, type Member, type Stage } from './cast.ts';
import { proposeChallenges, requestsPerChallenge, selectChallenges } from './challenges.ts';
import type { Script } from './round.ts';
import { createTempo } from './tempo.ts';
import { waitForPhase } from './wait-for-phase.ts';

/** A round that stands open. */
export type OpenRound = {
  readonly name: { readonly ko: string; readonly en: string };
  readonly cast: ReadonlyMap<string, Member>;
  /** All of them are selected; their proposers are in the cast. */
  readonly challenges: readonly Challenge[];
  readonly drawSecret: string;
  readonly openForSeconds: number;
  readonly policy: Script['policy'];
};

/** Brings a round to its call for proposals. Answers its id and the ids of its challenges by key. */
export const openRound = async (stage: Stage, open: OpenRound) => {
  const { staff } = agencyApis(stage);
  const { roundId } = await staff.must(planRound, { body: { name: open.name, policy: { ...open.policy } } });
  const parameters = { roundId };
  const deadline = createTempo(3, 4).deadlineAfter(open.challenges.length * requestsPerChallenge);
  await staff.must(transitionRound, {
    parameters,
    body: { action: 'call-for-challenges', deadline, confirmNonWorkingDay: true },
  });
  const challengeIds = await proposeChallenges(stage, open.cast, roundId, open.challenges);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'CHALLENGE_SELECTION',
    because: 'deadline for challenges',
    hurry: 'close-challenge-call',
  });
  await selectChallenges(stage, challengeIds, open.challenges);
  const closesAt = addSeconds(instantOf(Date.now()), open.openForSeconds);
  await staff.must(transitionSealedRound, {
    parameters,
    body: {
      action: 'call-for-proposals',
      deadline: closesAt,
      // Seconds ahead, whatever day it is.
      confirmNonWorkingDay: true,
      decisionPromisedAt: addSeconds(closesAt, 40 * 24 * 3600),
      drawSecretSha256: createHash('sha256').update(open.drawSecret).digest('hex'),
    },
  });
  return { roundId, challengeIds, closesAt };
};
