import type { DocumentOwner } from '../attachments/store/document-owner.ts';
import { readFirstUse } from '../first-use/store.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import {
  checkFirstUser,
  checkNotSupplier,
  documentsOfPurchase,
  maySeePurchase,
  type Purchase,
} from './rules.ts';
import { readPurchase, refusalOfReader } from './store.ts';

/** The files of a purchase: its supplier, its first user and staff each attach their own, until it is terminated. */
export const createPurchaseDocuments = (table: Table): DocumentOwner => ({
  async sideOf(account, purchaseId) {
    const purchase = await readPurchase(table, purchaseId);
    if (purchase === null || !maySeePurchase(account.memberships, purchase)) return refuse('not-found');
    const actor = actorOf(account, purchase);
    if (isRefusal(actor)) return actor;
    const undeclared = await refusalOfReader(table, account, purchase);
    if (undeclared !== null) return undeclared;
    const { roundId, challengeId, proposalId, state } = purchase;
    const round = await readRound(table, roundId);
    const sealKeyArn = round?.sealKeyArn ?? null;
    if (sealKeyArn === null) throw new Error(`Purchase ${purchaseId} belongs to no round with a key`);
    const owner = { kind: 'purchase', id: purchaseId } as const;
    return {
      subject: { owner, roundId, challengeId, proposalId, organisationId: actor.organisationId },
      actor,
      sealKeyArn,
      window: state === 'TERMINATED' ? refuse('wrong-state', { state }) : { deadline: null, alongside: [] },
    };
  },

  async pinnedFor(account, purchaseId) {
    const purchase = await readPurchase(table, purchaseId);
    if (purchase === null || !maySeePurchase(account.memberships, purchase)) return refuse('not-found');
    const undeclared = await refusalOfReader(table, account, purchase);
    if (undeclared !== null) return undeclared;
    const firstUse = await readFirstUse(table, purchaseId);
    return [...documentsOfPurchase(purchase), ...(firstUse?.report?.documents ?? [])];
  },
});

/** The side by which somebody acts; whoever belongs to the supplier acts for nobody else. */
const actorOf = (account: Account, purchase: Purchase): PersonActor | Refusal => {
  const { memberships } = account;
  if (memberships[purchase.supplierId] !== undefined)
    return actAs(account, ['author', 'signatory'], purchase.supplierId);
  if (memberships[purchase.firstUserId] !== undefined)
    return checkFirstUser(memberships, purchase) ?? actAs(account, ['buyer'], purchase.firstUserId);
  return checkNotSupplier(memberships, purchase) ?? actAs(account, ['staff']);
};
