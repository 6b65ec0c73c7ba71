import { expect, it } from '@jest/globals';
import { addSeconds } from '../../../functions/platform/instant.ts';
import type { Row, Table } from '../../../functions/platform/table.ts';
import { type Judging, judgeRequests } from '../../support/exact-deadline.ts';
import { memoryTable } from '../../support/memory-table.ts';

it('R1: is judged by the gateway’s instant, whatever schedules, clocks, copies and moves do', async () => {
  const { requests, misjudged } = await judgeRequests(memoryTable(), 10_000);
  console.log(`R1: ${requests} cases, ${misjudged.length} misjudged`);
  expect(misjudged.slice(0, 5)).toEqual([]);
  expect(requests).toBe(10_000);
}, 240_000);

/** The round as it was when it was first read: a deadline that moved is not noticed. */
const neverReadAgain = (table: Table): Table => {
  const first = new Map<string, Row | null>();
  return {
    ...table,
    get: async (key) => {
      if (!key.pk.startsWith('ROUND#')) return table.get(key);
      const name = `${key.pk} ${key.sk}`;
      if (!first.has(name)) first.set(name, await table.get(key));
      return first.get(name) ?? null;
    },
  };
};

const broken: Readonly<Record<string, Partial<Judging>>> = {
  'a request at the very deadline is taken': { by: (receivedAt) => addSeconds(receivedAt, -0.001) },
  'a request in the last millisecond is refused': { by: (receivedAt) => addSeconds(receivedAt, 0.001) },
  'the function’s own clock is asked': { by: (_, writtenAt) => writtenAt },
  'the clock that is asked is five seconds slow': { by: (receivedAt) => addSeconds(receivedAt, -5) },
  'a moved deadline is not looked up': { table: neverReadAgain },
  'a call stays open until its schedule has fired': {
    shown: (_round, _at, hasFired) => (hasFired ? 'CLOSED_FOR_PROPOSALS' : 'CALL_FOR_PROPOSALS'),
  },
};

it.each(Object.entries(broken))('R1: is found misjudged where %s', async (_, judging) => {
  const { misjudged } = await judgeRequests(memoryTable(), 400, judging);
  expect(misjudged.length).toBeGreaterThan(0);
});
