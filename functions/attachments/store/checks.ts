import * as v from 'valibot';
import { shardOf } from '../../platform/digest.ts';
import type { Instant } from '../../platform/instant.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { type Attachment, firstCheckAt, nextCheckAt, type WaitingCheck } from '../rules.ts';

const shards = 8;
const waitingPartitions = Array.from({ length: shards }, (_, shard) => `ATTACHMENTS#WAITING#${shard}`);

const positionOf = (dueAt: Instant, attachmentId: string): string => `${dueAt}#${attachmentId}`;

/**
 * Where a received file stands in the list of those that wait for their check; nowhere in any other state. It is sharded,
 * since everybody's files come in the hour before a deadline.
 */
export const waitingPlace = ({ state, attachmentId, receivedAt }: Attachment): Row => {
  if (state !== 'RECEIVED' || receivedAt === null) return {};
  const dueAt = firstCheckAt(receivedAt);
  return {
    collection: waitingPartitions[shardOf(attachmentId, shards)],
    position: positionOf(dueAt, attachmentId),
    checkTries: 0,
    checkDueAt: dueAt,
  };
};

const waitingRow = v.pipe(
  v.object({
    pk: v.string(),
    sk: v.string(),
    attachmentId: v.string(),
    objectKey: v.string(),
    versionId: v.string(),
    checkTries: v.number(),
    checkDueAt: v.string(),
  }),
  v.transform(({ pk, sk, checkTries, checkDueAt, ...named }) => ({
    key: { pk, sk },
    check: { ...named, tries: checkTries, dueAt: checkDueAt },
  })),
) satisfies v.GenericSchema<unknown, Waiting>;

/** A check that waits, with its row's key. */
export type Waiting = { readonly key: TableKey; readonly check: WaitingCheck };

/** The checks that are due at `at`, up to `limit` of each shard, the longest due first. The list lags behind the writes. */
export const listDueChecks = async (
  table: Table,
  at: Instant,
  limit: number,
): Promise<readonly Waiting[]> => {
  const pages = await Promise.all(
    waitingPartitions.map((partition) => table.page(partition, { index: 'collection', limit })),
  );
  return pages
    .flatMap(({ rows }) => rows.map((row) => v.parse(waitingRow, row)))
    .filter(({ check }) => check.dueAt <= at)
    .sort((left, right) => (left.check.dueAt < right.check.dueAt ? -1 : 1));
};

/** Counts a try and puts the next one off, so that no other sweep begins; false where it is another's or checked by now. */
export const beginCheck = (table: Table, { key, check }: Waiting, at: Instant): Promise<boolean> => {
  const tries = check.tries + 1;
  const dueAt = nextCheckAt(tries, at);
  return change(table, key, check, {
    expression: 'SET #tries = :tries, #dueAt = :dueAt, #position = :position',
    names: { '#tries': 'checkTries', '#position': 'position' },
    values: { ':tries': tries, ':dueAt': dueAt, ':position': positionOf(dueAt, check.attachmentId) },
  });
};

/** Takes a file off the list, which stays RECEIVED; false where it is another's or checked by now. */
export const giveCheckUp = (table: Table, { key, check }: Waiting): Promise<boolean> =>
  change(table, key, check, {
    expression: 'REMOVE #collection, #position',
    names: { '#collection': 'collection', '#position': 'position' },
    values: {},
  });

type Changed = {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Row;
};

/** Only the place in the list changes, no state and no version: a check that is under way is not disturbed. */
const change = async (
  table: Table,
  key: TableKey,
  { dueAt }: WaitingCheck,
  { expression, names, values }: Changed,
): Promise<boolean> => {
  const cancelled = await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes(key),
        ConditionExpression: '#state = :received AND #dueAt = :held AND attribute_exists(#position)',
        UpdateExpression: expression,
        ExpressionAttributeNames: { ...names, '#state': 'state', '#dueAt': 'checkDueAt' },
        ExpressionAttributeValues: toAttributes({ ...values, ':received': 'RECEIVED', ':held': dueAt }),
      },
    },
  ]);
  return cancelled === null;
};
