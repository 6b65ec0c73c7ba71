import { pinDocuments } from '../attachments/store/pinned.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { addSeconds } from '../platform/instant.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { checkFirstUser } from '../purchases/rules.ts';
import { readPurchase, refusalOfPartialFirstUser } from '../purchases/store.ts';
import { readRound } from '../rounds/store.ts';
import { verdictReported } from './notices.ts';
import { presentFirstUse } from './present.ts';
import { refuseFirstUse } from './refusals.ts';
import { reportVerdict as report } from './rules.ts';
import { reportVerdict } from './schema.ts';
import { firstUseChange, onceTrialEnded, readFirstUse } from './store.ts';

/** The first user reports the verdict, from the trial's end on. */
export const createReportVerdict = ({ table }: { readonly table: Table }): Implementation =>
  implement(reportVerdict, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readFirstUse(table, parameters.purchaseId);
    const sides = before ?? (await readPurchase(table, parameters.purchaseId));
    if (sides === null) return refuse('not-found');
    const foreign = checkFirstUser(account.memberships, sides);
    if (foreign !== null) return foreign;
    const actor = actAs(account, ['buyer'], sides.firstUserId);
    if (isRefusal(actor)) return actor;
    const conflict = await refusalOfPartialFirstUser(table, actor.accountId, sides);
    if (conflict !== null) return conflict;
    if (before === null) return refuseFirstUse('not-in-use-yet');
    const { purchaseId } = parameters;
    const owner = { kind: 'purchase', id: purchaseId } as const;
    const documents = await pinDocuments(table, owner, actor.organisationId, body.attachmentIds);
    if (isRefusal(documents)) return documents;
    const step = report(fieldsOf(before), body, { accountId: actor.accountId, at, documents });
    if (isRefusal(step)) return step;
    const round = await readRound(table, before.roundId);
    if (round === null) throw new Error(`First use ${before.purchaseId} belongs to no round`);
    const { after, action } = step;
    const commentUntil = addSeconds(at, round.policy.verdictCommentInSeconds);
    return commit(table, {
      at,
      actor,
      changes: [firstUseChange(before, after, action, body.evidence, onceTrialEnded(before, at))],
      notices: [verdictReported(after, commentUntil)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentFirstUse(after, version, at), version),
    });
  });
