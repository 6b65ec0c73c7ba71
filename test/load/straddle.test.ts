import { expect, it } from '@jest/globals';
import { straddleDeadline } from '../support/rush/straddle.ts';
import { createTestTable } from '../support/test-table.ts';

const submissions = 10_000;

it('takes everything in time and nothing late of 10,000 submissions at once, and no key is written by all', async () => {
  const found = await straddleDeadline(await createTestTable(), submissions, 32);
  console.log(
    `P7: ${submissions} submissions straddling the deadline, ${found.acknowledged} acknowledged, ` +
      `${found.lateAccepted} late accepted, ${found.acknowledgedAndLost} acknowledged and lost, ` +
      `${found.inTimeRefused} in time refused, ${found.doubled} doubled\n` +
      `P6: hottest base key ${found.hottestBaseKeyInPercent.toFixed(3)} % of writes, hottest index keys ` +
      `${found.hottestCollectionKeyInPercent.toFixed(1)} % and ${found.hottestLogKeyInPercent.toFixed(1)} %`,
  );
  expect(found).toMatchObject({
    acknowledged: found.due,
    acknowledgedAndLost: 0,
    doubled: 0,
    lateAccepted: 0,
    inTimeRefused: 0,
  });
  expect(found.hottestBaseKeyInPercent).toBeLessThanOrEqual(0.1);
  expect(found.hottestCollectionKeyInPercent).toBeLessThanOrEqual(15);
  expect(found.hottestLogKeyInPercent).toBeLessThanOrEqual(15);
}, 900_000);
