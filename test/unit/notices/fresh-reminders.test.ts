import { describe, expect, it } from '@jest/globals';
import { freshlyRenewed } from '../../../functions/evaluation/notices.ts';
import { freshRemindersAt } from '../../../functions/notices/rules.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { freshPanelLike } from '../../support/evaluation.ts';

const deadline = '2020-08-30T00:00:00.000Z';
const hour = 3600;
const before = (hours: number): string => addSeconds(deadline, -hours * hour);

/** What is said from the look at the seating on, each time that there is to be another look. */
const saidFrom = (seatedAt: string): readonly (string | null)[] => {
  const said: (string | null)[] = [];
  for (let at: string | null = seatedAt; at !== null;) {
    const { due, nextAt } = freshRemindersAt(deadline, at);
    said.push(due);
    at = nextAt;
  }
  return said;
};

describe('the reminders of a fresh panel', () => {
  it('are each said when they are due, and none at the end', () => {
    expect(saidFrom(before(15 * 24))).toEqual([
      null,
      'scoring-ends-in-3-days',
      'scoring-ends-in-24-hours',
      'scoring-ends-in-1-hour',
      null,
    ]);
  });

  it('are not lost where the whole time is shorter than one of them: the latest is said at once', () => {
    expect(saidFrom(before(48))).toEqual([
      'scoring-ends-in-3-days',
      'scoring-ends-in-24-hours',
      'scoring-ends-in-1-hour',
      null,
    ]);
    expect(saidFrom(before(20))).toEqual(['scoring-ends-in-24-hours', 'scoring-ends-in-1-hour', null]);
    expect(saidFrom(before(0.5))).toEqual(['scoring-ends-in-1-hour', null]);
  });

  it('come with the warning of a missing quorum from the last day on', () => {
    const isLastDay = (hours: number) => freshRemindersAt(deadline, before(hours)).isLastDay;
    expect([24.01, 24, 1, 0].map(isLastDay)).toEqual([false, true, true, true]);
  });
});

it('a renewal is told to those who sign and write for the lead, once a deadline', () => {
  expect(freshlyRenewed(freshPanelLike(), { proposalId: 'P1', supplierId: 'S1' })).toEqual({
    noticeId: `panel/C1/fresh/P1/renewed/${deadline}`,
    kind: 'fresh-panel-renewed',
    audience: { kind: 'organisation', organisationId: 'S1', roles: ['author', 'signatory'] },
    roundId: 'R1',
    proposalId: 'P1',
    facts: { challengeId: 'C1', deadline },
  });
});
