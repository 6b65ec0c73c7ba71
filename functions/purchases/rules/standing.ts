import { type Refusal, refuse } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import { refusePurchase } from '../refusals.ts';
import type { Purchase } from './purchase.ts';

/** Organisation id → what the person is there. */
export type Memberships = Readonly<Record<string, { readonly roles: readonly Role[] }>>;

/** The two sides of a purchase and the round that refusals are kept in. */
export type Sides = Pick<Purchase, 'purchaseId' | 'roundId' | 'supplierId' | 'firstUserId'>;

const overseers = ['staff', 'auditor', 'approver'] as const satisfies readonly Role[];

const holdsAny = (memberships: Memberships, wanted: readonly Role[]): boolean =>
  Object.values(memberships).some(({ roles }) => wanted.some((role) => roles.includes(role)));

/** True for those who see every purchase of a round. */
export const isOverseer = (memberships: Memberships): boolean => holdsAny(memberships, overseers);

/** True for the supplier's and the first user's members, staff, auditors and approvers. */
export const maySeePurchase = (memberships: Memberships, sides: Sides): boolean =>
  memberships[sides.supplierId] !== undefined ||
  memberships[sides.firstUserId] !== undefined ||
  isOverseer(memberships);

/**
 * Refuses whoever belongs to the supplier, by whatever other membership they act: conflicts of interest bind
 * inspectors and staff alike (DOMAIN.md, «Who acts»).
 */
export const checkNotSupplier = (memberships: Memberships, sides: Sides): Refusal | null =>
  memberships[sides.supplierId] === undefined
    ? null
    : refusePurchase('supplier-decides', { roundId: sides.roundId, purchaseId: sides.purchaseId });

/**
 * Refuses whoever does not belong to the first user, the supplier first: inspecting, accepting and reporting are
 * the first user's (DOMAIN.md, invariant 9). To someone who may not even see the purchase it does not exist.
 */
export const checkFirstUser = (memberships: Memberships, sides: Sides): Refusal | null => {
  const conflict = checkNotSupplier(memberships, sides);
  if (conflict !== null) return conflict;
  if (memberships[sides.firstUserId] !== undefined) return null;
  if (holdsAny(memberships, ['buyer']))
    return refusePurchase('not-the-first-user', { roundId: sides.roundId, purchaseId: sides.purchaseId });
  return refuse(maySeePurchase(memberships, sides) ? 'not-permitted' : 'not-found');
};
