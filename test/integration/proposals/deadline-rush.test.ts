import { expect, it } from '@jest/globals';
import { straddleDeadline } from '../../support/rush/straddle.ts';
import { createTestTable } from '../../support/test-table.ts';

const submissions = 300;

it('takes everything in time and nothing late of many submissions at once, none waiting for another’s row', async () => {
  const found = await straddleDeadline(await createTestTable(), submissions, 16);
  console.log(`P7: ${submissions} submissions straddling the deadline, ${found.acknowledged} acknowledged`);
  expect(found).toMatchObject({
    acknowledged: found.due,
    acknowledgedAndLost: 0,
    doubled: 0,
    lateAccepted: 0,
    inTimeRefused: 0,
  });
  // A submission's own rows alone: proposal and entry in its partition, the kept answer in its person's; some twice.
  expect(found.writesPerKey).toBeLessThanOrEqual(6);
}, 60_000);
