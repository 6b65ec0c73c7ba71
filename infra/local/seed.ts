import { createHash } from 'node:crypto';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { planRound, transitionRound } from '../../functions/rounds/schema.ts';
import { createAgency, userPoolOf } from './agency.ts';
import { loadDataset } from './dataset/dataset.ts';
import type { Challenge } from './dataset/types.ts';
import { agencyApis, type Member, type Stage } from './replay/cast.ts';
import { memberOf, proposeChallenges, requestsPerChallenge, selectChallenges } from './replay/challenges.ts';
import { excerptOf } from './replay/excerpt.ts';
import { silentProgress } from './replay/progress.ts';
import { playRound } from './replay/round.ts';
import { createTempo } from './replay/tempo.ts';
import { waitForPhase } from './replay/wait-for-phase.ts';
import type { SeededAccount } from './seeded-account.ts';
import type { LocalStack } from './stack.ts';

/** What a fresh start gives a newcomer to look at and to try. */
export type Seed = {
  readonly accounts: readonly SeededAccount[];
  readonly rounds: { readonly finished: string; readonly open: string };
};

/** The secret behind the draw of the open round, for who plays staff in it. */
export const openRoundDrawSecret = 'open-round-draw-secret';

const finishedChallenges = ['drone-mountain-rescue', 'commander-glasses'] as const;
const day = 24 * 3600;

/** Plays a small round to its end and opens another one. People, bodies and firms are those of the data set. */
export const seed = async (stack: LocalStack): Promise<Seed> => {
  const stage: Stage = {
    apiUrl: stack.apiUrl,
    pool: userPoolOf(stack),
    agency: await createAgency(stack),
    run: 'seed',
    progress: silentProgress,
    concurrency: 6,
  };
  const dataset = loadDataset();
  const small = excerptOf(dataset, finishedChallenges, { perChallenge: 2, evaluators: 9 });
  const finished = await playRound(stage, small, {
    name: { ko: '시범 회차', en: 'A small round to look at' },
    policy: { holdInSeconds: 1, standstillInSeconds: 1, inspectionInSeconds: 14 * day, trialInSeconds: 0 },
    tempo: createTempo(3, 4),
    inHurry: true,
  });
  const buyerKey = small.publicBodies[0]?.key ?? '';
  const others = dataset.challenges.filter(
    ({ selected, key }) => selected && !small.challenges.some((one) => one.key === key),
  );
  const open = await openRound(
    stage,
    finished.cast,
    others.slice(0, 3).map((challenge) => ({ ...challenge, proposerKey: buyerKey, coProposerKeys: [] })),
  );
  const named = (
    name: string,
    role: SeededAccount['role'],
    key: string,
    organisation: string,
  ): SeededAccount => {
    const { person } = memberOf(finished.cast, key);
    return { name, role, organisation, email: person.email, password: person.password };
  };
  const [supplier, rival] = small.suppliers;
  const [evaluator] = small.evaluators;
  const { staff, colleague, approver, auditor } = stage.agency;
  const agency = 'Innovation Procurement Agency';
  return {
    rounds: { finished: finished.roundId, open },
    accounts: [
      named('supplier', 'supplier', supplier?.key ?? '', supplier?.name.en ?? ''),
      named('rival', 'supplier', rival?.key ?? '', rival?.name.en ?? ''),
      named('buyer', 'buyer', buyerKey, small.publicBodies[0]?.name.en ?? ''),
      named('evaluator', 'evaluator', evaluator?.key ?? '', small.institutes[0]?.name.en ?? ''),
      { name: 'staff', role: 'staff', organisation: agency, email: staff.email, password: staff.password },
      {
        name: 'colleague',
        role: 'staff',
        organisation: agency,
        email: colleague.email,
        password: colleague.password,
      },
      {
        name: 'approver',
        role: 'approver',
        organisation: agency,
        email: approver.email,
        password: approver.password,
      },
      {
        name: 'auditor',
        role: 'auditor',
        organisation: agency,
        email: auditor.email,
        password: auditor.password,
      },
    ],
  };
};

/** Brings a round to its call for proposals, which stays open for two weeks. */
const openRound = async (
  stage: Stage,
  cast: ReadonlyMap<string, Member>,
  challenges: readonly Challenge[],
): Promise<string> => {
  const { staff } = agencyApis(stage);
  const { roundId } = await staff.must(planRound, {
    body: { name: { ko: '체험 회차', en: 'A round to try' } },
  });
  const parameters = { roundId };
  const deadline = createTempo(3, 4).deadlineAfter(challenges.length * requestsPerChallenge);
  await staff.must(transitionRound, { parameters, body: { action: 'call-for-challenges', deadline } });
  const challengeIds = await proposeChallenges(stage, cast, roundId, challenges);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'CHALLENGE_SELECTION',
    because: 'deadline for challenges',
    hurry: 'close-challenge-call',
  });
  await selectChallenges(stage, challengeIds, challenges);
  const now = instantOf(Date.now());
  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'call-for-proposals',
      deadline: addSeconds(now, 14 * day),
      decisionPromisedAt: addSeconds(now, 60 * day),
      drawSecretSha256: createHash('sha256').update(openRoundDrawSecret).digest('hex'),
    },
  });
  return roundId;
};
