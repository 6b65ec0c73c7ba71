import type { Instant } from '../../platform/instant.ts';
import { effectivePurchase, type Purchase, type PurchaseState } from '../../purchases/rules.ts';
import type { FirstUse, Verdict } from '../rules.ts';

/** The way of a funded solution from its budget to its verdict: when it came to each step, null for what it has not. */
export type Way = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly state: PurchaseState;
  readonly reservedAt: Instant;
  readonly contractedAt: Instant | null;
  /** When the last delivery was recorded. */
  readonly deliveredAt: Instant | null;
  /** How many deliveries had to be remedied. */
  readonly remedies: number;
  /** When an inspection passed, also where nobody inspected in time. */
  readonly inspectedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly terminatedAt: Instant | null;
  readonly trialEndsAt: Instant | null;
  /** Of the published verdict: a report is nobody's to read before (DOMAIN.md, invariant 15). */
  readonly verdictAt: Instant | null;
  readonly verdict: Verdict | null;
};

/** The ways of a round's purchases at an instant, the first reserved first. */
export const waysOf = (
  purchases: readonly Purchase[],
  firstUses: readonly FirstUse[],
  at: Instant,
): readonly Way[] => {
  const useOf = new Map(firstUses.map((firstUse) => [firstUse.purchaseId, firstUse]));
  return purchases
    .map((purchase) => ({
      ...boughtBy(effectivePurchase(purchase, at)),
      ...triedBy(useOf.get(purchase.purchaseId) ?? null),
    }))
    .sort(
      (one, other) =>
        one.reservedAt.localeCompare(other.reservedAt) || one.proposalId.localeCompare(other.proposalId),
    );
};

const atOf = (act: { readonly at: Instant } | null): Instant | null => (act === null ? null : act.at);

const boughtBy = (purchase: Purchase): Omit<Way, 'trialEndsAt' | 'verdictAt' | 'verdict'> => ({
  proposalId: purchase.proposalId,
  challengeId: purchase.challengeId,
  state: purchase.state,
  reservedAt: purchase.reservedAt,
  contractedAt: atOf(purchase.contract),
  deliveredAt: atOf(purchase.delivery),
  remedies: purchase.remedied.length,
  inspectedAt: purchase.inspection?.result === 'passed' ? purchase.inspection.at : null,
  acceptedAt: atOf(purchase.acceptance),
  paidAt: atOf(purchase.payment),
  terminatedAt: atOf(purchase.termination),
});

const triedBy = (firstUse: FirstUse | null): Pick<Way, 'trialEndsAt' | 'verdictAt' | 'verdict'> => {
  if (firstUse === null) return { trialEndsAt: null, verdictAt: null, verdict: null };
  const { state, trialEndsAt, publication, report } = firstUse;
  return state === 'PUBLISHED'
    ? { trialEndsAt, verdictAt: atOf(publication), verdict: report?.verdict ?? null }
    : { trialEndsAt, verdictAt: null, verdict: null };
};
