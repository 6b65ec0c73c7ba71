import { expect, it } from '@jest/globals';
import { runSchedules } from '../support/budget-crashes.ts';

it('never overshoots the budget nor orphans a reservation in any of 1,000 schedules', async () => {
  const told = await runSchedules(1000, 1000);
  console.log(`R6: ${JSON.stringify(told)}`);
  expect(told).toMatchObject({ schedules: 1000, overshoots: 0, orphans: 0, unfinished: 0 });
  expect(told.crashes).toBeGreaterThan(10_000);
}, 1_800_000);
