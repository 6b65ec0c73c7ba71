import { listPanels, listScorecardsOfProposal, readEvaluator, readFreshPanel } from '../evaluation/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readProposals } from '../proposals/store.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { presentDecision } from './present.ts';
import { rankText } from './rank-text.ts';
import {
  checkFreshlyEvaluated,
  checkNoEvaluator,
  checkNoStake,
  type Decision,
  decisionTransitions,
  type FreshResult,
  revisedSheet,
} from './rules.ts';
import { recommendRevision } from './schema.ts';
import { decisionChange, readDecision, readScoreSheet, type Records } from './store.ts';

/** Staff recommend the list that follows when the fresh results of upheld objections stand in the sheet. */
export const createRecommendRevision = ({
  table,
  records,
}: {
  readonly table: Table;
  readonly records: Records;
}): Implementation =>
  implement(recommendRevision, async ({ account, idempotency, parameters: { roundId }, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const [round, before, evaluator, panels] = await Promise.all([
      readRound(table, roundId),
      readDecision(table, roundId),
      readEvaluator(table, roundId, actor.accountId),
      listPanels(table, roundId),
    ]);
    if (round === null || before === null) return refuse('not-found');
    const row = findTransition(decisionTransitions, 'recommend-revision', before.state);
    if (isRefusal(row)) return row;
    const results = await readFreshResults(table, before);
    const refusal =
      checkNoEvaluator(evaluator !== null, roundId) ??
      checkNoStake(Object.keys(account.memberships), panels, roundId) ??
      checkFreshlyEvaluated(results, round.policy, roundId);
    if (refusal !== null) return refusal;
    const sheet = revisedSheet(await readScoreSheet(records, before), results, round.policy.scoring.gates);
    const sheetText = canonicalJson(sheet);
    const ranked = rankText(sheetText);
    if (isRefusal(ranked)) return ranked;
    const [sheetRecord, listRecord] = await Promise.all([
      records.put(roundId, 'score-sheet.json', sheetText),
      records.put(roundId, 'list.json', ranked.listText),
    ]);
    const after: Decision = {
      ...fieldsOf(before),
      state: row.to,
      revision: {
        sheetSha256: sheetRecord.sha256,
        listSha256: listRecord.sha256,
        sheetObject: sheetRecord.object,
        listObject: listRecord.object,
        committedInWon: ranked.list.committedInWon,
        proposalIds: results.map(({ proposalId }) => proposalId),
        recommendedBy: actor.accountId,
        recommendedAt: at,
      },
    };
    return commit(table, {
      at,
      actor,
      changes: [decisionChange(before, after, row.action)],
      alongside: [whileRoundIs(roundId, ['NOTICE', 'PURCHASE'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentDecision(after, version), version),
    });
  });

const readFreshResults = async (
  table: Table,
  { reopened }: Pick<Decision, 'reopened'>,
): Promise<readonly FreshResult[]> =>
  Promise.all(
    (await readProposals(table, reopened)).map(async (proposal): Promise<FreshResult> => {
      const { proposalId, state } = proposal;
      if (state === 'WITHDRAWN_AFTER_OPENING') return { proposalId, evaluation: null };
      const [panel, scorecards] = await Promise.all([
        readFreshPanel(table, proposal),
        listScorecardsOfProposal(table, proposalId),
      ]);
      if (panel === null) throw new Error(`The reopened proposal ${proposalId} has no fresh panel`);
      return { proposalId, evaluation: { panel, scorecards } };
    }),
  );
