import pMap from 'p-map';
import {
  decideChallenge,
  draftChallenge,
  listProposedChallenges,
  submitChallenge,
} from '../../../functions/challenges/schema.ts';
import type { Challenge } from '../dataset/types.ts';
import { agencyApis, type Member, type Stage } from './cast.ts';

/** Requests that proposing a challenge takes. */
export const requestsPerChallenge = 2;

/** Each body drafts and submits its challenges. Answers the ids by key. */
export const proposeChallenges = async (
  stage: Stage,
  cast: ReadonlyMap<string, Member>,
  roundId: string,
  challenges: readonly Challenge[],
): Promise<ReadonlyMap<string, string>> => {
  const bar = stage.progress('challenges proposed', challenges.length);
  const proposed = await pMap(
    challenges,
    async (challenge) => {
      const { api } = memberOf(cast, challenge.proposerKey);
      const { challengeId } = await api.must(draftChallenge, {
        parameters: { roundId },
        body: {
          coProposerIds: challenge.coProposerKeys.map((key) => memberOf(cast, key).organisationId),
          field: challenge.division,
          title: challenge.title,
          problem: challenge.problem,
          requiredPerformance: challenge.requiredPerformance.map((target) => ({ ...target })),
          placeOfUse: challenge.placeOfUse,
          quantity: challenge.quantity,
          priceCeilingInWon: challenge.priceCeilingInWon,
          trialPeriodInDays: challenge.trialPeriodInDays,
          firstUseCommitment: challenge.firstUseCommitment,
          contact: challenge.contact,
        },
      });
      await api.must(submitChallenge, { parameters: { challengeId }, body: null });
      bar.step();
      return [challenge.key, challengeId] as const;
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
  return new Map(proposed);
};

/** Staff decide every challenge, each with its reason. */
export const selectChallenges = async (
  stage: Stage,
  challengeIds: ReadonlyMap<string, string>,
  challenges: readonly Challenge[],
): Promise<void> => {
  const bar = stage.progress('challenges decided', challenges.length);
  const { staff } = agencyApis(stage);
  await pMap(
    challenges,
    async (challenge) => {
      await staff.must(decideChallenge, {
        parameters: { challengeId: idOf(challengeIds, challenge.key) },
        body: challenge.selected
          ? {
              decision: 'select',
              reason:
                'The market has no answer, the targets can be measured, and the body commits to the trial',
            }
          : { decision: 'reject', reason: challenge.notSelectedReason.en },
      });
      bar.step();
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
};

/** All challenges of the round as the auditor reads them. */
export const readChallenges = (stage: Stage, roundId: string) =>
  agencyApis(stage).auditor.all(listProposedChallenges, { parameters: { roundId } }, (page) => page);

/** Somebody of the cast; throws for a key that nobody has. */
export const memberOf = (cast: ReadonlyMap<string, Member>, key: string): Member => {
  const member = cast.get(key);
  if (member === undefined) throw new Error(`Nobody in the cast is ${key}`);
  return member;
};

/** Whoever in the cast acts for an organisation; throws for one that nobody acts for. */
export const memberOfOrganisation = (cast: ReadonlyMap<string, Member>, organisationId: string): Member => {
  const member = Array.from(cast.values()).find((one) => one.organisationId === organisationId);
  if (member === undefined) throw new Error(`Nobody in the cast acts for ${organisationId}`);
  return member;
};

/** The id that the system gave to a thing of the data set. */
export const idOf = (ids: ReadonlyMap<string, string>, key: string): string => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The system gave no id to ${key}`);
  return id;
};
