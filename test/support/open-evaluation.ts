import { scorecardFor } from '../../infra/local/dataset/scores.ts';
import { agencyApis, type Member } from '../../infra/local/replay/cast.ts';
import { idOf, memberOf } from '../../infra/local/replay/challenges.ts';
import { declare, draw, listPool, score, screen } from '../../infra/local/replay/evaluation.ts';
import { listEvaluations } from '../../functions/evaluation/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { transitionRound } from '../../functions/rounds/schema.ts';
import { challengeKey, openScreening } from './open-screening.ts';

/**
 * A round in its evaluation, whose one proposal every member of the panel has scored but one: `evaluator`, who has not
 * even declared. The others gave `points` for every criterion.
 */
export const openEvaluation = async (name: string) => {
  const { stage, drawSecret, scene } = await openScreening(name, { perChallenge: 1, evaluators: 7 });
  const { roundId, cast, challengeIds, proposalIds, ...dataset } = scene;
  const { staff } = agencyApis(stage);
  const parameters = { roundId };
  await listPool(stage, scene);
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
    /** Who signs for the supplier of the proposal. */
    supplier: memberOf(cast, proposal.supplierKey),
    stage,
    /** What the data set has this evaluator think. */
    scorecard: scorecardFor(proposal.key, last.key),
    assignments: async () => (await evaluator.api.must(listEvaluations)).rows,
  };
};
