import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Instant } from './instant.ts';

export type Scheduler = ReturnType<typeof createScheduler>;

type SchedulerVariables = {
  readonly SCHEDULE_GROUP_NAME: string;
  readonly SCHEDULE_ROLE_ARN: string;
  readonly SCHEDULE_DEAD_LETTER_ARN: string;
  readonly DEADLINE_REACHED_ARN: string;
};

/** One-time schedules that call `deadline-reached`. They nudge: what a deadline makes true is told by the clock. */
export const createScheduler = (variables: SchedulerVariables, client = new SchedulerClient({})) => ({
  /** Makes or moves the schedule `name` to fire at `at` (whole seconds, rounded up) with `payload`. */
  async scheduleAt(name: string, at: Instant, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const schedule: CreateScheduleCommandInput = {
      GroupName: variables.SCHEDULE_GROUP_NAME,
      Name: name,
      ScheduleExpression: `at(${wholeSecond(at)})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: variables.DEADLINE_REACHED_ARN,
        RoleArn: variables.SCHEDULE_ROLE_ARN,
        Input: JSON.stringify(payload),
        DeadLetterConfig: { Arn: variables.SCHEDULE_DEAD_LETTER_ARN },
        RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3600 },
      },
      ClientToken: createHash('sha256').update(`${name}@${at}`).digest('hex'),
    };
    try {
      await client.send(new CreateScheduleCommand(schedule));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
      await client.send(new UpdateScheduleCommand(schedule));
    }
  },
});

const wholeSecond = (at: Instant): string =>
  new Date(Math.ceil(Date.parse(at) / 1000) * 1000).toISOString().slice(0, 19);
