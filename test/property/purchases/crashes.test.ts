import { describe, expect, it } from '@jest/globals';
import type { Breach } from '../../support/unsteady-table.ts';
import { runSchedules } from '../../support/budget-crashes.ts';

/** As if the budget were written without its condition. */
const withoutCondition: Breach = (writes) =>
  writes.map((write) => {
    if (write.Update?.ConditionExpression !== '#from >= :amount') return write;
    const { ConditionExpression: _, ...update } = write.Update;
    return { ...write, Update: update };
  });

/** As if the purchase were written and its money forgotten. */
const withoutMoney: Breach = (writes) =>
  writes.filter(({ Update }) => Update?.ConditionExpression !== '#from >= :amount');

describe('the budget under two hundred at once, with a crash between any two awaits', () => {
  it('is never overshot, leaves no orphan, and all that began comes to its end', async () => {
    const told = await runSchedules(10, 1);
    console.log(`R6: ${JSON.stringify(told)}`);
    expect(told).toMatchObject({ schedules: 10, operations: 2000, overshoots: 0, orphans: 0, unfinished: 0 });
    expect(told.crashes).toBeGreaterThan(100);
  }, 60_000);

  it('is found overshot where the write condition is dropped', async () => {
    expect((await runSchedules(3, 1, withoutCondition)).overshoots).toBeGreaterThan(0);
  }, 60_000);

  it('is found to have orphans where a purchase is written without its money', async () => {
    expect((await runSchedules(2, 1, withoutMoney)).orphans).toBeGreaterThan(0);
  }, 60_000);
});
