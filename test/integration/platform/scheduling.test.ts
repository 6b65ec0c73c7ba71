import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterAll } from '@jest/globals';
import { createScheduler } from '../../../functions/platform/scheduling.ts';

const client = new SchedulerClient({});
const variables = {
  SCHEDULE_GROUP_NAME: `test-${crypto.randomUUID()}`,
  SCHEDULE_ROLE_ARN: 'arn:aws:iam::000000000000:role/scheduler',
  SCHEDULE_DEAD_LETTER_ARN: 'arn:aws:sqs:ap-northeast-2:000000000000:dead-letters',
  DEADLINE_REACHED_ARN: 'arn:aws:lambda:ap-northeast-2:000000000000:function:deadline-reached',
};
const scheduler = createScheduler(variables, client);

beforeAll(async () => {
  await client.send(new CreateScheduleGroupCommand({ Name: variables.SCHEDULE_GROUP_NAME }));
});

afterAll(async () => {
  await client.send(new DeleteScheduleGroupCommand({ Name: variables.SCHEDULE_GROUP_NAME }));
});

const read = (Name: string) =>
  client.send(new GetScheduleCommand({ GroupName: variables.SCHEDULE_GROUP_NAME, Name }));

describe('a schedule', () => {
  it('fires once, in UTC, on the first whole second that is not before the instant', async () => {
    for (const [at, expression] of [
      ['2099-05-31T15:00:00.000Z', 'at(2099-05-31T15:00:00)'],
      ['2099-05-31T14:59:59.001Z', 'at(2099-05-31T15:00:00)'],
      ['2099-12-31T23:59:59.999Z', 'at(2100-01-01T00:00:00)'],
    ] as const) {
      const name = crypto.randomUUID();
      await scheduler.scheduleAt(name, at, { kind: 'round', roundId: 'r1' });
      expect(await read(name)).toMatchObject({
        ScheduleExpression: expression,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: variables.DEADLINE_REACHED_ARN,
          RoleArn: variables.SCHEDULE_ROLE_ARN,
          Input: '{"kind":"round","roundId":"r1"}',
          DeadLetterConfig: { Arn: variables.SCHEDULE_DEAD_LETTER_ARN },
        },
      });
    }
  });

  it('made twice is one, and moves with its deadline', async () => {
    const name = crypto.randomUUID();
    for (const at of ['2099-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z', '2099-02-01T00:00:00.000Z'])
      await scheduler.scheduleAt(name, at, { at });
    expect(await read(name)).toMatchObject({
      ScheduleExpression: 'at(2099-02-01T00:00:00)',
      Target: { Input: '{"at":"2099-02-01T00:00:00.000Z"}' },
    });
  });

  it('that the service refuses for another reason is a fault', async () => {
    await expect(
      createScheduler({ ...variables, SCHEDULE_GROUP_NAME: 'no-such-group' }, client).scheduleAt(
        'x',
        '2099-01-01T00:00:00.000Z',
        {},
      ),
    ).rejects.toThrow();
  });
});
