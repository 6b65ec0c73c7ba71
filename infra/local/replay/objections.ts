import { setTimeout as wait } from 'node:timers/promises';
import pMap from 'p-map';
import {
  approveRevision,
  readDecision,
  readPriorityList,
  recommendRevision,
} from '../../../functions/decisions/schema.ts';
import {
  answerOutlier,
  declareFreshConflict,
  listEvaluations,
  readOpenedProposal,
  submitScorecard,
} from '../../../functions/evaluation/schema.ts';
import { decideObjection, makeObjection } from '../../../functions/objections/schema.ts';
import { listProposals } from '../../../functions/proposals/schema.ts';
import { outlierAnswerFor, scorecardFor } from '../dataset/scores.ts';
import type { Evaluator } from '../dataset/types.ts';
import { agencyApis, type Stage } from './cast.ts';
import { attachPage } from './documents.ts';
import { memberOf, memberOfOrganisation } from './challenges.ts';
import { type EvaluationScene, undertake } from './evaluation.ts';

/** The proposals whose suppliers object: to be upheld, and to be dismissed. */
export type Objecting = { readonly upheld: string | null; readonly dismissed: string | null };

/**
 * Two suppliers object as soon as notice is given: one that stands in reserve, or just failed, is upheld, one that
 * failed is dismissed. An approver who had no part in the decision decides.
 */
export const playObjections = async (stage: Stage, scene: EvaluationScene): Promise<Objecting> => {
  const { auditor, public: anyone, staff, deputy } = agencyApis(stage);
  const parameters = { roundId: scene.roundId };
  const { list } = await anyone.must(readPriorityList, { parameters });
  const scored = list.filter(({ outcome, total }) => outcome !== 'FUNDED' && total !== null);
  const upheld = scored.at(0)?.proposalId ?? null;
  const dismissed = scored.length > 1 ? (scored.at(-1)?.proposalId ?? null) : null;
  const proposals = await auditor.all(listProposals, { parameters }, (page) => page);
  const bar = stage.progress('objections decided', 2);
  for (const proposalId of [upheld, dismissed]) {
    if (proposalId === null) continue;
    const supplierId = proposals.find((proposal) => proposal.proposalId === proposalId)?.supplierId ?? '';
    const { api } = memberOfOrganisation(scene.cast, supplierId);
    const owner = { kind: 'objection', ownerId: proposalId } as const;
    const log = await attachPage(api, owner, '측정 기록.pdf', 'The range as the log of the flight has it.');
    await api.must(makeObjection, {
      parameters: { proposalId },
      body: { text: 'Two scorecards take our measured range for an estimate', attachmentIds: [log] },
    });
  }
  // An outcome is opened again only when it was applied.
  while ((await staff.must(readDecision, { parameters })).notifiedAt === null) await wait(300);
  const decisions = [
    [upheld, 'UPHELD', 'The annex was overlooked by two members; the proposal is evaluated afresh'],
    [dismissed, 'DISMISSED', 'The scorecards follow the published anchors and give their reasons'],
  ] as const;
  for (const [proposalId, outcome, reasons] of decisions) {
    if (proposalId !== null)
      await deputy.must(decideObjection, { parameters: { proposalId }, body: { outcome, reasons } });
    bar.step();
  }
  bar.end();
  return { upheld, dismissed };
};

/** The fresh panel declares, scores and answers for its outliers; then two people decide what follows. */
export const evaluateAfresh = async (
  stage: Stage,
  scene: EvaluationScene,
  proposalId: string,
): Promise<void> => {
  const { staff, approver } = agencyApis(stage);
  const key = scene.proposals.find((one) => scene.proposalIds.get(one.key) === proposalId)?.key ?? '';
  const panel = await seatFreshPanel(stage, scene, proposalId);
  const bar = stage.progress('evaluated afresh', panel.length);
  for (const evaluator of panel) {
    const { api } = memberOf(scene.cast, evaluator.key);
    const parameters = { proposalId };
    await api.must(readOpenedProposal, { parameters });
    const { points, gates, reasons } = scorecardFor(key, evaluator.key);
    await api.must(submitScorecard, { parameters, body: { points, gates, reasons } });
    bar.step();
  }
  for (const evaluator of panel) await answerFreshOutlier(scene, evaluator, proposalId, key);
  bar.end();
  const parameters = { roundId: scene.roundId };
  const { revisionSha256 } = await staff.must(recommendRevision, { parameters, body: null });
  await approver.must(approveRevision, { parameters, body: { sheetSha256: revisionSha256 ?? '' } });
};

/** Until every member has declared: a recusal seats the next. Answers those who are clear. */
const seatFreshPanel = async (
  stage: Stage,
  scene: EvaluationScene,
  proposalId: string,
): Promise<readonly Evaluator[]> => {
  for (;;) {
    const looked = await pMap(
      scene.evaluators,
      async (evaluator) => ({ evaluator, row: await freshRow(scene, evaluator, proposalId) }),
      { concurrency: stage.concurrency },
    );
    const waiting = looked.filter(({ row }) => row?.standing === 'ASSIGNED');
    for (const { evaluator, row } of waiting) {
      const challengeKey =
        Array.from(scene.challengeIds).find(([, id]) => id === row?.challengeId)?.[0] ?? '';
      const hasConflict = evaluator.recusesFrom.includes(challengeKey);
      const { api } = memberOf(scene.cast, evaluator.key);
      await undertake(api, row === undefined ? [] : [row]);
      await api.must(declareFreshConflict, {
        parameters: { proposalId },
        body: {
          conflict: hasConflict,
          ...(hasConflict ? { reason: evaluator.recusalReason?.ko ?? 'Conflict of interest' } : {}),
        },
      });
    }
    if (waiting.length === 0)
      return looked.filter(({ row }) => row?.standing === 'CLEAR').map(({ evaluator }) => evaluator);
  }
};

const freshRow = async (scene: EvaluationScene, evaluator: Evaluator, proposalId: string) => {
  const { rows } = await memberOf(scene.cast, evaluator.key).api.must(listEvaluations);
  return rows.find(({ freshFor }) => freshFor === proposalId);
};

const answerFreshOutlier = async (
  scene: EvaluationScene,
  evaluator: Evaluator,
  proposalId: string,
  proposalKey: string,
): Promise<void> => {
  const row = await freshRow(scene, evaluator, proposalId);
  if (row?.proposals[0]?.scorecard?.state !== 'OUTLIER_FLAGGED') return;
  const { answer, reason, scorecard } = outlierAnswerFor(proposalKey, evaluator.key);
  await memberOf(scene.cast, evaluator.key).api.must(answerOutlier, {
    parameters: { proposalId },
    body: answer === 'reconfirm' ? { confirm: true, reason } : { ...scorecard, reason },
  });
};
