import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import { addSeconds, epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import { noticeRow } from '../platform/notice.ts';
import type { Scheduler } from '../platform/scheduling.ts';
import { inspectionWarnings } from './notices.ts';
import { effectivePurchaseState, type Purchase, purchaseStates } from './rules.ts';
import { settleDue } from './settle-inspection.ts';
import { rememberPurchaseWait } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

export type PurchaseTaskDependencies = PurchaseDependencies & {
  readonly scheduler: Pick<Scheduler, 'scheduleAt'>;
  readonly clock: Clock;
};

/** A task of the purchase's machine; ids only, everything else is read from the table. */
const taskSchema = v.variant('task', [
  v.object({ task: v.literal('read'), purchaseId: v.string() }),
  v.object({
    task: v.literal('await'),
    purchaseId: v.string(),
    state: v.picklist(purchaseStates),
    taskToken: v.string(),
  }),
]);

/** A wait ends by itself after a week at the latest, and a minute after its deadline, and looks again. */
const longestWaitInSeconds = 7 * 24 * 3600;
const graceInSeconds = 60;

/** Ends an execution whose purchase does not exist: no repetition would find it. */
export class PurchaseUnknown extends Error {
  override readonly name = 'PurchaseUnknown';
}

/** Any other fault of a task, under a name that the machine repeats on. */
export class PurchaseTaskFault extends Error {
  override readonly name = 'PurchaseTaskFault';
}

/** The handler of the purchase machine's tasks. Each may come early, late, twice or never. */
export const createPurchaseTasks =
  (dependencies: PurchaseTaskDependencies) =>
  async (event: unknown): Promise<unknown> => {
    try {
      return await perform(dependencies, v.parse(taskSchema, event));
    } catch (error) {
      if (error instanceof PurchaseUnknown) throw error;
      const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) };
      throw new PurchaseTaskFault(`${name}: ${message}`, { cause: error });
    }
  };

const perform = async (
  dependencies: PurchaseTaskDependencies,
  task: v.InferOutput<typeof taskSchema>,
): Promise<unknown> => {
  const at = dependencies.clock();
  const purchase = await settleDue(dependencies.table, task.purchaseId, at);
  if (purchase === null) throw new PurchaseUnknown(`There is no purchase ${task.purchaseId}`);
  const { due, nextAt } = inspectionWarnings(purchase, at);
  for (const warning of due) await dependencies.table.putNew(noticeRow(warning, at));
  return task.task === 'read'
    ? { state: effectivePurchaseState(purchase, at), waitInSeconds: waitInSeconds(purchase, nextAt, at) }
    : register(dependencies, purchase, task.state, task.taskToken);
};

/**
 * Registers where the machine waits, arms the schedules of the inspection's deadline and of its next warning, then looks
 * once more: whoever moved the purchase before the token was kept could not wake it.
 */
const register = async (
  { table, workflow, scheduler, clock }: PurchaseTaskDependencies,
  purchase: Purchase,
  awaited: Purchase['state'],
  taskToken: string,
): Promise<null> => {
  const { purchaseId, roundId, inspectionDeadline } = purchase;
  await rememberPurchaseWait(table, purchaseId, { taskToken, state: awaited });
  if (effectivePurchaseState(purchase, clock()) === 'DELIVERED' && inspectionDeadline !== null) {
    const nudgeAt = (name: string, at: Instant) =>
      scheduler.scheduleAt(`${purchaseId}-${name}`, at, { kind: 'purchase', purchaseId, roundId, at });
    await nudgeAt('inspection', inspectionDeadline);
    // An execution that is redriven waits as long as it would have when it was thrown away: past a warning.
    const { nextAt } = inspectionWarnings(purchase, clock());
    if (nextAt !== null) await nudgeAt('warning', nextAt);
  }
  const now = clock();
  const settled = await settleDue(table, purchaseId, now);
  if (settled === null || effectivePurchaseState(settled, now) !== awaited)
    await workflow.resume(taskToken, { moved: true });
  return null;
};

const waitInSeconds = (purchase: Purchase, warnAt: Instant | null, at: Instant): number => {
  const { state, inspectionDeadline } = purchase;
  if (state !== 'DELIVERED' || inspectionDeadline === null) return longestWaitInSeconds;
  const until =
    epochMillisecondsOf(addSeconds(warnAt ?? inspectionDeadline, graceInSeconds)) - epochMillisecondsOf(at);
  return Math.min(longestWaitInSeconds, Math.max(graceInSeconds, Math.ceil(until / 1000)));
};
