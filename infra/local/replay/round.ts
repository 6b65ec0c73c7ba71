import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  approveDecision,
  readPriorityList,
  readScoreSheet,
  recommendDecision,
} from '../../../functions/decisions/schema.ts';
import { exportLedger, readSigningKey } from '../../../functions/ledger/schema.ts';
import { addSeconds, epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';
import { planRound, readExecutions, readRound, transitionRound } from '../../../functions/rounds/schema.ts';
import type { RoundPolicy } from '../../../functions/rounds/rules.ts';
import type { Dataset } from '../dataset/types.ts';
import { verdictFor } from '../dataset/verdicts.ts';
import { type CastOrganisation, agencyApis, assembleCast, type Member, type Stage } from './cast.ts';
import { idOf, proposeChallenges, requestsPerChallenge, selectChallenges } from './challenges.ts';
import {
  answerOutliers,
  countSeats,
  declare,
  draw,
  type EvaluationScene,
  listPool,
  score,
  screen,
} from './evaluation.ts';
import { requestsPerProposal, submitLate, submitProposals, type Submissions } from './proposals.ts';
import { carryOutPurchases, type PurchaseScene, reportVerdicts } from './purchases.ts';
import type { Tempo } from './tempo.ts';
import { waitForPhase } from './wait-for-phase.ts';

/** What a played round leaves behind for those who look at it. */
export type PlayedRound = {
  readonly roundId: string;
  readonly cast: ReadonlyMap<string, Member>;
  readonly challengeIds: ReadonlyMap<string, string>;
  readonly submissions: Submissions;
  readonly lateRefused: number;
};

type PeriodName = 'holdInSeconds' | 'standstillInSeconds' | 'inspectionInSeconds' | 'trialInSeconds';

/** How a round is played. */
export type Script = {
  readonly name: { readonly ko: string; readonly en: string };
  readonly policy: Partial<Pick<RoundPolicy, PeriodName>>;
  readonly tempo: Tempo;
  /** True where staff end a phase as soon as its deadline has passed, instead of waiting for the schedule. */
  readonly inHurry?: boolean;
};

/** The round's periods in fast-forward; everything else of the policy is the default. */
export const rehearsal = {
  holdInSeconds: 2,
  standstillInSeconds: 5,
  inspectionInSeconds: 24 * 3600,
  trialInSeconds: 1,
} as const satisfies Script['policy'];

/** Plays a whole round as its users would, over HTTP alone: from the plan to the published verdicts. */
export const playRound = async (
  stage: Stage,
  dataset: Dataset,
  { name, policy, tempo, inHurry = false }: Script,
): Promise<PlayedRound> => {
  const { staff, approver } = agencyApis(stage);
  const organisations = organisationsOf(dataset);
  const cast = await tempo.measure(organisations.length * 4, () => assembleCast(stage, organisations));

  const { roundId } = await staff.must(planRound, {
    body: { name, policy: { ...policy } },
  });
  const parameters = { roundId };
  const transition = (action: Simple) => staff.must(transitionRound, { parameters, body: { action } });

  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'call-for-challenges',
      deadline: tempo.deadlineAfter(dataset.challenges.length * requestsPerChallenge),
    },
  });
  const challengeIds = await tempo.measure(dataset.challenges.length * requestsPerChallenge, () =>
    proposeChallenges(stage, cast, roundId, dataset.challenges),
  );
  await listPool(stage, { roundId, cast, evaluators: dataset.evaluators, challengeIds, proposals: [] });
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'CHALLENGE_SELECTION',
    because: 'deadline for challenges',
    hurry: inHurry ? 'close-challenge-call' : null,
  });
  await selectChallenges(stage, challengeIds, dataset.challenges);

  const drawSecret = createHash('sha256').update(`${stage.run} draw`).digest('hex');
  const proposalDeadline = tempo.deadlineAfter(dataset.proposals.length * requestsPerProposal);
  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'call-for-proposals',
      deadline: proposalDeadline,
      decisionPromisedAt: addSeconds(proposalDeadline, 40 * 24 * 3600),
      drawSecretSha256: createHash('sha256').update(drawSecret).digest('hex'),
    },
  });
  const submissions = await submitProposals(stage, cast, challengeIds, dataset.proposals);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'CLOSED_FOR_PROPOSALS',
    because: 'deadline for proposals',
    limitInSeconds: 300,
  });
  const lateRefused = await submitLate(stage, cast, submissions.proposalIds, dataset.proposals);

  await openTogether(stage, roundId);
  await transition('begin-screening');
  const scene: EvaluationScene = {
    roundId,
    cast,
    evaluators: dataset.evaluators,
    proposals: dataset.proposals,
    proposalIds: submissions.proposalIds,
    challengeIds,
  };
  await screen(stage, scene);
  await draw(stage, roundId, drawSecret);
  await declare(stage, scene);
  const seats = await countSeats(stage, roundId);
  await staff.must(transitionRound, {
    parameters,
    body: { action: 'begin-evaluation', deadline: tempo.deadlineAfter(seats * requestsPerSeat) },
  });
  await score(stage, scene);
  await answerOutliers(stage, scene);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'DECISION',
    because: 'deadline for scores',
    hurry: inHurry ? 'close-evaluation' : null,
  });

  const { sheetSha256 } = await staff.must(recommendDecision, { parameters, body: null });
  await approver.must(approveDecision, { parameters, body: { sheetSha256 } });
  await transition('give-notice');
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'PURCHASE',
    because: 'standstill',
    hurry: inHurry ? 'end-standstill' : null,
  });
  await playPurchases(stage, { roundId, cast, challengeIds });
  await transition('complete');
  await waitForMachine(stage, roundId);
  return { roundId, cast, challengeIds, submissions, lateRefused };
};

