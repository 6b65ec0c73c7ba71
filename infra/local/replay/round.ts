import type * as v from 'valibot';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  approveDecision,
  readPriorityList,
  readScoreSheet,
  recommendDecision,
} from '../../../functions/decisions/schema.ts';
import { readDraw } from '../../../functions/evaluation/schema.ts';
import { addSeconds, epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';
import {
  planRound,
  readExecutions,
  readRound,
  transitionRound,
  transitionSealedRound,
} from '../../../functions/rounds/schema.ts';
import type { EffectivePhase, RoundPolicy } from '../../../functions/rounds/rules.ts';
import type { Dataset } from '../dataset/types.ts';
import { verdictFor } from '../dataset/verdicts.ts';
import { type CastOrganisation, agencyApis, assembleCast, type Member, type Stage } from './cast.ts';
import {
  idOf,
  memberOfOrganisation,
  proposeChallenges,
  requestsPerChallenge,
  selectChallenges,
} from './challenges.ts';
import {
  answerOutliers,
  countSeats,
  declare,
  draw,
  type EvaluationScene,
  listPool,
  meet,
  score,
  screen,
} from './evaluation.ts';
import { declareAgency } from './declarations.ts';
import { readLedgerFiles } from './ledger-files.ts';
import { evaluateAfresh, playObjections } from './objections.ts';
import { requestsPerProposal, submitLate, submitProposals, type Submissions } from './proposals.ts';
import { declineOnce, incubateUnmet, terminateOnce } from './incidents.ts';
import { carryOutPurchases, type PurchaseScene, reportVerdicts, waitForPurchases } from './purchases.ts';
import type { Tempo } from './tempo.ts';
import { type Hurry, waitForPhase } from './wait-for-phase.ts';

/** What a played round leaves behind for those who look at it. */
export type PlayedRound = {
  readonly roundId: string;
  readonly cast: ReadonlyMap<string, Member>;
  readonly challengeIds: ReadonlyMap<string, string>;
  readonly submissions: Submissions;
  readonly lateRefused: number;
};

type PeriodName =
  | 'questionsEndBeforeInSeconds'
  | 'holdInSeconds'
  | 'standstillInSeconds'
  | 'standstillGraceInSeconds'
  | 'inspectionInSeconds'
  | 'trialInSeconds'
  | 'verdictCommentInSeconds';

/** How a round is played. */
export type Script = {
  readonly name: { readonly ko: string; readonly en: string };
  readonly policy: Partial<Pick<RoundPolicy, PeriodName>>;
  readonly tempo: Tempo;
  /** The people, where they have signed up before. */
  readonly cast?: ReadonlyMap<string, Member>;
  /** True where staff end a phase as soon as its deadline has passed, instead of waiting for the schedule. */
  readonly inHurry?: boolean;
  /** True where things go wrong, too: objections, a remedy, a termination, a first user that declines. */
  readonly hasIncidents?: boolean;
  /** True where the purchases are left to whoever looks at the round: it stays where the money of each is reserved. */
  readonly endsInPurchase?: boolean;
  /** Run after each change of phase, such as to throw the round's execution away. */
  readonly betweenPhases?: (roundId: string) => Promise<void>;
};

/** The round's periods in fast-forward; everything else of the policy is the default. */
export const rehearsal = {
  holdInSeconds: 2,
  standstillInSeconds: 8,
  standstillGraceInSeconds: 0,
  inspectionInSeconds: 24 * 3600,
  trialInSeconds: 1,
  verdictCommentInSeconds: 0,
} as const satisfies Script['policy'];

/** Plays a whole round as its users would, over HTTP alone: from the plan to the published verdicts. */
export const playRound = async (stage: Stage, dataset: Dataset, script: Script): Promise<PlayedRound> => {
  const organisations = organisationsOf(dataset);
  const cast =
    script.cast ??
    (await script.tempo.measure(organisations.length * 4, () => assembleCast(stage, organisations)));
  const { roundId } = await agencyApis(stage).staff.must(planRound, {
    body: { name: script.name, policy: { ...script.policy } },
  });
  const play: Play = { stage, dataset, script, cast, roundId };
  const challengeIds = await playChallengeCall(play);
  const drawSecret = createHash('sha256').update(`${stage.run} draw`).digest('hex');
  const { submissions, lateRefused } = await playCallForProposals(play, challengeIds, drawSecret);
  await openTogether(play);
  await playEvaluation(
    play,
    { ...play, ...dataset, proposalIds: submissions.proposalIds, challengeIds },
    drawSecret,
  );
  await playDecision(play, { ...play, ...dataset, proposalIds: submissions.proposalIds, challengeIds });
  await playPurchases(play, challengeIds);
  if (script.endsInPurchase !== true) await waitForMachines(play);
  return { roundId, cast, challengeIds, submissions, lateRefused };
};

type Play = {
  readonly stage: Stage;
  readonly dataset: Dataset;
  readonly script: Script;
  readonly cast: ReadonlyMap<string, Member>;
  readonly roundId: string;
};

type TransitionBody = v.InferInput<(typeof transitionRound)['body']>;

/** A transition by staff; then whatever the script does between two phases. */
const transition = async ({ stage, script, roundId }: Play, body: TransitionBody): Promise<void> => {
  await agencyApis(stage).staff.must(transitionRound, { parameters: { roundId }, body });
  await script.betweenPhases?.(roundId);
};

/** Waits for a phase that a deadline brings. */
const deadlineBrings = async (
  { stage, script, roundId }: Play,
  phase: EffectivePhase,
  because: string,
  hurry: Hurry | null,
): Promise<void> => {
  await waitForPhase(agencyApis(stage).staff, stage.progress, {
    roundId,
    phase,
    because,
    limitInSeconds: 300,
    hurry: script.inHurry === true ? hurry : null,
  });
  await script.betweenPhases?.(roundId);
};

const playChallengeCall = async (play: Play): Promise<ReadonlyMap<string, string>> => {
  const { stage, cast, roundId, script, dataset } = play;
  const requests = dataset.challenges.length * requestsPerChallenge;
  const deadline = script.tempo.deadlineAfter(requests + dataset.evaluators.length);
  await transition(play, { action: 'call-for-challenges', deadline, confirmNonWorkingDay: true });
  const challengeIds = await script.tempo.measure(requests, () =>
    proposeChallenges(stage, cast, roundId, dataset.challenges),
  );
  await listPool(stage, { roundId, cast, evaluators: dataset.evaluators, challengeIds, proposals: [] });
  await deadlineBrings(play, 'CHALLENGE_SELECTION', 'deadline for challenges', 'close-challenge-call');
  await selectChallenges(stage, challengeIds, dataset.challenges);
  return challengeIds;
};

const playCallForProposals = async (
  play: Play,
  challengeIds: ReadonlyMap<string, string>,
  drawSecret: string,
): Promise<Pick<PlayedRound, 'submissions' | 'lateRefused'>> => {
  const { stage, cast, script, dataset } = play;
  const deadline = script.tempo.deadlineAfter(dataset.proposals.length * requestsPerProposal);
  await agencyApis(stage).staff.must(transitionSealedRound, {
    parameters: { roundId: play.roundId },
    body: {
      action: 'call-for-proposals',
      deadline,
      confirmNonWorkingDay: true,
      decisionPromisedAt: addSeconds(deadline, 40 * 24 * 3600),
      drawSecretSha256: createHash('sha256').update(drawSecret).digest('hex'),
    },
  });
  await script.betweenPhases?.(play.roundId);
  const submissions = await script.tempo.measure(dataset.proposals.length * requestsPerProposal, () =>
    submitProposals(stage, cast, challengeIds, dataset.proposals),
  );
  await deadlineBrings(play, 'CLOSED_FOR_PROPOSALS', 'deadline for proposals', null);
  const lateRefused = await submitLate(stage, cast, submissions.proposalIds, dataset.proposals);
  return { submissions, lateRefused };
};

/** Two people open, once the hold is over; then the agency's people declare, before they read anything. */
const openTogether = async ({ stage, script, roundId }: Play): Promise<void> => {
  const { staff, approver } = agencyApis(stage);
  const parameters = { roundId };
  const { earliestOpeningAt } = await staff.must(readRound, { parameters });
  const bar = stage.progress('opening by two people', 2);
  const left = epochMillisecondsOf(earliestOpeningAt ?? instantOf(0)) - Date.now();
  if (left > 0) {
    bar.note('until the hold is over');
    await wait(left);
  }
  await staff.must(transitionRound, {
    parameters,
    body: { action: 'prepare-opening', outageReason: fastForward },
  });
  bar.step();
  await approver.must(transitionSealedRound, { parameters, body: { action: 'open' } });
  bar.step();
  bar.end();
  await declareAgency(stage, roundId);
  await script.betweenPhases?.(roundId);
};

/** The hours around the deadline that heartbeats are judged over were never there. */
const fastForward = 'Played in fast-forward: the time around the deadline lasted minutes';

const playEvaluation = async (play: Play, scene: EvaluationScene, drawSecret: string): Promise<void> => {
  const { stage, roundId, script } = play;
  await transition(play, { action: 'begin-screening' });
  await screen(stage, scene);
  await draw(stage, roundId, drawSecret);
  const drawn = await countSeats(stage, roundId);
  await script.tempo.measure(scene.evaluators.length + drawn, () => declare(stage, scene));
  const seats = await countSeats(stage, roundId);
  const deadline = script.tempo.deadlineAfter(seats * requestsPerSeat);
  await transition(play, { action: 'begin-evaluation', deadline, confirmNonWorkingDay: true });
  await score(stage, scene);
  await answerOutliers(stage, scene);
  if (script.hasIncidents === true) await meet(stage, scene);
  await deadlineBrings(play, 'DECISION', 'deadline for scores', 'close-evaluation');
};

const playDecision = async (play: Play, scene: EvaluationScene): Promise<void> => {
  const { staff, approver } = agencyApis(play.stage);
  const parameters = { roundId: play.roundId };
  const { sheetSha256 } = await staff.must(recommendDecision, { parameters, body: null });
  await approver.must(approveDecision, { parameters, body: { sheetSha256 } });
  await transition(play, { action: 'give-notice' });
  const objecting = play.script.hasIncidents === true ? await playObjections(play.stage, scene) : null;
  await deadlineBrings(play, 'PURCHASE', 'standstill', 'end-standstill');
  const upheld = objecting?.upheld ?? null;
  if (upheld !== null) await evaluateAfresh(play.stage, scene, upheld);
};

const playPurchases = async (play: Play, challengeIds: ReadonlyMap<string, string>): Promise<void> => {
  const { stage, cast, roundId } = play;
  const { list } = await agencyApis(stage).public.must(readPriorityList, { parameters: { roundId } });
  const funded = list.filter(({ outcome }) => outcome === 'FUNDED');
  const keyOfChallenge = new Map(Array.from(challengeIds, ([key, id]) => [id, key]));
  const scene: PurchaseScene = {
    roundId,
    memberOfOrganisation: (organisationId) => memberOfOrganisation(cast, organisationId),
    hasIncidents: play.script.hasIncidents === true,
    anotherBody: (organisationId): Member => {
      const body = play.dataset.publicBodies
        .map(({ key }) => cast.get(key))
        .find((member) => member !== undefined && member.organisationId !== organisationId);
      if (body === undefined) throw new Error('There is no other body in the cast');
      return body;
    },
    reportOf: (challengeId, index) => verdictFor(idOf(keyOfChallenge, challengeId), index),
  };
  const begun = await untilAllBegun(play, scene, funded.length);
  if (play.script.endsInPurchase === true) return;
  await carryOutPurchases(stage, scene, begun);
  await transition(play, { action: 'begin-first-use' });
  await reportVerdicts(stage, scene);
  await agencyApis(stage).staff.must(transitionRound, {
    parameters: { roundId },
    body: { action: 'complete' },
  });
};

/** Waits for the purchases, and lets happen to them what the script has; answers how many there are then. */
const untilAllBegun = async (
  { stage, script }: Play,
  scene: PurchaseScene,
  funded: number,
): Promise<number> => {
  await waitForPurchases(stage, scene.roundId, funded);
  if (script.hasIncidents !== true) return funded;
  await declineOnce(stage, scene);
  await incubateUnmet(stage, scene.roundId);
  return terminateOnce(stage, scene, funded);
};

/** Until no machine of the round runs any more. */
const waitForMachines = async ({ stage, roundId }: Play): Promise<void> => {
  const { auditor } = agencyApis(stage);
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const { round, purchases } = await auditor.must(readExecutions, { parameters: { roundId } });
    if (![round, ...purchases].some((execution) => execution?.status === 'RUNNING')) return;
    await wait(500);
  }
};

/** Each seat scores some three proposals, and reads them before. */
const requestsPerSeat = 7;

/** What everybody may download after the notice. */
export const readPublicRecords = async (stage: Stage, played: PlayedRound) => {
  const { public: anyone } = agencyApis(stage);
  const parameters = { roundId: played.roundId };
  const [list, scoreSheet, draw, round, ledgerFiles] = await Promise.all([
    anyone.must(readPriorityList, { parameters }),
    anyone.must(readScoreSheet, { parameters }),
    anyone.must(readDraw, { parameters }),
    anyone.must(readRound, { parameters }),
    readLedgerFiles(stage, played),
  ]);
  return { list, scoreSheet, draw, round, ledgerFiles };
};

/** The organisations of a data set with their people. */
export const organisationsOf = (dataset: Dataset): readonly CastOrganisation[] => [
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
