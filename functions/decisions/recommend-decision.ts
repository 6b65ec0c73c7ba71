import { assembleScoreSheet, standingOf } from '../evaluation/rules.ts';
import { readEvaluation, unsealContents } from '../evaluation/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { approvalAwaited } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import type { Proposal } from '../proposals/rules.ts';
import { refuseRound } from '../rounds/refusals.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { keepResult } from './keep-result.ts';
import { presentDecision } from './present.ts';
import {
  checkEvaluated,
  checkOutdated,
  type Decision,
  decisionTransitions,
  recordBefore,
  standingSha256,
} from './rules.ts';
import { recommendDecision } from './schema.ts';
import { decisionChange, readDecision, readInvolvement, type Records } from './store.ts';

export type RecommendDependencies = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly records: Records;
};

/**
 * Staff recommend the list that follows from the round's score sheet; again as often as needed, until approved, and once
 * more where a proposal was withdrawn between the approval and the notice.
 */
export const createRecommendDecision = (dependencies: RecommendDependencies): Implementation =>
  implement(recommendDecision, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table, records } = dependencies;
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const { roundId } = round;
    if (round.state !== 'DECISION') return refuseRound('round-phase', { phase: round.state, roundId });
    const [before, involved] = await Promise.all([
      readDecision(table, roundId),
      readInvolvement(table, account, roundId),
    ]);
    if (involved !== null) return involved;
    const row = findTransition(decisionTransitions, 'recommend', before?.state ?? null);
    if (isRefusal(row)) return row;

    const sheet = await writeSheet(dependencies, round);
    if (isRefusal(sheet)) return sheet;
    const { proposals, sheetText } = sheet;
    const stands = checkOutdated(before, proposals);
    if (stands !== null) return stands;
    const result = await keepResult(records, roundId, sheetText);
    if (isRefusal(result)) return result;
    const after: Decision = {
      state: row.to,
      roundId,
      ...result,
      standingSha256: standingSha256(proposals),
      recommendedBy: actor.accountId,
      recommendedAt: receivedAt,
      approvedBy: null,
      approvedAt: null,
      notifiedAt: null,
      finalAt: null,
      reopened: [],
      revision: null,
      earlier: recordBefore(before),
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [decisionChange(before, after, 'recommend')],
      notices: [approvalAwaited('decision', `${roundId}/${before?.bookkeeping.version ?? 0}`, roundId)],
      alongside: [whileRoundIs(roundId, ['DECISION'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentDecision(after, version), version),
    });
  });

/** The proposals as they are, and the canonical JSON of the round's score sheet; refuses while the evaluation is not whole. */
const writeSheet = async (
  { table, sealer }: Pick<RecommendDependencies, 'table' | 'sealer'>,
  round: Round,
): Promise<{ readonly proposals: readonly Proposal[]; readonly sheetText: string } | Refusal> => {
  const { proposals, panels, scorecards } = await readEvaluation(table, round.roundId);
  const refusal = checkEvaluated(standingOf(round.policy, { proposals, panels, scorecards }));
  if (refusal !== null) return refusal;
  const listed = proposals.filter(({ state }) => state !== 'WITHDRAWN_AFTER_OPENING');
  const contents = await unsealContents(sealer, listed);
  const cards = [...scorecards.values()].flat();
  const sheet = assembleScoreSheet(round, listed, contents, [...panels.values()], cards);
  return { proposals, sheetText: canonicalJson(sheet) };
};
