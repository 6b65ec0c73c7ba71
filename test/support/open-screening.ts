import { createHash } from 'node:crypto';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { agencyApis, assembleCast } from '../../infra/local/replay/cast.ts';
import { declareAgency } from '../../infra/local/replay/declarations.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { openRound } from '../../infra/local/replay/open-round.ts';
import { submitProposals } from '../../infra/local/replay/proposals.ts';
import { organisationsOf } from '../../infra/local/replay/round.ts';
import { waitForPhase } from '../../infra/local/replay/wait-for-phase.ts';
import { transitionRound, transitionSealedRound } from '../../functions/rounds/schema.ts';
import { runOf, stageOf } from './stage.ts';

export const challengeKey = 'drone-mountain-rescue';

type Size = { readonly perChallenge: number; readonly evaluators: number };

/** A round whose proposals are opened and none of them screened, with its people and the secret of its draw. */
export const openScreening = async (name: string, size: Size) => {
  const run = runOf(name);
  const stage = stageOf(run);
  const dataset = excerptOf(loadDataset(), [challengeKey], size);
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
  // The second member of staff has not declared yet.
  await declareAgency(stage, roundId, ['staff', 'approver', 'deputy']);
  await staff.must(transitionRound, { parameters, body: { action: 'begin-screening' } });
  return { stage, drawSecret, scene: { ...dataset, roundId, cast, challengeIds, proposalIds } };
};
