import * as v from 'valibot';
import { shardOf } from '../../platform/digest.ts';
import type { Instant } from '../../platform/instant.ts';
import {
  InvalidCursor,
  type Page,
  type Row,
  type Table,
  type TableKey,
  toAttributes,
} from '../../platform/table.ts';
import {
  type Delivery,
  deliveryIdOf,
  deliveryStates,
  leaseUntil,
  type Outcome,
  tellsOfProposals,
} from '../rules.ts';
import type { Outgoing } from './outbox.ts';
import { parseNotice } from './notice-row.ts';

/** What names a delivery: to whom, when it was recorded, and its id. */
export type DeliveryName = Pick<Delivery, 'accountId' | 'recordedAt' | 'deliveryId'>;

const inboxPrefix = 'NOTICE#';

/** In the person's own partition, by time: the inbox is one query. */
const deliveryKey = ({ accountId, recordedAt, deliveryId }: DeliveryName): TableKey => ({
  pk: `ACCOUNT#${accountId}`,
  sk: `${inboxPrefix}${recordedAt}#${deliveryId}`,
});

const shards = 8;
const pendingPartitions = Array.from({ length: shards }, (_, shard) => `DELIVERIES#PENDING#${shard}`);

/** What tells of proposals is listed apart, so that the list before the opening has not even a gap to show. */
const listName = (roundId: string, which: 'OPEN' | 'SEALED', shard: number): string =>
  `NOTICES#${roundId}#${which}#${shard}`;

const deliveryRow = v.object({
  state: v.picklist(deliveryStates),
  deliveryId: v.string(),
  accountId: v.string(),
  notice: v.pipe(v.unknown(), v.transform(parseNotice)),
  recordedAt: v.string(),
  dueAt: v.string(),
  attempts: v.number(),
  sentAt: v.nullable(v.string()),
  failure: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Delivery>;

const parseDelivery = (row: Row): Delivery => v.parse(deliveryRow, row);

const pendingPlace = ({ deliveryId, dueAt }: Pick<Delivery, 'deliveryId' | 'dueAt'>): Row => ({
  collection: pendingPartitions[shardOf(deliveryId, shards)],
  position: `${dueAt}#${deliveryId}`,
});

const roundPlace = ({ deliveryId, notice, recordedAt }: Delivery): Row =>
  notice.roundId === null
    ? {}
    : {
        log: listName(
          notice.roundId,
          tellsOfProposals(notice) ? 'SEALED' : 'OPEN',
          shardOf(deliveryId, shards),
        ),
        logPosition: `${recordedAt}#${deliveryId}`,
      };

/**
 * Makes the delivery of a notice to a person, leased to whoever makes it. Null where it was made before: then it is
 * on its way without us.
 */
export const makeDelivery = async (
  table: Table,
  { notice, recordedAt }: Pick<Outgoing, 'notice' | 'recordedAt'>,
  accountId: string,
  at: Instant,
): Promise<Delivery | null> => {
  const delivery: Delivery = {
    state: 'PENDING',
    deliveryId: deliveryIdOf(notice.noticeId, accountId),
    accountId,
    notice,
    recordedAt,
    dueAt: leaseUntil(at),
    attempts: 1,
    sentAt: null,
    failure: null,
  };
  const isNew = await table.putNew({
    ...deliveryKey(delivery),
    ...delivery,
    ...pendingPlace(delivery),
    ...roundPlace(delivery),
  });
  return isNew ? delivery : null;
};

/** Deliveries that are due at `at`, the longest due first, up to `limit` of each shard. */
export const listDue = async (table: Table, at: Instant, limit: number): Promise<readonly Delivery[]> => {
  const pages = await Promise.all(
    pendingPartitions.map((partition) => table.page(partition, { index: 'collection', limit })),
  );
  return pages
    .flatMap(({ rows }) => rows.map(parseDelivery))
    .filter(({ dueAt, state }) => state === 'PENDING' && dueAt <= at);
};

/** Takes the lease of a delivery that is due; null where another worker has it or it is settled. */
export const lease = async (table: Table, delivery: Delivery, at: Instant): Promise<Delivery | null> => {
  const leased: Delivery = { ...delivery, dueAt: leaseUntil(at), attempts: delivery.attempts + 1 };
  const isOurs = await change(table, delivery, {
    condition: '#state = :pending AND #dueAt = :held',
    values: { ':pending': 'PENDING', ':held': delivery.dueAt },
    set: { dueAt: leased.dueAt, attempts: leased.attempts, ...pendingPlace(leased) },
  });
  return isOurs ? leased : null;
};

/** Puts a delivery off; `failure` is the code of what failed. */
export const postpone = async (
  table: Table,
  delivery: Delivery,
  dueAt: Instant,
  failure: string,
): Promise<void> => {
  await change(table, delivery, {
    condition: '#state = :pending',
    values: { ':pending': 'PENDING' },
    set: { dueAt, failure, ...pendingPlace({ ...delivery, dueAt }) },
  });
};

/** The mail service has taken it, or nobody can be written to. What came back meanwhile stays so. */
export const settle = async (
  table: Table,
  delivery: Delivery,
  outcome: Pick<Delivery, 'state' | 'sentAt' | 'failure'>,
): Promise<void> => {
  await change(table, delivery, {
    condition: '#state = :pending',
    values: { ':pending': 'PENDING' },
    set: { ...outcome },
    remove: ['collection', 'position'],
  });
};

/**
 * Keeps what became of a message. It may be told before we have written down that it was sent, again, and out of order:
 * that it arrived counts only where nothing worse is known. False where there is no such delivery, or nothing to add.
 */
export const recordReturn = (
  table: Table,
  name: DeliveryName,
  { state, failure }: Outcome,
): Promise<boolean> =>
  change(table, name, {
    condition: state === 'DELIVERED' ? '#state IN (:pending, :sent)' : 'attribute_exists(pk)',
    values: state === 'DELIVERED' ? { ':pending': 'PENDING', ':sent': 'SENT' } : {},
    set: { state, failure },
    remove: ['collection', 'position'],
  });

type Changed = {
  readonly condition: string;
  readonly values: Row;
  readonly set: Row;
  readonly remove?: readonly string[];
};

const change = async (
  table: Table,
  name: DeliveryName,
  { condition, values, set, remove = [] }: Changed,
): Promise<boolean> => {
  const fields = Object.keys(set);
  const used = [
    ...fields,
    ...remove,
    ...['state', 'dueAt'].filter((field) => condition.includes(`#${field}`)),
  ];
  const cancelled = await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes(deliveryKey(name)),
        ConditionExpression: condition,
        UpdateExpression: [
          `SET ${fields.map((field) => `#${field} = :new_${field}`).join(', ')}`,
          ...(remove.length === 0 ? [] : [`REMOVE ${remove.map((field) => `#${field}`).join(', ')}`]),
        ].join(' '),
        ExpressionAttributeNames: Object.fromEntries(used.map((field) => [`#${field}`, field])),
        ExpressionAttributeValues: toAttributes({
          ...values,
          ...Object.fromEntries(fields.map((field) => [`:new_${field}`, set[field]])),
        }),
      },
    },
  ]);
  if (cancelled !== null && !cancelled.some(({ code }) => code === 'ConditionalCheckFailed'))
    throw new Error('A delivery could not be written');
  return cancelled === null;
};

