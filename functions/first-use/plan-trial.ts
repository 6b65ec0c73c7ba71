import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { checkFirstUser } from '../purchases/rules.ts';
import { refusalOfPartialFirstUser } from '../purchases/store.ts';
import { presentFirstUse } from './present.ts';
import { planTrial as plan } from './rules.ts';
import { planTrial } from './schema.ts';
import { firstUseChange, readFirstUse } from './store.ts';

/** The first user says how it will try the product and measure each target of the challenge. */
export const createPlanTrial = ({ table }: { readonly table: Table }): Implementation =>
  implement(planTrial, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readFirstUse(table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const foreign = checkFirstUser(account.memberships, before);
    if (foreign !== null) return foreign;
    const actor = actAs(account, ['buyer'], before.firstUserId);
    if (isRefusal(actor)) return actor;
    const conflict = await refusalOfPartialFirstUser(table, actor.accountId, before);
    if (conflict !== null) return conflict;
    const step = plan(fieldsOf(before), body, { accountId: actor.accountId, at });
    if (isRefusal(step)) return step;
    const { after, action } = step;
    return commit(table, {
      at,
      actor,
      changes: [firstUseChange(before, after, action)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentFirstUse(after, version, at), version),
    });
  });
