import { createHash } from 'node:crypto';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { scorecardFor } from '../../infra/local/dataset/scores.ts';
import { agencyApis, assembleCast, type Member } from '../../infra/local/replay/cast.ts';
import { idOf, memberOf } from '../../infra/local/replay/challenges.ts';
import { declare, draw, listPool, score, screen } from '../../infra/local/replay/evaluation.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { openRound } from '../../infra/local/replay/open-round.ts';
import { submitProposals } from '../../infra/local/replay/proposals.ts';
import { organisationsOf } from '../../infra/local/replay/round.ts';
import { waitForPhase } from '../../infra/local/replay/wait-for-phase.ts';
import { listEvaluations } from '../../functions/evaluation/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { transitionRound, transitionSealedRound } from '../../functions/rounds/schema.ts';
import { runOf, stageOf } from './stage.ts';

const challengeKey = 'drone-mountain-rescue';

/**
 * A round in its evaluation, whose one proposal every member of the panel has scored but one: `evaluator`, who has not
 * even declared. The others gave `points` for every criterion.
 */
export const openEvaluation = async (name: string) => {
  const run = runOf(name);
  const stage = stageOf(run);
  const dataset = excerptOf(loadDataset(), [challengeKey], { perChallenge: 1, evaluators: 7 });
  const cast = await assembleCast(stage, organisationsOf(dataset));
  const drawSecret = createHash('sha256').update(run).digest('hex');
  const { roundId, challengeIds } = await openRound(stage, {
    name: { ko: run, en: run },
    cast,
    challenges: dataset.challenges,
    drawSecret,
    openForSeconds: 12,
    policy: { holdInSeconds: 0 },
  });
  const { staff, approver } = agencyApis(stage);
  const parameters = { roundId };
  const { proposalIds } = await submitProposals(stage, cast, challengeIds, dataset.proposals);
  const scene = { ...dataset, roundId, cast, challengeIds, proposalIds };
  await listPool(stage, scene);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'CLOSED_FOR_PROPOSALS',
    because: 'deadline for proposals',
  });
  await staff.must(transitionRound, {
    parameters,
    body: { action: 'prepare-opening', outageReason: 'Played in fast-forward' },
  });
  await approver.must(transitionSealedRound, { parameters, body: { action: 'open' } });
  await staff.must(transitionRound, { parameters, body: { action: 'begin-screening' } });
  await screen(stage, scene);
  await draw(stage, roundId, drawSecret);
  const [last, ...others] = dataset.evaluators;
  if (last === undefined) throw new Error('The excerpt has evaluators');
  const panel = { ...scene, evaluators: others };
  await declare(stage, panel);
  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'begin-evaluation',
      deadline: addSeconds(instantOf(Date.now()), 3600),
      confirmNonWorkingDay: true,
    },
  });
  await score(stage, panel);
  const [proposal] = dataset.proposals;
  if (proposal === undefined) throw new Error('The excerpt has a proposal');
  const evaluator: Member = memberOf(cast, last.key);
  return {
    roundId,
    challengeId: idOf(challengeIds, challengeKey),
    proposalId: idOf(proposalIds, proposal.key),
    evaluator,
    /** What the data set has this evaluator think. */
    scorecard: scorecardFor(proposal.key, last.key),
    assignments: async () => (await evaluator.api.must(listEvaluations)).rows,
  };
};
