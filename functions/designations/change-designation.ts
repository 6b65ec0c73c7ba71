import { readStake } from '../decisions/store.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs, holds } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { approvalAwaited, type Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { RequestOf } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { checkContentsKept } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { readFailure } from './failed-use.ts';
import { cancellationCommented, cancellationNoticed, designationChanged } from './notices.ts';
import { type Judged, presentFile } from './present.ts';
import {
  cancel,
  commentOnCancellation,
  designate,
  type Designation,
  dropCancellation,
  dropExtension,
  extend,
  noticeCancellation,
  prepareExtension,
  reviewDesignation,
  withdrawPreparation,
} from './rules.ts';
import { changeDesignation } from './schema.ts';
import {
  designationChange,
  readDesignation,
  readDesignationPreparers,
  readExtensionPreparers,
} from './store.ts';

const rolesOf = {
  designate: ['approver'],
  'withdraw-preparation': ['staff'],
  review: ['staff'],
  'prepare-extension': ['staff'],
  'drop-extension': ['staff'],
  extend: ['approver'],
  'notice-cancellation': ['staff'],
  comment: ['author', 'signatory'],
  'drop-cancellation': ['staff'],
  cancel: ['approver'],
} as const;

type Body = RequestOf<typeof changeDesignation>['body'];
type Preparers = { readonly preparers: ReadonlySet<string> };

/** What becomes of a designation: each act by its own role, and no two that check each other by one person. */
export const createChangeDesignation = ({ table }: { readonly table: Table }): Implementation =>
  implement(changeDesignation, async ({ account, body, idempotency, parameters, ...request }) => {
    const { expectedVersion, receivedAt: at } = request;
    const before = await readDesignation(table, parameters.proposalId);
    const isOwn = before !== null && account.memberships[before.supplierId] !== undefined;
    if (before === null || (!isOwn && !holds(account, 'staff', 'approver', 'auditor')))
      return refuse('not-found');
    const roles = rolesOf[body.action];
    const actor =
      body.action === 'comment' ? actAs(account, roles, before.supplierId) : actAs(account, roles);
    if (isRefusal(actor)) return actor;
    const { version: found } = before.bookkeeping;
    // Nobody designates, extends or cancels upon other words than those that they read.
    if (expectedVersion !== null && expectedVersion !== found)
      return refuse('version-not-matched', { version: found });
    const [round, failedAt, refusal, preparers] = await Promise.all([
      readRound(table, before.roundId),
      readFailure(table, before.proposalId),
      readRefusal(table, account, body.action, before),
      (body.action === 'extend' ? readExtensionPreparers : readDesignationPreparers)(
        table,
        before.proposalId,
      ),
    ]);
    if (round === null) throw new Error(`The designation of ${before.proposalId} belongs to no round`);
    if (refusal !== null) return refusal;
    const judged = { designation: fieldsOf(before), failedAt };
    const step = stepOf(judged, body, round, { accountId: actor.accountId, at, preparers });
    if (isRefusal(step)) return step;
    const { action, after } = step;
    return commit(table, {
      at,
      actor,
      changes: [designationChange(before, after, action, reasonOf(body, before))],
      notices: noticesOf(body, before, after, at),
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(200, presentFile({ designation: after, failedAt }, version, at), version),
    });
  });

/** Refuses whoever has a stake, and to designate what nobody can read any more, since the round's policy had it deleted. */
const readRefusal = async (
  table: Table,
  account: Account,
  action: Body['action'],
  { roundId, proposalId }: Designation,
): Promise<Refusal | null> => {
  const [stake, proposal] = await Promise.all([
    action === 'comment' ? null : readStake(table, account, roundId),
    action === 'designate' ? readProposal(table, proposalId) : null,
  ]);
  return stake ?? (proposal === null ? null : checkContentsKept(proposal));
};

const stepOf = (
  { designation, failedAt }: Judged,
  body: Body,
  { policy }: Pick<Round, 'policy'>,
  { preparers, ...by }: { readonly accountId: string; readonly at: string } & Preparers,
) => {
  switch (body.action) {
    case 'designate':
      return designate(designation, policy.designationInSeconds, by, preparers);
    case 'withdraw-preparation':
      return withdrawPreparation(designation, by.at);
    case 'review':
      return reviewDesignation(designation, body, failedAt, policy.cancellationCommentInSeconds, by);
    case 'prepare-extension':
      return prepareExtension(designation, body, by);
    case 'drop-extension':
      return dropExtension(designation, by.at);
    case 'extend':
      return extend(designation, by, preparers);
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

/**
 * Its supplier is told of everything but its own comment, and of nothing that is only prepared; of a comment the agency is,
 * of a preparation its approvers.
 */
const noticesOf = (
  { action }: Body,
  before: Stored<Pick<Designation, 'cancellation'>>,
  after: Designation,
  at: Instant,
): readonly Notice[] => {
  switch (action) {
    case 'withdraw-preparation':
    case 'drop-extension':
      return [];
    case 'prepare-extension': {
      const { proposalId, roundId } = after;
      return [
        approvalAwaited('designation-extension', `${proposalId}/${before.bookkeeping.version}`, roundId),
      ];
    }
    case 'comment':
      return [cancellationCommented(after)];
    case 'notice-cancellation':
      return [cancellationNoticed(after)];
    case 'review':
      return before.cancellation === null && after.cancellation !== null
        ? [cancellationNoticed(after)]
        : [designationChanged(action, after, at)];
    default:
      return [designationChanged(action, after, at)];
  }
};

const reasonOf = (body: Body, { extension }: Designation): string | null => {
  if ('reason' in body) return body.reason;
  if (body.action === 'extend') return extension?.reason ?? null;
  if ('comment' in body) return body.comment;
  return 'finding' in body ? `${body.result}: ${body.finding}` : null;
};
