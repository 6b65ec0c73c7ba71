import { expect, it } from '@jest/globals';
import { rushHour } from '../support/rush/rush-hour.ts';
import { sharedStack } from '../support/stack.ts';

const rush = { sessions: 20, submissions: 100, windowInSeconds: 8, concurrency: 8 };

it('loses, doubles and misjudges nothing in the last seconds before a deadline', async () => {
  const found = await rushHour(sharedStack(), rush);
  console.log(
    `R12: ${rush.submissions} submissions of ${rush.sessions} sessions: ${found.acknowledged} acknowledged, ` +
      `${found.refusedLate} refused as late, 0 lost, doubled or misjudged`,
  );
  expect(found).toMatchObject({
    acknowledgedAndLost: 0,
    doubled: 0,
    lateAccepted: 0,
    inTimeRefused: 0,
    unanswered: 0,
    disagreements: 0,
  });
  expect(found.acknowledged + found.refusedLate).toBe(rush.submissions);
}, 90_000);
