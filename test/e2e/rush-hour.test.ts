import { expect, it } from '@jest/globals';
import { rushHour, toldOf } from '../support/rush/rush-hour.ts';
import { sharedStack } from '../support/stack.ts';

const rush = { sessions: 20, submissions: 100, windowInSeconds: 8, concurrency: 8 };

it('loses, doubles and misjudges nothing in the last seconds before a deadline', async () => {
  const found = await rushHour(sharedStack(), rush);
  console.log(
    `R12: ${rush.submissions} submissions of ${rush.sessions} sessions: ${found.acknowledged} acknowledged, ` +
      `${found.refusedLate} refused as late, ${found.acknowledgedAndLost} acknowledged and lost, ` +
      `${found.doubled} doubled, ${found.lateAccepted} late accepted, ${found.inTimeRefused} in time refused, ` +
      `${found.unanswered} unanswered, ${found.disagreements} judged otherwise`,
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
  // The sequencer takes as many at once as the stream hands it, which may be few; a count kept by submissions would be hotter.
  expect(found.written.hottestElsewhere).toBeLessThan(found.acknowledged);
  expect(found.written.keys).toBeGreaterThanOrEqual(found.acknowledged);
  expect(found.acknowledged + found.refusedLate).toBe(rush.submissions);
}, 90_000);
