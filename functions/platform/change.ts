import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Instant } from './instant.ts';
import { type Actor, entryHash, entryOf, type LedgerEntry, type LogName } from './ledger.ts';
import { newSecret } from './ids.ts';
import { shardOf } from './digest.ts';
import type { Refusal } from './refusal.ts';
import { type Row, type TableKey, toAttributes } from './table.ts';

/** What the table keeps about every stored thing beside its own fields. */
export type Bookkeeping = {
  /** Counts writes; the ETag of HTTP. */
  readonly version: number;
  readonly entryCount: number;
  readonly lastEntryHash: string | null;
};

/** A thing as read from the table: its own fields with the table's bookkeeping. */
export type Stored<T> = T & { readonly bookkeeping: Bookkeeping };

/** More that must hold of the row as it lies there, tested in the write condition itself. */
export type Guard = {
  /** A DynamoDB condition on the present row, with `names` and `values` for its placeholders. */
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Row;
  /** What to answer when it does not hold. */
  readonly refusal: (present: Row) => Refusal;
};

/** One change of one thing: what it was, what it becomes, and how the ledger tells of it. */
export type Change<T extends { readonly state: string } = { readonly state: string }> = {
  readonly key: TableKey;
  readonly entity: string;
  readonly log: LogName;
  /** `null` for a write that is no change of state (a draft saved): it leaves no entry. */
  readonly action: string | null;
  readonly reason?: string | null;
  /** As read; `null` makes the thing. */
  readonly before: Stored<T> | null;
  readonly after: T;
  /** `collection`, `position` and other attributes that indexes read. */
  readonly indexed?: Row;
  readonly guard?: Guard;
  /** What to answer when the thing to be made exists; else `already-exists`. */
  readonly exists?: (present: Row) => Refusal;
};

/** A change made ready: its writes and, where it changes state, its entry. */
export type PreparedChange = {
  /** The version that the write makes. */
  readonly version: number;
  readonly stateWrite: TransactWriteItem;
  readonly entry: { readonly leaf: LedgerEntry; readonly secret: string; readonly row: Row } | null;
};

const logShards = 8;

/** The shards of a log's index; eight, so that a deadline's rush does not meet on one key. */
export const logPartitions = (log: LogName, kind: 'LEDGER' | 'REFUSALS' = 'LEDGER'): readonly string[] =>
  Array.from({ length: logShards }, (_, shard) => `${kind}#${log}#${shard}`);

/** The index attributes that place a line in its log. */
export const logPlace = (log: LogName, kind: 'LEDGER' | 'REFUSALS', at: Instant, name: string): Row => ({
  log: `${kind}#${log}#${shardOf(name, logShards)}`,
  logPosition: `${at}#${name}`,
});

/** A stored thing's own fields, to build what it becomes. */
export const fieldsOf = <T extends object>(stored: Stored<T>): Omit<Stored<T>, 'bookkeeping'> => {
  const { bookkeeping: _, ...own } = stored;
  return own;
};

/** Reads the bookkeeping of a row; throws where the row is not of our making. */
export const bookkeepingOf = (row: Row): Bookkeeping => {
  const { version, entryCount, lastEntryHash } = row;
  if (typeof version !== 'number' || typeof entryCount !== 'number')
    throw new TypeError(`The row ${String(row['pk'])} / ${String(row['sk'])} has no bookkeeping`);
  return { version, entryCount, lastEntryHash: typeof lastEntryHash === 'string' ? lastEntryHash : null };
};

/** Turns a change into its writes. Pure but for the entry's secret. */
export const prepareChange = (change: Change, actor: Actor, at: Instant): PreparedChange => {
  const { before, after, key } = change;
  const held: Bookkeeping = before?.bookkeeping ?? { version: 0, entryCount: 0, lastEntryHash: null };
  const entry = change.action === null ? null : prepareEntry(change, change.action, held, actor, at);
  const row: Row = {
    ...after,
    ...change.indexed,
    ...key,
    version: held.version + 1,
    entryCount: held.entryCount + (entry === null ? 0 : 1),
    lastEntryHash: entry === null ? held.lastEntryHash : entryHash(entry.leaf),
  };
  const { guard } = change;
  const expectation =
    before === null ? 'attribute_not_exists(pk)' : '#version = :heldVersion AND #state = :heldState';
  return {
    version: held.version + 1,
    entry,
    stateWrite: {
      Put: {
        TableName: undefined,
        Item: toAttributes(row),
        ConditionExpression: guard === undefined ? expectation : `${expectation} AND (${guard.condition})`,
        ...(before === null
          ? namesAndValues(guard?.names, guard?.values)
          : namesAndValues(
              { '#version': 'version', '#state': 'state', ...guard?.names },
              { ':heldVersion': held.version, ':heldState': before.state, ...guard?.values },
            )),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
  };
};

const namesAndValues = (
  names: Readonly<Record<string, string>> | undefined,
  values: Row | undefined,
): object => ({
  ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  ...(values === undefined ? {} : { ExpressionAttributeValues: toAttributes(values) }),
});

const prepareEntry = (change: Change, action: string, held: Bookkeeping, actor: Actor, at: Instant) => {
  const secret = newSecret();
  const leaf = entryOf(
    {
      log: change.log,
      entity: change.entity,
      sequence: held.entryCount + 1,
      previous: held.lastEntryHash,
      at,
      action,
      from: change.before?.state ?? null,
      to: change.after.state,
      actor,
      reason: change.reason ?? null,
      before: change.before === null ? null : fieldsOf(change.before),
      after: change.after,
    },
    secret,
  );
  const [kind = ''] = change.key.sk.split('#');
  const number = `${leaf.entity}#${String(leaf.sequence).padStart(8, '0')}`;
  const row: Row = {
    pk: change.key.pk,
    // By the entity's public name, not by the thing's key, which may name a person: cursors of the log show it.
    sk: `ENTRY#${kind}#${number}`,
    leaf,
    // Beside the leaf, so that it can be deleted without touching what the log has hashed.
    disclosure: { secret, actor, reason: change.reason ?? null, after: change.after },
    ...logPlace(change.log, 'LEDGER', at, number),
  };
  return { leaf, secret, row };
};
