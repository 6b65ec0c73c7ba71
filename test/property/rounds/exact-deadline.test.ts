import { expect, it } from '@jest/globals';
import { judgeRequests } from '../../support/exact-deadline.ts';
import { memoryTable } from '../../support/memory-table.ts';

it('R1: is judged by the gateway’s instant, whatever schedules, clocks, copies and moves do', async () => {
  const { requests, misjudged } = await judgeRequests(memoryTable(), 10_000);
  console.log(`R1: ${requests} cases, ${misjudged.length} misjudged`);
  expect(misjudged.slice(0, 5)).toEqual([]);
  expect(requests).toBe(10_000);
}, 240_000);
