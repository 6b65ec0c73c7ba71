import { Duration } from 'aws-cdk-lib';
import {
  EventSourceMapping,
  FilterCriteria,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export type FollowTableProps = {
  readonly tableStreamArn: string;
  readonly follower: LambdaFunction;
  /** Which records it gets: a pattern over the stream's records. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** How many batches of a shard at a time; the records of one key come one after another all the same. */
  readonly batchesAtOnce: number;
  readonly recordsInBatch?: number;
  /** Takes the place of records that it failed on until they were a day old. */
  readonly onFailure: IQueue;
};

/**
 * Calls a function with the table's writes, in the order of each key. A stream bears two followers, no more; the
 * function's role must be allowed to read it (permissions.ts).
 */
export const followTable = (
  scope: Construct,
  id: string,
  { tableStreamArn, follower, pattern, batchesAtOnce, recordsInBatch = 10, onFailure }: FollowTableProps,
): EventSourceMapping =>
  new EventSourceMapping(scope, id, {
    target: follower,
    eventSourceArn: tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: recordsInBatch,
    parallelizationFactor: batchesAtOnce,
    filters: [FilterCriteria.filter({ ...pattern })],
    bisectBatchOnError: true,
    maxRecordAge: Duration.days(1),
    onFailure: new SqsDlq(onFailure),
  });
