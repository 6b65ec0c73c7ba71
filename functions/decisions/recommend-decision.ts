import { assembleScoreSheet, standingOf } from '../evaluation/rules.ts';
import { listPanels, readEvaluation, readEvaluator, unsealContents } from '../evaluation/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { refuseRound } from '../rounds/refusals.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { presentDecision } from './present.ts';
import { rankText } from './rank-text.ts';
import {
  checkEvaluated,
  checkNoEvaluator,
  checkNoStake,
  type Decision,
  decisionTransitions,
} from './rules.ts';
import { recommendDecision } from './schema.ts';
import { decisionChange, readDecision, type Records } from './store.ts';

export type RecommendDependencies = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly records: Records;
};

/** Staff recommend the list that follows from the round's score sheet; again as often as needed, until approved. */
export const createRecommendDecision = (dependencies: RecommendDependencies): Implementation =>
  implement(recommendDecision, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table, records } = dependencies;
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const { roundId } = round;
    if (round.state !== 'DECISION') return refuseRound('round-phase', { phase: round.state, roundId });
    const [before, evaluator, panels] = await Promise.all([
      readDecision(table, roundId),
      readEvaluator(table, roundId, actor.accountId),
      listPanels(table, roundId),
    ]);
    const refusal =
      checkNoEvaluator(evaluator !== null, roundId) ??
      checkNoStake(Object.keys(account.memberships), panels, roundId);
    if (refusal !== null) return refusal;
    const row = findTransition(decisionTransitions, 'recommend', before?.state ?? null);
    if (isRefusal(row)) return row;

    const sheetText = await writeSheet(dependencies, round);
    if (isRefusal(sheetText)) return sheetText;
    const ranked = rankText(sheetText);
    if (isRefusal(ranked)) return ranked;
    const [sheetRecord, listRecord] = await Promise.all([
      records.put(roundId, 'score-sheet.json', sheetText),
      records.put(roundId, 'list.json', ranked.listText),
    ]);
    const after: Decision = {
      state: row.to,
      roundId,
      sheetSha256: sheetRecord.sha256,
      listSha256: listRecord.sha256,
      sheetObject: sheetRecord.object,
      listObject: listRecord.object,
      committedInWon: ranked.list.committedInWon,
      recommendedBy: actor.accountId,
      recommendedAt: receivedAt,
      approvedBy: null,
      approvedAt: null,
      notifiedAt: null,
      finalAt: null,
      reopened: [],
      revision: null,
      earlier: [],
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [decisionChange(before, after, 'recommend')],
      alongside: [whileRoundIs(roundId, ['DECISION'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentDecision(after, version), version),
    });
  });

/** The canonical JSON of the round's score sheet; refuses while the evaluation is not whole. */
const writeSheet = async (
  { table, sealer }: Pick<RecommendDependencies, 'table' | 'sealer'>,
  round: Round,
): Promise<string | Refusal> => {
  const { proposals, panels, scorecards } = await readEvaluation(table, round.roundId);
  const refusal = checkEvaluated(standingOf(round.policy, { proposals, panels, scorecards }));
  if (refusal !== null) return refusal;
  const listed = proposals.filter(({ state }) => state !== 'WITHDRAWN_AFTER_OPENING');
  const contents = await unsealContents(sealer, listed);
  const cards = [...scorecards.values()].flat();
  return canonicalJson(assembleScoreSheet(round, listed, contents, [...panels.values()], cards));
};
