import { readStake } from '../decisions/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, holds } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { RequestOf } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { cancellationNoticed } from './notices.ts';
import { presentFile } from './present.ts';
import {
  cancel,
  commentOnCancellation,
  designate,
  type Designation,
  dropCancellation,
  extend,
  noticeCancellation,
} from './rules.ts';
import { changeDesignation } from './schema.ts';
import { designationChange, readDesignation } from './store.ts';

const rolesOf = {
  designate: ['approver'],
  extend: ['approver'],
  'notice-cancellation': ['staff'],
  comment: ['author', 'signatory'],
  'drop-cancellation': ['staff'],
  cancel: ['approver'],
} as const;

type Body = RequestOf<typeof changeDesignation>['body'];

/** What becomes of a designation: each act by its own role, and no two that check each other by one person. */
export const createChangeDesignation = ({ table }: { readonly table: Table }): Implementation =>
  implement(changeDesignation, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readDesignation(table, parameters.proposalId);
    const isOwn = before !== null && account.memberships[before.supplierId] !== undefined;
    if (before === null || (!isOwn && !holds(account, 'staff', 'approver', 'auditor')))
      return refuse('not-found');
    const roles = rolesOf[body.action];
    const actor =
      body.action === 'comment' ? actAs(account, roles, before.supplierId) : actAs(account, roles);
    if (isRefusal(actor)) return actor;
    const [round, stake] = await Promise.all([
      readRound(table, before.roundId),
      body.action === 'comment' ? null : readStake(table, account, before.roundId),
    ]);
    if (round === null) throw new Error(`The designation of ${before.proposalId} belongs to no round`);
    if (stake !== null) return stake;
    const step = stepOf(fieldsOf(before), body, round, { accountId: actor.accountId, at });
    if (isRefusal(step)) return step;
    const { action, after } = step;
    return commit(table, {
      at,
      actor,
      changes: [designationChange(before, after, action, reasonOf(body))],
      notices: action === 'notice-cancellation' ? [cancellationNoticed(after)] : [],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentFile(after, version, at), version),
    });
  });

const stepOf = (
  designation: Designation,
  body: Body,
  { policy }: Pick<Round, 'policy'>,
  by: { readonly accountId: string; readonly at: string },
) => {
  switch (body.action) {
    case 'designate':
      return designate(designation, policy.designationInSeconds, by);
    case 'extend':
      return extend(designation, body.until, by);
    case 'notice-cancellation':
      return noticeCancellation(designation, body.reason, policy.cancellationCommentInSeconds, by);
    case 'comment':
      return commentOnCancellation(designation, body.comment, by.at);
    case 'drop-cancellation':
      return dropCancellation(designation, by.at);
    case 'cancel':
      return cancel(designation, by);
  }
};

const reasonOf = (body: Body): string | null =>
  'reason' in body ? body.reason : 'comment' in body ? body.comment : null;
