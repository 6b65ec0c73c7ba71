import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Request, RequestOf } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { whileRoundIs } from '../rounds/store.ts';
import { refuseEvaluation } from './refusals.ts';
import { checkNoConflict, declareConflict, type Panel } from './rules.ts';
import { declareConflict as declareConflictEndpoint } from './schema.ts';
import { panelChange, readEvaluator, readPanel } from './store.ts';

/** Members declare at about the same time, on one row; each tries again when another was faster. */
const attempts = 6;

/** A member of a panel undertakes confidentiality and declares; on a conflict the next of the reserve steps in. */
export const createDeclareConflict = ({ table }: { readonly table: Table }): Implementation =>
  implement(declareConflictEndpoint, async (request) => {
    let outcome = await declare(table, request);
    for (let attempt = 1; attempt < attempts && isChangedMeanwhile(outcome); attempt += 1)
      outcome = await declare(table, request);
    return outcome;
  });

type Declaration = Request<
  { readonly challengeId: string },
  unknown,
  RequestOf<typeof declareConflictEndpoint>['body']
>;

const isChangedMeanwhile = (outcome: Answer | Refusal): boolean =>
  isRefusal(outcome) && outcome.code === 'changed-meanwhile';

const declare = async (
  table: Table,
  { account, body, idempotency, parameters, receivedAt }: Declaration,
): Promise<Answer | Refusal> => {
  const before = await readPanel(table, parameters.challengeId);
  if (before === null) return refuse('not-found');
  const { roundId, challengeId } = before;
  const evaluator = await readEvaluator(table, roundId, account.accountId);
  if (evaluator === null) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  // Who belongs to a party of the challenge can declare nothing but that.
  const conflict = body.conflict ? null : checkNoConflict(Object.keys(account.memberships), before);
  if (conflict !== null) return conflict;
  const after = declareConflict(fieldsOf(before), evaluator.evaluatorId, {
    conflict: body.conflict,
    reason: body.reason ?? null,
    at: receivedAt,
  });
  if (isRefusal(after)) return after;
  return commit(table, {
    at: receivedAt,
    actor,
    changes: [panelChange(before, after, body.conflict ? 'recuse' : 'declare-clear', body.reason ?? null)],
    alongside: [whileRoundIs(roundId, ['SCREENING', 'EVALUATION'])],
    idempotency,
    answer: () => answer(200, presentDeclaration(after, evaluator.evaluatorId)),
  });
};

const presentDeclaration = (panel: Panel, evaluatorId: string) => {
  const seat = panel.seats.find((candidate) => candidate.evaluatorId === evaluatorId);
  return {
    challengeId: panel.challengeId,
    roundId: panel.roundId,
    evaluatorId,
    standing: seat?.standing,
    declaredAt: seat?.declaredAt ?? null,
  };
};
