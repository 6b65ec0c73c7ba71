import type { PinnedAttachment } from '../../attachments/rules.ts';
import { hasPassed, type Instant } from '../../platform/instant.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Decline } from './first-user.ts';

/** The stored states of a purchase (DOMAIN.md, «Purchase»); an inspection that asks for a remedy is a state. */
export const purchaseStates = [
  'BUDGET_RESERVED',
  'CONTRACTED',
  'DELIVERED',
  'REMEDY_REQUIRED',
  'INSPECTED',
  'ACCEPTED',
  'PAID',
  'TERMINATED',
] as const;
export type PurchaseState = (typeof purchaseStates)[number];

/** When somebody acted, and the files that went along. */
export type Act = {
  readonly at: Instant;
  readonly accountId: string;
  readonly documents: readonly PinnedAttachment[];
};

/** What both sides agree on. */
export type AgreedTerms = {
  readonly terms: string;
  /** Sums up to the price. */
  readonly priceBreakdown: readonly { readonly item: string; readonly amountInWon: number }[];
  /** Who answers for damage during the trial. */
  readonly trialLiability: string;
  readonly intellectualProperty: string;
  readonly deliveryDueAt: Instant;
};

export type Contract = AgreedTerms & Act;

export type Delivery = Act & {
  /** The calendar day that the supplier names, `YYYY-MM-DD`; the inspection's time runs from `at`. */
  readonly deliveredOn: string;
  readonly note: string;
};

export type Inspection = Omit<Act, 'accountId'> & {
  readonly result: 'passed' | 'remedy';
  /** True when nobody inspected in time, so that it counts as passed. */
  readonly deemed: boolean;
  readonly findings: string | null;
  readonly remedyDueAt: Instant | null;
  /** Null for a deemed one, whose instant is the deadline that made it so. */
  readonly accountId: string | null;
};

export type Purchase = {
  readonly state: PurchaseState;
  readonly purchaseId: string;
  readonly roundId: string;
  readonly proposalId: string;
  readonly challengeId: string;
  readonly supplierId: string;
  /** Who proposed together with the supplier and shares the work: their people decide as little as its own. */
  readonly partnerIds: readonly string[];
  /** The buyer that takes delivery, inspects and reports (DOMAIN.md, invariant 9). */
  readonly firstUserId: string;
  /** Who was first user before and declined, on record; oldest first. */
  readonly declines: readonly Decline[];
  readonly priceInWon: number;
  readonly reservedAt: Instant;
  readonly contract: Contract | null;
  /** The deliveries that did not pass, each with the inspection that asked for a remedy; oldest first. */
  readonly remedied: readonly { readonly delivery: Delivery; readonly inspection: Inspection }[];
  /** The last delivery. */
  readonly delivery: Delivery | null;
  /** Counts deliveries: one more for each remedy. */
  readonly deliveryCount: number;
  /** From this instant on an inspection not made counts as passed; null before the first delivery. */
  readonly inspectionDeadline: Instant | null;
  /** The last inspection; after a remedy's delivery still the one that asked for it. */
  readonly inspection: Inspection | null;
  readonly acceptance: Act | null;
  readonly payment: Act | null;
  readonly termination: (Act & { readonly reason: string }) | null;
};

export type PurchaseAction =
  | 'reserve-budget'
  | 'contract'
  | 'deliver'
  | 'pass-inspection'
  | 'require-remedy'
  | 'deem-passed'
  | 'accept'
  | 'pay'
  | 'terminate'
  | 'decline-first-use';

type PurchaseTransition = Transition<PurchaseState, PurchaseAction, Role | 'system'>;

const supplier = ['author', 'signatory'] as const satisfies readonly Role[];

/**
 * Every arrow of a purchase. Nothing leads out of PAID, and an accepted purchase can only be paid: what the trial
 * shows takes no payment back.
 */
