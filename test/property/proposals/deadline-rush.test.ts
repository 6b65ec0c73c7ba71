import { describe, expect, it } from '@jest/globals';
import { addSeconds } from '../../../functions/platform/instant.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { type Clocked, disagreementsOf, type Reckoning } from '../../support/rush/reckoning.ts';
import { type BrokenRush, straddleDeadline } from '../../support/rush/straddle.ts';
import type { WriteRecord } from '../../support/rush/table-stream.ts';
import { countKeys } from '../../support/rush/written-keys.ts';
import { type Breach, forgettingKeys } from '../../support/unsteady-table.ts';

const submissions = 300;

const rush = (broken?: Partial<BrokenRush>) => straddleDeadline(memoryTable(), submissions, 8, broken);

const writing =
  (breach: Breach) =>
  (table: Table): Table => ({ ...table, transact: (writes) => table.transact(breach(writes)) });

const kindOf = (sortKey: string | undefined): string => sortKey?.split('#')[0] ?? '';

/** As if a submission were acknowledged without one of its rows. */
const without = (kind: string) =>
  writing((writes) => writes.filter(({ Put }) => kindOf(Put?.Item?.['sk']?.S) !== kind));

/** As if it were acknowledged before it is written, and the process ended there. */
const neverWritten = (table: Table): Table => {
  let calls = 0;
  return {
    ...table,
    transact: (writes) => {
      calls += 1;
      return calls % 10 === 0 ? Promise.resolve(null) : table.transact(writes);
    },
  };
};

const broken: readonly (readonly [string, keyof Reckoning, Partial<BrokenRush>])[] = [
  ['acknowledged and lost', 'acknowledgedAndLost', { table: neverWritten }],
  ['acknowledged without its proposal', 'acknowledgedAndLost', { table: without('PROPOSAL') }],
  ['acknowledged without its entry', 'acknowledgedAndLost', { table: without('ENTRY') }],
  ['doubled, its key forgotten', 'doubled', { table: forgettingKeys }],
  ['taken at the very deadline', 'lateAccepted', { judgedBy: (takenAt) => addSeconds(takenAt, -0.001) }],
  ['refused a millisecond before it', 'inTimeRefused', { judgedBy: (takenAt) => addSeconds(takenAt, 0.001) }],
];

describe('a rush before a deadline (R12)', () => {
  it('is taken whole, and nothing else', async () => {
    const found = await rush();
    expect(found).toMatchObject({
      acknowledged: found.due,
      acknowledgedAndLost: 0,
      doubled: 0,
      lateAccepted: 0,
      inTimeRefused: 0,
    });
  });

  it.each(broken)('is found wrong where a submission is %s', async (_, count, breach) => {
    expect((await rush(breach))[count]).toBeGreaterThan(0);
  });

  it('is found to write a shared key where each submission counts itself', () => {
    const suppliers = [crypto.randomUUID(), crypto.randomUUID()];
    const [roundId, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const write = (pk: string, row: object = {}): WriteRecord => ({
      dynamodb: { Keys: { pk: { S: pk }, sk: { S: 'X' } }, NewImage: { ...row } },
    });
    const own = suppliers.map((supplierId) => write(`PROPOSAL#${supplierId}`, { roundId }));
    const ids = {
      shared: [roundId],
      supplierOf: new Map(suppliers.map((supplierId) => [supplierId, supplierId])),
    };
    const counted = (...more: readonly WriteRecord[]) => countKeys([...own, ...own, ...more], ids);

    expect(counted(write('LOG#round'), write('HEARTBEATS'), write(`ROUND#${other}`))).toEqual({
      writes: 4,
      keys: 2,
      hottestKeyWrites: 2,
      sharedKeys: [],
      hottestElsewhere: 1,
      byOthers: { LOG: 1, HEARTBEATS: 1 },
    });
    const counter = `ROUND#${roundId}`;
    expect(counted(write(counter)).sharedKeys).toEqual([counter]);
    const last = suppliers.map((supplierId) => write('LAST', { supplierId }));
    expect(counted(...last).sharedKeys).toEqual(['LAST']);
    expect(counted(write('COUNT'), write('COUNT')).hottestElsewhere).toBe(2);
  });

  it('is found judged otherwise by the senders’ own clocks', () => {
    const deadline = '2020-05-31T15:00:00.000Z';
    const clocked = (sentFrom: string, answeredAt: string, isTaken: boolean): Clocked => ({
      proposalId: 'P1',
      idempotencyKey: 'key',
      takenAt: null,
      entryHash: isTaken ? 'hash' : null,
      refusedAs: isTaken ? null : 'deadline-passed',
      refusedAt: null,
      sentFrom,
      answeredAt,
    });
    const [before, at, after] = [addSeconds(deadline, -1), deadline, addSeconds(deadline, 1)];
    const right = [clocked(before, after, true), clocked(before, after, false), clocked(at, after, false)];
    expect(disagreementsOf(deadline, right)).toBe(0);
    expect(disagreementsOf(deadline, [clocked(at, after, true)])).toBe(1);
    expect(disagreementsOf(deadline, [clocked(before, before, false)])).toBe(1);
  });
});
