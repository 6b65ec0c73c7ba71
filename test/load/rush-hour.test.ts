import { expect, it } from '@jest/globals';
import { rushHour, toldOf } from '../support/rush/rush-hour.ts';
import { sharedStack } from '../support/stack.ts';

/** A full hour of the busiest day that Grants.gov has told of, pressed into two minutes. */
const rush = { sessions: 2000, submissions: 3555, windowInSeconds: 120, concurrency: 12 };

it('loses, doubles and misjudges nothing in the last minutes before a deadline', async () => {
  const found = await rushHour(sharedStack(), rush);
  console.log(
    `R12: ${rush.submissions} submissions of ${rush.sessions} sessions in ${rush.windowInSeconds} s: ` +
      `${found.acknowledged} acknowledged, ${found.refusedLate} refused as late, ` +
      `${found.acknowledgedAndLost} acknowledged and lost, ${found.doubled} doubled, ` +
      `${found.lateAccepted} late accepted, ${found.inTimeRefused} in time refused, ` +
      `${found.unanswered} unanswered, ${found.triedAgain} sent again`,
  );
  console.log(toldOf(found.written));
  expect(found).toMatchObject({
    acknowledgedAndLost: 0,
    doubled: 0,
    lateAccepted: 0,
    inTimeRefused: 0,
    unanswered: 0,
    disagreements: 0,
    written: { sharedKeys: [] },
  });
  // A taken submission writes its proposal with its entry, the kept answer and the notice; what the sequencer and the
  // mailer mark in them comes on top.
  expect(found.written.writes).toBeGreaterThanOrEqual(4 * found.acknowledged);
  expect(found.written.hottestElsewhere).toBeLessThan(found.acknowledged / 2);
  expect(found.written.keys).toBeGreaterThanOrEqual(found.acknowledged);
  expect(found.acknowledged + found.refusedLate).toBe(rush.submissions);
  expect(found.refusedLate).toBeGreaterThan(0);
}, 900_000);
