import { readOrganisation } from '../organisations/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { presentEvaluator } from './present.ts';
import { checkEvaluator, type Evaluator, historyOf, poolPhases } from './rules.ts';
import { listEvaluator } from './schema.ts';
import { evaluatorChange, readHistories, whileUndrawn } from './store.ts';

const nothingShown = { pseudonym: false, undertaking: false };

/** Staff put an evaluator into a round's pool under a pseudonym that even they are not told. */
export const createListEvaluator = ({ table }: { readonly table: Table }): Implementation =>
  implement(listEvaluator, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const { roundId } = parameters;
    if (body.accountId === actor.accountId) return refuse('same-person', { roundId });
    if ((await readRound(table, roundId)) === null) return refuse('not-found');
    const institute = await readOrganisation(table, body.organisationId);
    const refusal = checkEvaluator(institute, body.accountId);
    if (refusal !== null) return refusal;

    const evaluator: Evaluator = {
      state: 'LISTED',
      roundId,
      evaluatorId: newId(),
      listingId: newId(),
      accountId: body.accountId,
      organisationId: body.organisationId,
      name: body.name ?? null,
      expertise: body.expertise,
      listedAt: receivedAt,
    };
    const history =
      (await readHistories(table, roundId, [body.accountId])).get(body.accountId) ?? historyOf([]);
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [evaluatorChange(evaluator, 'list')],
      alongside: [whileRoundIs(roundId, poolPhases), whileUndrawn(roundId)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentEvaluator(evaluator, history, null, nothingShown), version),
    });
  });
