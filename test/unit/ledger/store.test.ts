import { describe, expect, it } from '@jest/globals';
import { pageOfRefusals } from '../../../functions/ledger/store.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { fakeTable } from '../../support/fake-table.ts';

/** A table whose every shard has one page of `count` lines with `length` letters each. */
const tableOf = (count: number, length: number) => {
  const asked: string[] = [];
  const page: Table['page'] = (partition, options) => {
    asked.push(partition);
    const rows = Array.from({ length: Math.min(count, options?.limit ?? count) }, () => ({
      at: '2020-05-31T15:00:00.000Z',
      accountId: 'a1',
      operation: 'submitProposal',
      code: 'late',
      details: 'x'.repeat(length),
    }));
    return Promise.resolve({ rows, cursor: null });
  };
  return { table: fakeTable({ page }), asked };
};

describe('a page over the shards of a log', () => {
  it('goes through all of them while they are short', async () => {
    const { table, asked } = tableOf(3, 10);
    const { rows, cursor } = await pageOfRefusals(table, 'round/r1', null);
    expect([rows.length, cursor]).toEqual([24, null]);
    expect(asked).toEqual(Array.from({ length: 8 }, (_, shard) => `REFUSALS#round/r1#${shard}`));
  });

  it('ends at 250 lines and goes on where it ended', async () => {
    const { table, asked } = tableOf(100, 10);
    const first = await pageOfRefusals(table, 'round/r1', null);
    expect([first.rows.length, first.cursor]).toEqual([250, '3.']);
    const second = await pageOfRefusals(table, 'round/r1', first.cursor);
    expect([second.rows.length, second.cursor]).toEqual([250, '6.']);
    expect(asked.slice(3)).toEqual([3, 4, 5].map((shard) => `REFUSALS#round/r1#${shard}`));
  });

  it('ends at what an answer can carry, however few the lines', async () => {
    const { table } = tableOf(1, 900_000);
    expect(await pageOfRefusals(table, 'round/r1', null)).toMatchObject({
      rows: { length: 3 },
      cursor: '3.',
    });
  });
});
