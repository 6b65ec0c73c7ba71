import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetScheduleCommand, paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { paginateGetExecutionHistory, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { readMails } from '../../infra/local/mails.ts';
import { askService } from './signed-call.ts';
import type { SharedStack } from './stack.ts';

/** A place beside the API where something may show, and all that stands there. */
export type WatchedPlace = { readonly name: string; readonly text: string };

const token = v.optional(v.string());

/** Every line that a function, the gateway or a machine has logged since `since`, by the log's name. */
const readLogs = async (since: number): Promise<readonly WatchedPlace[]> => {
  const groups = v.object({ logGroups: v.array(v.object({ logGroupName: v.string() })) });
  const { logGroups } = await askService('logs', 'Logs_20140328.DescribeLogGroups', {}, groups);
  const page = v.object({ events: v.array(v.object({ message: v.string() })), nextToken: token });
  return Promise.all(
    logGroups.map(async ({ logGroupName }) => {
      const lines: string[] = [];
      let nextToken: string | undefined;
      do {
        const input = { logGroupName, startTime: since, ...(nextToken === undefined ? {} : { nextToken }) };
        const found = await askService('logs', 'Logs_20140328.FilterLogEvents', input, page);
        lines.push(...found.events.map(({ message }) => message));
        ({ nextToken } = found);
      } while (nextToken !== undefined);
      return { name: `log ${logGroupName}`, text: lines.join('\n') };
    }),
  );
};

/** The names and dimensions of every metric. */
const readMetrics = async (): Promise<WatchedPlace> => ({
  name: 'metrics',
  text: JSON.stringify(
    await askService('monitoring', 'GraniteServiceVersion20100801.ListMetrics', {}, v.unknown()),
  ),
});

/** Every rule for events, with what it hands them to. */
export const readRules = async () => {
  const rules = v.object({ Rules: v.array(v.looseObject({ Name: v.string(), EventPattern: token })) });
  const targets = v.object({ Targets: v.array(v.looseObject({ Arn: v.string() })) });
  const { Rules } = await askService('events', 'AWSEvents.ListRules', {}, rules);
  return Promise.all(
    Rules.map(async (rule) => ({
      ...rule,
      ...(await askService('events', 'AWSEvents.ListTargetsByRule', { Rule: rule.Name }, targets)),
    })),
  );
};

/** What waits in the queues, which hold what failed. */
const readQueues = async (): Promise<readonly WatchedPlace[]> => {
  const urls = v.object({ QueueUrls: v.optional(v.array(v.string()), []) });
  const { QueueUrls } = await askService('sqs', 'AmazonSQS.ListQueues', {}, urls);
  return Promise.all(
    QueueUrls.map(async (QueueUrl) => {
      const input = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
      const messages = await askService('sqs', 'AmazonSQS.ReceiveMessage', input, v.unknown());
      return { name: `queue ${QueueUrl}`, text: JSON.stringify(messages) };
    }),
  );
};

/** The whole history of every execution that began since `since`. */
const readExecutions = async ({ outputs }: SharedStack, since: number): Promise<readonly WatchedPlace[]> => {
  const client = new SFNClient({});
  const places: WatchedPlace[] = [];
  for (const machine of ['RoundMachineArn', 'PurchaseMachineArn'])
    for await (const { executions = [] } of paginateListExecutions(
      { client },
      { stateMachineArn: outputs[machine] },
    ))
      for (const { executionArn, startDate } of executions) {
        if ((startDate?.getTime() ?? 0) < since) continue;
        const history: unknown[] = [];
        for await (const { events } of paginateGetExecutionHistory({ client }, { executionArn }))
          history.push(events);
        places.push({ name: `execution ${executionArn ?? ''}`, text: JSON.stringify(history) });
      }
  return places;
};

/** What every schedule will say when it fires. */
const readSchedules = async ({ outputs }: SharedStack): Promise<WatchedPlace> => {
  const client = new SchedulerClient({});
  const GroupName = outputs['ScheduleGroupName'];
  const schedules: unknown[] = [];
  for await (const { Schedules = [] } of paginateListSchedules({ client }, { GroupName }))
    for (const { Name } of Schedules) {
      const { $metadata: _, ...schedule } = await client.send(new GetScheduleCommand({ GroupName, Name }));
      schedules.push(schedule);
    }
  return { name: 'schedules', text: JSON.stringify(schedules) };
};

/** What is kept in the bucket beside the attachments: records that are handed out, a log's tiles. */
const readRecords = async ({ outputs }: SharedStack): Promise<readonly WatchedPlace[]> => {
  const client = new S3Client({ forcePathStyle: true });
  const Bucket = outputs['BucketName'];
  const places: WatchedPlace[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
    for (const { Key = '' } of Contents) {
      if (Key.startsWith('attachments/')) continue;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      places.push({ name: `object ${Key}`, text: `${Key}\n${(await Body?.transformToString()) ?? ''}` });
    }
  return places;
};

/** Every mail to anybody but `insiders`. */
const readMailsToOthers = async (
  { endpoint }: SharedStack,
  insiders: readonly string[],
): Promise<readonly WatchedPlace[]> =>
  (await readMails(endpoint))
    .filter(({ to }) => !to.every((address) => insiders.includes(address)))
    .map((mail) => ({ name: `mail to ${mail.to.join(', ')}`, text: JSON.stringify(mail) }));

/**
 * All that stands beside the API since `since` (milliseconds): logs, metrics, rules for events, queues, executions,
 * schedules, records and the mails to whoever is none of the `insiders` (addresses).
 */
export const readWatchedPlaces = async (
  stack: SharedStack,
  since: number,
  insiders: readonly string[],
): Promise<readonly WatchedPlace[]> => [
  ...(await readLogs(since)),
  await readMetrics(),
  { name: 'rules', text: JSON.stringify(await readRules()) },
  ...(await readQueues()),
  ...(await readExecutions(stack, since)),
  await readSchedules(stack),
  ...(await readRecords(stack)),
  ...(await readMailsToOthers(stack, insiders)),
];

/** Every row of the table as it lies there. */
export const readRows = async ({ outputs, endpoint }: SharedStack): Promise<string> => {
  const client = new DynamoDBClient({ endpoint });
  const rows: unknown[] = [];
  for await (const { Items } of paginateScan(
    { client },
    { TableName: outputs['TableName'], ConsistentRead: true },
  ))
    rows.push(Items);
  return JSON.stringify(rows);
};