type Simple = 'prepare-opening' | 'open' | 'begin-screening' | 'give-notice' | 'begin-first-use' | 'complete';

/** Each seat scores some three proposals, and reads them before. */
const requestsPerSeat = 8;

/** Two people open, once the hold is over. */
const openTogether = async (stage: Stage, roundId: string): Promise<void> => {
  const { staff, approver } = agencyApis(stage);
  const parameters = { roundId };
  const { earliestOpeningAt } = await staff.must(readRound, { parameters });
  const bar = stage.progress('opening by two people', 2);
  const left = epochMillisecondsOf(earliestOpeningAt ?? instantOf(0)) - Date.now();
  if (left > 0) {
    bar.note('until the hold is over');
    await wait(left);
  }
  await staff.must(transitionRound, { parameters, body: { action: 'prepare-opening' } });
  bar.step();
  await approver.must(transitionRound, { parameters, body: { action: 'open' } });
  bar.step();
  bar.end();
};

const playPurchases = async (
  stage: Stage,
  { roundId, cast, challengeIds }: Pick<EvaluationScene, 'roundId' | 'cast' | 'challengeIds'>,
): Promise<void> => {
  const { staff, public: anyone } = agencyApis(stage);
  const { list } = await anyone.must(readPriorityList, { parameters: { roundId } });
  const funded = list.filter(({ outcome }) => outcome === 'FUNDED');
  const keyOfChallenge = new Map(Array.from(challengeIds, ([key, id]) => [id, key]));
  const members = new Map(Array.from(cast.values(), (member) => [member.organisationId, member]));
  const scene: PurchaseScene = {
    roundId,
    memberOfOrganisation: (organisationId): Member => {
      const member = members.get(organisationId);
      if (member === undefined) throw new Error(`Nobody in the cast acts for ${organisationId}`);
      return member;
    },
    reportOf: (challengeId, index) => verdictFor(idOf(keyOfChallenge, challengeId), index),
  };
  await carryOutPurchases(stage, scene, funded.length);
  await staff.must(transitionRound, { parameters: { roundId }, body: { action: 'begin-first-use' } });
  await reportVerdicts(stage, scene);
};

const waitForMachine = async (stage: Stage, roundId: string): Promise<void> => {
  const { auditor } = agencyApis(stage);
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const { round, purchases } = await auditor.must(readExecutions, { parameters: { roundId } });
    if (![round, ...purchases].some((execution) => execution?.status === 'RUNNING')) return;
    await wait(500);
  }
};

/** What everybody may download after the notice. */
export const readPublicRecords = async (stage: Stage, roundId: string) => {
  const { public: anyone } = agencyApis(stage);
  const parameters = { roundId };
  const [list, scoreSheet, entries, { publicKey }] = await Promise.all([
    anyone.must(readPriorityList, { parameters }),
    anyone.must(readScoreSheet, { parameters }),
    anyone.all(exportLedger, { parameters }, (page) => page),
    anyone.must(readSigningKey),
  ]);
  return { list, scoreSheet, entries, publicKey };
};

const organisationsOf = (dataset: Dataset): readonly CastOrganisation[] => [
  ...dataset.publicBodies.map((body) => ({
    ...body,
    kind: 'PUBLIC_BODY' as const,
    isSmallOrMedium: false,
    people: [body.key],
  })),
  ...dataset.suppliers.map((supplier) => ({
    ...supplier,
    kind: 'SUPPLIER' as const,
    // What every firm says of itself; that one of them is not, the screening finds.
    isSmallOrMedium: true,
    people: [supplier.key],
  })),
  ...dataset.institutes.map((institute) => ({
    ...institute,
    kind: 'INSTITUTE' as const,
    isSmallOrMedium: false,
    people: dataset.evaluators
      .filter(({ instituteKey }) => instituteKey === institute.key)
      .map(({ key }) => key),
  })),
];
