import { expect, it } from '@jest/globals';
import { judgeRequests } from '../../support/exact-deadline.ts';
import { createTestTable } from '../../support/test-table.ts';

it('R1: is judged by the gateway’s instant, whatever schedules, clocks, copies and moves do, on an engine', async () => {
  const { requests, misjudged } = await judgeRequests(await createTestTable(), 200);
  console.log(`R1 on an engine: ${requests} cases, ${misjudged.length} misjudged`);
  expect(misjudged.slice(0, 5)).toEqual([]);
  expect(requests).toBe(200);
}, 180_000);
