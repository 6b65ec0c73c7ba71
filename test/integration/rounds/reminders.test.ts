import { expect, it } from '@jest/globals';
import { createDeadlineReached } from '../../../functions/rounds/deadline-reached.ts';
import { armedSchedules } from '../../support/armed-schedules.ts';
import { changeRound, deadline, storeCall } from '../../support/call-world.ts';
import { fakeWorkflow } from '../../support/fake-workflow.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { workflow } = fakeWorkflow();

const aDayBefore = '2020-05-30T15:00:00.000Z';
const key = { kind: 'reminder', reminder: 'deadline-in-24-hours', deadline } as const;

const fire = (roundId: string, at: string) =>
  createDeadlineReached({
    table,
    workflow,
    clock: () => at,
    settleInspection: () => Promise.resolve(),
  })({ ...key, roundId });

const recorded = (roundId: string) =>
  table.get({ pk: `NOTICE#deadline-in-24-hours/${roundId}/${deadline}`, sk: 'NOTICE' });

it('arms the reminders that are still ahead when the machine waits for the deadline', async () => {
  const { roundId, generation } = await storeCall(table, 'arn:aws:kms:ap-northeast-2:000000000000:key/none');
  const wait = { roundId, generation, phase: 'CALL_FOR_PROPOSALS' };
  const armed = await armedSchedules(table, wait, '2020-05-25T00:00:00.000Z');
  expect(armed.slice(1)).toEqual([
    [`${roundId}-deadline-in-24-hours`, aDayBefore, { ...key, roundId }],
    [
      `${roundId}-deadline-in-1-hour`,
      '2020-05-31T14:00:00.000Z',
      { ...key, reminder: 'deadline-in-1-hour', roundId },
    ],
  ]);
});

it('records a reminder once when its schedule fires, and none for a deadline that moved', async () => {
  const { roundId } = await storeCall(table, 'arn:aws:kms:ap-northeast-2:000000000000:key/none');
  await fire(roundId, '2020-05-30T14:59:59.999Z');
  expect(await recorded(roundId)).toBeNull();
  await fire(roundId, aDayBefore);
  await fire(roundId, '2020-05-30T16:00:00.000Z');
  expect(await recorded(roundId)).toMatchObject({
    kind: 'deadline-in-24-hours',
    recordedAt: aDayBefore,
    audience: { kind: 'round-drafters', roundId },
  });

  const moved = await storeCall(table, 'arn:aws:kms:ap-northeast-2:000000000000:key/none');
  await changeRound(table, moved.roundId, {
    deadlines: { ...moved.deadlines, proposals: '2020-06-05T15:00:00.000Z' },
  });
  await fire(moved.roundId, aDayBefore);
  expect(await recorded(moved.roundId)).toBeNull();
});
