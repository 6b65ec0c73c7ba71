import { expect, it } from '@jest/globals';
import { pageOfEntries, pageOfRefusals } from '../../../functions/ledger/store.ts';
import { refuse } from '../../../functions/platform/refusal.ts';
import { recordRefusal } from '../../../functions/platform/refusal-log.ts';
import { createForgetPeople } from '../../../functions/retention/forget-people.ts';
import { readEnd } from '../../../functions/retention/store.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

it('forgets in the table what is old enough, and leaves what goes on', async () => {
  const table = await createTestTable();
  const { roundId } = await storeRound(table, { state: 'FIRST_USE' });
  for (const details of [{ roundId }, {}])
    await recordRefusal(table, {
      at: '2020-01-01T00:00:00.000Z',
      requestId: crypto.randomUUID(),
      accountId: 'who',
      operation: 'submitScorecard',
      parameters: {},
      refusal: refuse('not-found', details),
    });
  expect(await readEnd(table, roundId)).toBeNull();
  await createForgetPeople({ table, clock: () => '2040-01-01T00:00:00.000Z', policy: { years: 10 } })();
  const { rows } = await pageOfEntries(table, `round/${roundId}`, null);
  expect(rows.map(({ disclosure }) => disclosure === null)).toEqual([false]);
  expect((await pageOfRefusals(table, `round/${roundId}`, null)).rows).toMatchObject([{ accountId: 'who' }]);
  expect((await pageOfRefusals(table, 'agency', null)).rows).toMatchObject([{ accountId: null }]);
});