export const purchaseTransitions = [
  {
    action: 'reserve-budget',
    from: null,
    to: 'BUDGET_RESERVED',
    by: ['system'],
    guard: 'checkPrice',
  },
  {
    action: 'contract',
    from: 'BUDGET_RESERVED',
    to: 'CONTRACTED',
    by: ['staff'],
    guard: 'checkTerms',
  },
  { action: 'deliver', from: 'CONTRACTED', to: 'DELIVERED', by: supplier, guard: 'checkDeliveryDay' },
  { action: 'deliver', from: 'REMEDY_REQUIRED', to: 'DELIVERED', by: supplier, guard: 'checkDeliveryDay' },
  {
    action: 'pass-inspection',
    from: 'DELIVERED',
    to: 'INSPECTED',
    by: ['buyer'],
    guard: 'checkInspectionOpen',
  },
  {
    action: 'require-remedy',
    from: 'DELIVERED',
    to: 'REMEDY_REQUIRED',
    by: ['buyer'],
    guard: 'checkInspectionOpen',
  },
  {
    action: 'deem-passed',
    from: 'DELIVERED',
    to: 'INSPECTED',
    by: ['system'],
    guard: 'isInspectionOverdue',
  },
  { action: 'accept', from: 'INSPECTED', to: 'ACCEPTED', by: ['buyer'], guard: 'checkInspectionPassed' },
  { action: 'pay', from: 'ACCEPTED', to: 'PAID', by: ['staff'], guard: 'checkInspectionPassed' },
  { action: 'terminate', from: 'BUDGET_RESERVED', to: 'TERMINATED', by: ['staff'], guard: null },
  { action: 'terminate', from: 'CONTRACTED', to: 'TERMINATED', by: ['staff'], guard: null },
  { action: 'terminate', from: 'DELIVERED', to: 'TERMINATED', by: ['staff'], guard: null },
  { action: 'terminate', from: 'REMEDY_REQUIRED', to: 'TERMINATED', by: ['staff'], guard: null },
  { action: 'terminate', from: 'INSPECTED', to: 'TERMINATED', by: ['staff'], guard: null },
  {
    action: 'decline-first-use',
    from: 'BUDGET_RESERVED',
    to: 'BUDGET_RESERVED',
    by: ['buyer'],
    guard: 'nextFirstUser',
  },
  {
    action: 'decline-first-use',
    from: 'CONTRACTED',
    to: 'CONTRACTED',
    by: ['buyer'],
    guard: 'nextFirstUser',
  },
] as const satisfies readonly PurchaseTransition[];

/** Every file that an act on the purchase took along, once each: also those of deliveries that had to be remedied. */
export const documentsOfPurchase = ({
  contract,
  remedied,
  delivery,
  inspection,
  acceptance,
  payment,
  termination,
}: Purchase): readonly PinnedAttachment[] =>
  [
    contract,
    ...remedied.flatMap((turn) => [turn.delivery, turn.inspection]),
    delivery,
    // Until the next inspection that is the one which asked for the remedy.
    ...(inspection?.at === remedied.at(-1)?.inspection.at ? [] : [inspection]),
    acceptance,
    payment,
    termination,
  ].flatMap((act) => act?.documents ?? []);

/** True for a purchase that is neither paid nor terminated. */
export const isOpenPurchase = ({ state }: Pick<Purchase, 'state'>): boolean =>
  state !== 'PAID' && state !== 'TERMINATED';

/** True from the inspection's deadline on, while the delivery is uninspected. */
export const isInspectionOverdue = (purchase: Purchase, at: Instant): boolean =>
  purchase.state === 'DELIVERED' &&
  purchase.inspectionDeadline !== null &&
  hasPassed(purchase.inspectionDeadline, at);

/** The inspection that the clock makes where nobody made one. */
const deemedInspection = (deadline: Instant): Inspection => ({
  result: 'passed',
  deemed: true,
  findings: null,
  remedyDueAt: null,
  at: deadline,
  accountId: null,
  documents: [],
});

/** The purchase as it stands at an instant: an overdue inspection has passed, whether or not that is stored yet. */
export const effectivePurchase = (purchase: Purchase, at: Instant): Purchase =>
  isInspectionOverdue(purchase, at) && purchase.inspectionDeadline !== null
    ? { ...purchase, state: 'INSPECTED', inspection: deemedInspection(purchase.inspectionDeadline) }
    : purchase;

/** The state of `effectivePurchase`. */
export const effectivePurchaseState = (purchase: Purchase, at: Instant): PurchaseState =>
  effectivePurchase(purchase, at).state;