const inboxPageSize = 20;

/** A page of a person's notices, the newest first. */
export const pageOfInbox = async (
  table: Table,
  accountId: string,
  cursor: string | null,
): Promise<Page<Delivery>> => {
  const page = await table.page(`ACCOUNT#${accountId}`, {
    prefix: inboxPrefix,
    limit: inboxPageSize,
    cursor,
    descending: true,
  });
  return { rows: page.rows.map(parseDelivery), cursor: page.cursor };
};

const roundPageSize = 100;

/** A page of a round's deliveries, list after list; what tells of proposals only `afterOpening`. */
export const pageOfRound = async (
  table: Table,
  roundId: string,
  afterOpening: boolean,
  cursor: string | null,
): Promise<Page<Delivery>> => {
  const lists = (afterOpening ? (['OPEN', 'SEALED'] as const) : (['OPEN'] as const)).flatMap((which) =>
    Array.from({ length: shards }, (_, shard) => listName(roundId, which, shard)),
  );
  const [, written = '', inner = ''] = /^(\d{1,2})\.(.*)$/u.exec(cursor ?? '0.') ?? [];
  const rows: Delivery[] = [];
  let within = inner === '' ? null : inner;
  for (let place = written === '' ? lists.length : Number(written); ; place += 1) {
    const list = lists[place];
    if (list === undefined) {
      if (place > lists.length || written === '')
        throw new InvalidCursor('This cursor does not belong to this list');
      return { rows, cursor: null };
    }
    const page = await table.page(list, { index: 'log', limit: roundPageSize - rows.length, cursor: within });
    rows.push(...page.rows.map(parseDelivery));
    if (page.cursor !== null) return { rows, cursor: `${place}.${page.cursor}` };
    within = null;
    if (rows.length >= roundPageSize && place + 1 < lists.length) return { rows, cursor: `${place + 1}.` };
  }
};

/** Where the deliveries of a round's notices are kept, each in the partition of whom it went to. */
export const deliveryKeysOfRound = async (table: Table, roundId: string): Promise<readonly TableKey[]> => {
  const keys: TableKey[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Delivery> = await pageOfRound(table, roundId, true, cursor);
    keys.push(...page.rows.map(deliveryKey));
    cursor = page.cursor;
  } while (cursor !== null);
  return keys;
};
