import type { Change, Guard, Stored } from '../platform/change.ts';
import { type AlongsideWrite, commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Answer, Idempotency } from '../platform/idempotency.ts';
import type { PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import { presentPurchase } from './present.ts';
import type { Purchase, Step } from './rules.ts';
import { budgetWrites, purchaseChange } from './store.ts';
import { type PurchaseDependencies, wakePurchase } from './wake-purchase.ts';

type StepToCommit = {
  readonly before: Stored<Purchase>;
  readonly step: Step;
  readonly actor: PersonActor;
  readonly at: Instant;
  readonly idempotency: Idempotency | null;
  readonly reason?: string;
  readonly guard?: Guard;
  /** What begins or ends with it, in the same transaction. */
  readonly further?: readonly Change[];
  /** What else must hold. */
  readonly alongside?: readonly AlongsideWrite[];
  readonly notices?: readonly Notice[];
};

/** Writes an act on a purchase with the money that it moves, then tells the purchase's machine. */
export const commitStep = async (
  dependencies: PurchaseDependencies,
  {
    before,
    step,
    actor,
    at,
    idempotency,
    reason,
    guard,
    further = [],
    alongside = [],
    notices = [],
  }: StepToCommit,
): Promise<Answer | Refusal> => {
  const outcome = await commit(dependencies.table, {
    at,
    actor,
    changes: [purchaseChange(before, step.after, step.action, reason ?? null, guard), ...further],
    alongside: [...budgetWrites(before.state, step.after), ...alongside],
    notices,
    idempotency,
    answer: ({ versions: [version = 0] }) => answer(200, presentPurchase(step.after, version, at), version),
  });
  if (!isRefusal(outcome)) await wakePurchase(dependencies, step.after.purchaseId);
  return outcome;
};
