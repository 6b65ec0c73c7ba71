import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { checkFiles } from '../../../functions/ledger/check-files.ts';
import { pageOfEntries, pageOfRefusals } from '../../../functions/ledger/store.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { logPlace } from '../../../functions/platform/change.ts';
import type { Instant } from '../../../functions/platform/instant.ts';
import type { LogName } from '../../../functions/platform/ledger.ts';
import { refuse } from '../../../functions/platform/refusal.ts';
import { recordRefusal } from '../../../functions/platform/refusal-log.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { createForgetPeople } from '../../../functions/retention/forget-people.ts';
import { completeRound } from '../../support/complete-round.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { storeRound } from '../../support/rounds.ts';
import { filesOf, newKeys, smallLedger, smallLog, spkiOf, writeEntries } from '../../support/small-ledger.ts';

const endedAt = '2020-12-01T00:00:00.000Z';
const tenYearsLater = '2030-12-01T00:00:00.001Z';
const written = writeEntries(45);

let table: Table;
const forgetAt = (at: Instant, years = 10) =>
  createForgetPeople({ table, clock: () => at, policy: { years } })();

/** The entries of a log whose opening is still there, and all. */
const openedOf = async (log: LogName): Promise<readonly [opened: number, all: number]> => {
  const { rows } = await pageOfEntries(table, log, null);
  return [rows.filter(({ disclosure }) => disclosure !== null).length, rows.length];
};
const accountsOf = async (log: LogName) =>
  (await pageOfRefusals(table, log, null)).rows.map(({ accountId }) => accountId);

const putEntry = (log: LogName, at: Instant, { leaf, secret, after }: (typeof written)[number]) => {
  const name = `${leaf.entity}#${leaf.sequence}`;
  const disclosure = { secret, actor: { kind: 'person', accountId: 'who' }, reason: null, after };
  return table.put({ pk: name, sk: 'ENTRY', leaf, disclosure, ...logPlace(log, 'LEDGER', at, name) });
};
const refuseSomebody = (at: Instant, roundId?: string) =>
  recordRefusal(table, {
    at,
    requestId: at,
    accountId: 'who',
    operation: 'submitScorecard',
    parameters: {},
    refusal: refuse('not-found', roundId === undefined ? {} : { roundId }),
  });

/** The round of the small ledger; ended, unless it goes on. */
const storeEntries = async (goesOn = false): Promise<void> => {
  await storeRound(table, { roundId: '7', state: 'FIRST_USE' });
  for (const entry of written) await putEntry(smallLog, entry.leaf.at, entry);
  await refuseSomebody('2020-06-01T00:00:00.000Z', '7');
  if (goesOn) return;
  await completeRound(table, '7', endedAt);
};

beforeEach(() => {
  ({ table } = createMemoryTable());
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('forgetting people', () => {
  it('takes what opens the entries of a round so many years after its end, and who was refused', async () => {
    await storeEntries();
    await forgetAt(endedAt.replace('2020', '2030'));
    expect(await openedOf(smallLog)).toEqual([47, 47]);
    expect(await accountsOf(smallLog)).toEqual(['who']);
    await forgetAt(tenYearsLater);
    expect(await openedOf(smallLog)).toEqual([0, 47]);
    expect(await accountsOf(smallLog)).toEqual([null]);
    await forgetAt(tenYearsLater);
    expect(await openedOf(smallLog)).toEqual([0, 47]);
  });

  it('keeps for as many years what was written after the round’s end', async () => {
    await storeEntries();
    const [late] = writeEntries(1);
    if (late === undefined) throw new Error('There is no entry');
    const leaf = { ...late.leaf, entity: 'outcome/1' };
    await putEntry(smallLog, '2025-01-01T00:00:00.000Z', { ...late, leaf });
    await forgetAt(tenYearsLater);
    expect(await openedOf(smallLog)).toEqual([1, 48]);
  });

  it('takes nothing of a round that goes on, however old', async () => {
    await storeEntries(true);
    await forgetAt('2099-01-01T00:00:00.000Z');
    expect(await openedOf(smallLog)).toEqual([46, 46]);
    expect(await accountsOf(smallLog)).toEqual(['who']);
  });

  it('takes each line of the agency’s log by its own age', async () => {
    const [first, second] = writeEntries(2);
    if (first === undefined || second === undefined) throw new Error('There are no entries');
    await putEntry('agency', '2020-01-01T00:00:00.000Z', first);
    await putEntry('agency', '2024-01-01T00:00:00.000Z', second);
    await refuseSomebody('2020-01-01T00:00:00.000Z');
    await forgetAt('2025-01-01T00:00:00.000Z', 3);
    expect(await openedOf('agency')).toEqual([1, 2]);
    expect(await accountsOf('agency')).toEqual([null]);
  });

  it('leaves the ledger to verify as before, and a receipt without what it opened', async () => {
    const keys = newKeys();
    const before = smallLedger(keys, written);
    await storeEntries();
    await forgetAt(tenYearsLater);
    const left = new Map(
      (await pageOfEntries(table, smallLog, null)).rows.map(({ leaf }) => [
        `${leaf.entity} ${leaf.sequence}`,
        leaf,
      ]),
    );
    const entries = written.map(({ leaf }) => left.get(`${leaf.entity} ${leaf.sequence}`));
    const receipts = before.receipts.map((receipt) => ({ ...receipt, disclosure: null }));
    const [checkpoints, , ...others] = filesOf({ ...before, receipts });
    const ledger = { name: 'ledger.json', text: canonicalJson({ ...before.ledger, entries }) };
    if (checkpoints === undefined) throw new Error('There are no checkpoints');
    const { held, broken } = checkFiles([checkpoints, ledger, ...others], spkiOf(keys));
    expect(broken).toBeNull();
    expect(held).not.toEqual([]);
  });
});
