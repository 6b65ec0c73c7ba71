import { agencyApis, type Member } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import {
  answerOutliers,
  declare,
  draw,
  listPool,
  score,
  screen,
} from '../../infra/local/replay/evaluation.ts';
import { createTempo } from '../../infra/local/replay/tempo.ts';
import { waitForPhase } from '../../infra/local/replay/wait-for-phase.ts';
import { approveDecision, readPriorityList, recommendDecision } from '../../functions/decisions/schema.ts';
import { transitionRound } from '../../functions/rounds/schema.ts';
import { openScreening } from './open-screening.ts';

/** A round in its standstill, with two proposals to one challenge of which one is bought: `supplier` has the other one. */
export const openStandstill = async (name: string, { evaluators = 8 } = {}) => {
  const { stage, drawSecret, scene } = await openScreening(name, { perChallenge: 2, evaluators });
  const { roundId, cast, proposals, proposalIds } = scene;
  const { staff, approver } = agencyApis(stage);
  const parameters = { roundId };
  await listPool(stage, scene);
  await screen(stage, scene);
  await draw(stage, roundId, drawSecret);
  await declare(stage, scene);
  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'begin-evaluation',
      deadline: createTempo(1, 6).deadlineAfter(1),
      confirmNonWorkingDay: true,
    },
  });
  await score(stage, scene);
  await answerOutliers(stage, scene);
  await waitForPhase(staff, stage.progress, {
    roundId,
    phase: 'DECISION',
    because: 'deadline for scores',
    hurry: 'close-evaluation',
  });
  const { sheetSha256 } = await staff.must(recommendDecision, { parameters, body: null });
  await approver.must(approveDecision, { parameters, body: { sheetSha256 } });
  await staff.must(transitionRound, { parameters, body: { action: 'give-notice' } });
  const { list } = await agencyApis(stage).public.must(readPriorityList, { parameters });
  const row = list.find(({ outcome }) => outcome !== 'FUNDED');
  const proposal = proposals.find(({ key }) => proposalIds.get(key) === row?.proposalId);
  if (row === undefined || proposal === undefined) throw new Error('One proposal of the two is not bought');
  const supplier: Member = memberOf(cast, proposal.supplierKey);
  return { stage, roundId, row, supplier, cast, evaluators: scene.evaluators };
};
