import { readEvaluator, whileFreshPanelIs } from '../evaluation/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { sha256Hex } from '../platform/digest.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { moreToBegin } from '../purchases/store/budget.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { readFreshResults, revisedSheetText } from './fresh-results.ts';
import { rankAgain } from './keep-result.ts';
import { presentDecision } from './present.ts';
import {
  approvedRevision,
  checkBudget,
  checkRevisionApproval,
  checkStillStands,
  decisionTransitions,
  outdated,
} from './rules.ts';
import { approveRevision } from './schema.ts';
import { decisionChange, readDecision, readRecommenders, readStake, type Records } from './store.ts';

/**
 * An approver approves the revised list: another person than who recommended it, no evaluator of the round. Both
 * results stay on record; the round's machine gives the reopened proposals their outcomes, and begins what was held.
 */
export const createApproveRevision = ({
  table,
  records,
  wakeRound,
}: {
  readonly table: Table;
  readonly records: Records;
  readonly wakeRound: (roundId: string) => Promise<void>;
}): Implementation =>
  implement(
    approveRevision,
    async ({ account, body, idempotency, parameters: { roundId }, receivedAt: at }) => {
      const actor = actAs(account, ['approver']);
      if (isRefusal(actor)) return actor;
      const [round, before, evaluator, stake, recommenders] = await Promise.all([
        readRound(table, roundId),
        readDecision(table, roundId),
        readEvaluator(table, roundId, actor.accountId),
        readStake(table, account, roundId),
        readRecommenders(table, roundId, 'recommend-revision'),
      ]);
      if (round === null || before === null) return refuse('not-found');
      const row = findTransition(decisionTransitions, 'approve-revision', before.state);
      if (isRefusal(row)) return row;
      if (stake !== null) return stake;
      const revision = checkRevisionApproval(before, {
        accountId: actor.accountId,
        isInPool: evaluator !== null,
        sheetSha256: body.sheetSha256,
        recommenders,
      });
      if (isRefusal(revision)) return revision;
      // A panel may have met, or a supplier withdrawn, since it was recommended; what another finished is not approved here.
      const results = await readFreshResults(table, revision.proposalIds);
      const present = sha256Hex(await revisedSheetText(records, before, results, round.policy));
      const stale = checkStillStands(revision, present, roundId);
      if (stale !== null) return stale;
      const ranked = await rankAgain(records, roundId, revision);
      if (isRefusal(ranked)) return ranked;
      const unfit = checkBudget(ranked.list, round.policy);
      if (unfit !== null) return unfit;
      const after = { ...approvedRevision(fieldsOf(before), revision, actor.accountId, at), state: row.to };
      const outcome = await commit(table, {
        at,
        actor,
        changes: [decisionChange(before, after, row.action)],
        alongside: [
          whileRoundIs(roundId, [round.state === 'PURCHASE' ? 'PURCHASE' : 'NOTICE']),
          // Until what is funded now has begun, nobody passes over it.
          ...(round.state === 'PURCHASE' ? [moreToBegin(roundId)] : []),
          // A member whose conflict comes to light in this instant takes the scorecard along.
          ...results.flatMap(({ proposalId, evaluation }) =>
            evaluation === null
              ? []
              : [whileFreshPanelIs(evaluation.panel, proposalId, outdated(revision, roundId))],
          ),
        ],
        notices: [
          {
            noticeId: `result-revised/${roundId}/${revision.sheetSha256}`,
            kind: 'result-revised',
            audience: { kind: 'round-holders', roundId },
            roundId,
            proposalId: null,
            facts: { revisedAt: at },
          },
        ],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(200, presentDecision(after, version), version),
      });
      if (!isRefusal(outcome)) await wakeRound(roundId);
      return outcome;
    },
  );
