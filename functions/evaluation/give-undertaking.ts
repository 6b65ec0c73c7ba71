import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refuseEvaluation } from './refusals.ts';
import { checkTextShown, type Undertaking, undertakingPhases } from './rules.ts';
import { giveUndertaking } from './schema.ts';
import { readEvaluator, undertakingChange } from './store.ts';

/** Somebody of the pool undertakes confidentiality for a round, by the text that they were shown. */
export const createGiveUndertaking = ({ table }: { readonly table: Table }): Implementation =>
  implement(giveUndertaking, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const office = actAs(account, ['evaluator']);
    if (isRefusal(office)) return office;
    const { roundId } = parameters;
    const [round, evaluator] = await Promise.all([
      readRound(table, roundId),
      readEvaluator(table, roundId, account.accountId),
    ]);
    if (round === null || !isOpened(round)) return refuse('not-found');
    if (evaluator === null) return refuseEvaluation('not-in-pool', { roundId });
    const actor = actAs(account, ['evaluator'], evaluator.organisationId);
    if (isRefusal(actor)) return actor;
    const refusal = checkTextShown(round.policy.undertaking, body.sha256);
    if (refusal !== null) return refusal;
    const undertaking: Undertaking = {
      state: 'GIVEN',
      undertakingId: newId(),
      roundId,
      accountId: actor.accountId,
      organisationId: actor.organisationId,
      textVersion: round.policy.undertaking.version,
      text: round.policy.undertaking.text,
      sha256: body.sha256,
      givenAt: at,
    };
    return commit(table, {
      at,
      actor,
      changes: [undertakingChange(undertaking, 'undertake')],
      alongside: [whileRoundIs(roundId, undertakingPhases)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(
          201,
          { roundId, version: undertaking.textVersion, sha256: undertaking.sha256, givenAt: at },
          version,
        ),
    });
  });
