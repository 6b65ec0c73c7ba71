import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { refusalOfPartial } from '../purchases/store.ts';
import { readRound } from '../rounds/store.ts';
import { designationToReview } from './notices.ts';
import { presentFirstUse } from './present.ts';
import { publishVerdict as publish } from './rules.ts';
import { publishVerdict } from './schema.ts';
import { firstUseChange, readFirstUse } from './store.ts';

/** Staff publish what the first user reported, good or bad. */
export const createPublishVerdict = ({ table }: { readonly table: Table }): Implementation =>
  implement(publishVerdict, async ({ account, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readFirstUse(table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const conflict = await refusalOfPartial(table, account, before);
    if (conflict !== null) return conflict;
    const round = await readRound(table, before.roundId);
    if (round === null) throw new Error(`First use ${before.purchaseId} belongs to no round`);
    const step = publish(fieldsOf(before), round.policy.verdictCommentInSeconds, {
      accountId: actor.accountId,
      at,
    });
    if (isRefusal(step)) return step;
    const { after, action } = step;
    return commit(table, {
      at,
      actor,
      changes: [firstUseChange(before, after, action)],
      // A designation does not outlive a failure unlooked at.
      notices: before.report?.verdict === 'FAILURE' ? [designationToReview(after)] : [],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentFirstUse(after, version, at), version),
    });
  });
