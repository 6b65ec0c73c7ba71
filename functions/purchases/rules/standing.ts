import { type Refusal, refuse } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import { refusePurchase } from '../refusals.ts';
import type { Purchase } from './purchase.ts';

/** Organisation id → what the person is there. */
export type Memberships = Readonly<Record<string, { readonly roles: readonly Role[] }>>;

/** The two sides of a purchase and the round that refusals are kept in. */
export type Sides = Pick<Purchase, 'purchaseId' | 'roundId' | 'supplierId' | 'partnerIds' | 'firstUserId'>;

const overseers = ['staff', 'auditor', 'approver'] as const satisfies readonly Role[];

const holdsAny = (memberships: Memberships, wanted: readonly Role[]): boolean =>
  Object.values(memberships).some(({ roles }) => wanted.some((role) => roles.includes(role)));

/** True for those who see every purchase of a round. */
export const isOverseer = (memberships: Memberships): boolean => holdsAny(memberships, overseers);

const isOfSupplier = (memberships: Memberships, { supplierId, partnerIds }: Sides): boolean =>
  [supplierId, ...partnerIds].some((organisationId) => memberships[organisationId] !== undefined);

/** True for members of the supplier, its partners and the first user. */
export const isSideOf = (memberships: Memberships, sides: Sides): boolean =>
  isOfSupplier(memberships, sides) || memberships[sides.firstUserId] !== undefined;

/** True for both sides, for staff, auditors and approvers. */
export const maySeePurchase = (memberships: Memberships, sides: Sides): boolean =>
  isSideOf(memberships, sides) || isOverseer(memberships);

/**
 * Refuses whoever belongs to the supplier or a partner of it, by whatever other membership they act: conflicts of interest bind
 * inspectors and staff alike (DOMAIN.md, «Who acts»).
 */
export const checkNotSupplier = (memberships: Memberships, sides: Sides): Refusal | null =>
  isOfSupplier(memberships, sides)
    ? refusePurchase('supplier-decides', { roundId: sides.roundId, purchaseId: sides.purchaseId })
    : null;

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
