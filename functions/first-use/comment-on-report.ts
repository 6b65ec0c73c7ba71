import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { maySeePurchase } from '../purchases/rules.ts';
import { presentFirstUse } from './present.ts';
import { commentOnReport as comment } from './rules.ts';
import { commentOnReport } from './schema.ts';
import { firstUseChange, readFirstUse } from './store.ts';

/** The supplier comments on the report, before it is published with it. */
export const createCommentOnReport = ({ table }: { readonly table: Table }): Implementation =>
  implement(commentOnReport, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readFirstUse(table, parameters.purchaseId);
    if (before === null || !maySeePurchase(account.memberships, before)) return refuse('not-found');
    if (account.memberships[before.supplierId] === undefined)
      return refuse('not-permitted', { roles: ['author', 'signatory'] });
    const actor = actAs(account, ['author', 'signatory'], before.supplierId);
    if (isRefusal(actor)) return actor;
    const step = comment(fieldsOf(before), body.text, { accountId: actor.accountId, at });
    if (isRefusal(step)) return step;
    const { after, action } = step;
    return commit(table, {
      at,
      actor,
      changes: [firstUseChange(before, after, action, body.text)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentFirstUse(after, version, at), version),
    });
  });
