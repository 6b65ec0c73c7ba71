import * as v from 'valibot';
import { canonicalJson } from '../../platform/canonical-json.ts';
import { logPartitions } from '../../platform/change.ts';
import type { LogName } from '../../platform/ledger.ts';
import { type Page, type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { leafSchema } from '../schema.ts';
import { type Hash, leafHash, nodeHash, type Range, rootOf, splitOf } from '../verify/tree.ts';

/** An entry's row, as far as the log needs it. */
const entryRow = v.object({
  pk: v.string(),
  sk: v.string(),
  leaf: leafSchema,
  /** Where it stands in its log, from 0; absent until it is sequenced. */
  logIndex: v.optional(v.number()),
});
export type LoggedEntry = v.InferOutput<typeof entryRow>;

const leafRow = v.object({ leafHash: v.string(), entryPk: v.string(), entrySk: v.string() });
const nodeRow = v.object({ hash: v.string() });
const headRow = v.object({ size: v.number() });

/** So many leaves make a tile; of each whole tile the root is kept. */
const tileWidth = 256;
/** Two writes an entry, one of the head and one of a tile's root, of the hundred that a transaction holds. */
const batchSize = 45;
const maximumAttempts = 20;

const headKey = (log: LogName): TableKey => ({ pk: `LOG#${log}`, sk: 'HEAD' });
const tilePartition = (log: LogName, tile: number): string => `LOG#${log}#TILE#${tile}`;
const padded = (index: number): string => String(index).padStart(12, '0');
const leafKey = (log: LogName, index: number): TableKey => ({
  pk: tilePartition(log, Math.floor(index / tileWidth)),
  sk: `LEAF#${padded(index)}`,
});
const nodePartition = (log: LogName): string => `LOG#${log}#NODES`;

/** How many entries stand in a log. */
export const readLogSize = async (table: Table, log: LogName): Promise<number> => {
  const row = await table.get(headKey(log));
  return row === null ? 0 : v.parse(headRow, row).size;
};

/**
 * Appends each of the entries to its log, once: whoever else appends at the same time, how often ever it is asked. An
 * entry never stands before its entity's entry before it: one that was not sequenced yet is appended with it. Throws
 * where the table stays too busy; asking again goes on from there.
 */
export const sequenceEntries = async (table: Table, keys: readonly TableKey[]): Promise<void> => {
  const found = await readEntries(table, keys);
  const logs = new Map<string, { readonly log: LogName; readonly entries: LoggedEntry[] }>();
  for (const entry of found) {
    const log = logNameOf(entry);
    const group = logs.get(log) ?? { log, entries: [] };
    group.entries.push(entry);
    logs.set(log, group);
  }
  for (const { log, entries } of logs.values()) {
    const ordered = inOrder(await withPredecessors(table, entries));
    for (let start = 0; start < ordered.length; start += batchSize)
      await appendBatch(table, log, ordered.slice(start, start + batchSize));
  }
};

/** Appends what the stream lost. Reads every entry of the log, eight shards of an index. */
export const reconcileLog = async (table: Table, log: LogName): Promise<void> => {
  for (const partition of logPartitions(log)) {
    let cursor: string | null = null;
    do {
      const page: Page<Row> = await table.page(partition, { index: 'log', cursor });
      const lost = page.rows.map((row) => v.parse(entryRow, row)).filter(isUnsequenced);
      if (lost.length > 0) await sequenceEntries(table, lost);
      cursor = page.cursor;
    } while (cursor !== null);
  }
};

const isUnsequenced = ({ logIndex }: LoggedEntry): boolean => logIndex === undefined;

const logNameOf = ({ leaf }: LoggedEntry): LogName => {
  if (leaf.log === 'agency') return 'agency';
  const [, roundId] = /^round\/(.+)$/u.exec(leaf.log) ?? [];
  if (roundId === undefined) throw new TypeError(`An entry names no log: ${leaf.log}`);
  return `round/${roundId}`;
};

/** The entries under these keys, read consistently. */
const readEntries = async (table: Table, keys: readonly TableKey[]): Promise<LoggedEntry[]> => {
  const rows = await table.getMany(keys.map(({ pk, sk }) => ({ pk, sk })));
  return rows.flatMap((row) => (row === null ? [] : [v.parse(entryRow, row)]));
};

const sequencePattern = /#(\d{8})$/u;

/** The key of the entry before of the same entity; null for the first. */
const predecessorOf = ({ pk, sk, leaf }: LoggedEntry): TableKey | null =>
  leaf.sequence === 1
    ? null
    : { pk, sk: sk.replace(sequencePattern, `#${String(leaf.sequence - 1).padStart(8, '0')}`) };

/** The unsequenced among the entries, and what must come before them. */
const withPredecessors = async (
  table: Table,
  entries: readonly LoggedEntry[],
): Promise<readonly LoggedEntry[]> => {
  const known = new Map<string, LoggedEntry>();
  let next = entries;
  while (next.length > 0) {
    for (const entry of next) known.set(`${entry.pk}\n${entry.sk}`, entry);
    const missing = next.filter(isUnsequenced).flatMap((entry) => {
      const key = predecessorOf(entry);
      return key === null || known.has(`${key.pk}\n${key.sk}`) ? [] : [key];
    });
    next = await readEntries(table, missing);
  }
  return [...known.values()].filter(isUnsequenced);
};

/** By instant, but each entity's by number. */
const inOrder = (entries: readonly LoggedEntry[]): readonly LoggedEntry[] => {
  const rank = ({ leaf }: LoggedEntry): string => `${leaf.entity}#${String(leaf.sequence).padStart(8, '0')}`;
  const latestOf = new Map<string, string>();
  return [...entries]
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
    .map((entry) => {
      // Two gateways' instants may cross; an entry then waits for the one before it.
      const before = latestOf.get(entry.leaf.entity) ?? '';
      const at = entry.leaf.at > before ? entry.leaf.at : before;
      latestOf.set(entry.leaf.entity, at);
      return { entry, place: `${at}#${rank(entry)}` };
    })
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ entry }) => entry);
};

/** One conditional transaction: the head moves, each entry gets its index, a tile that is full its root. */
const appendBatch = async (table: Table, log: LogName, entries: readonly LoggedEntry[]): Promise<void> => {
  let waiting = entries;
  for (let attempt = 1; attempt <= maximumAttempts; attempt += 1) {
    if (attempt > 1) waiting = (await readEntries(table, waiting)).filter(isUnsequenced);
    if (waiting.length === 0) return;
    const size = await readLogSize(table, log);
    const leaves = waiting.map((entry, at) => ({
      entry,
      index: size + at,
      hash: leafHash(canonicalJson(entry.leaf)),
    }));
    const cancelled = await table.transact([
      headWrite(table, log, size, size + leaves.length),
      ...(await tileRootWrites(
        table,
        log,
        size,
        leaves.map(({ hash }) => hash),
      )),
      ...leaves.flatMap(({ entry, index, hash }) => [
        leafWrite(table, log, entry, index, hash),
        markWrite(table, entry, index),
      ]),
    ]);
    if (cancelled === null) return;
    if (cancelled.some(({ code }) => code === 'Other')) throw new Error(`The log ${log} takes no entry`);
    // Somebody else appended meanwhile: their entries, or these.
  }
  throw new Error(`The log ${log} is too busy`);
};

const headWrite = (table: Table, log: LogName, size: number, grown: number) => ({
  Put: {
    TableName: table.tableName,
    Item: toAttributes({ ...headKey(log), size: grown }),
    ...(size === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#size = :size',
          ExpressionAttributeNames: { '#size': 'size' },
          ExpressionAttributeValues: toAttributes({ ':size': size }),
        }),
  },
});

const leafWrite = (table: Table, log: LogName, { pk, sk }: TableKey, index: number, hash: Hash) => ({
  Put: {
    TableName: table.tableName,
    Item: toAttributes({
      ...leafKey(log, index),
      leafHash: hash.toString('hex'),
      entryPk: pk,
      entrySk: sk,
    }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

const markWrite = (table: Table, { pk, sk }: TableKey, index: number) => ({
  Update: {
    TableName: table.tableName,
    Key: toAttributes({ pk, sk }),
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#logIndex)',
    UpdateExpression: 'SET #logIndex = :logIndex',
    ExpressionAttributeNames: { '#logIndex': 'logIndex' },
    ExpressionAttributeValues: toAttributes({ ':logIndex': index }),
  },
});

/** The write of the tile's root that these leaves make whole; fewer than a tile's width make at most one. */
const tileRootWrites = async (table: Table, log: LogName, size: number, added: readonly Hash[]) => {
  const tile = Math.floor(size / tileWidth);
  const end = (tile + 1) * tileWidth;
  if (size + added.length < end) return [];
  const stored = await readTile(table, log, tile);
  const leaves = [...stored.slice(0, size % tileWidth), ...added].slice(0, tileWidth);
  return [
    {
      Put: {
        TableName: table.tableName,
        Item: toAttributes({
          pk: nodePartition(log),
          sk: `NODE#${padded(tile)}`,
          hash: rootOf(leaves).toString('hex'),
        }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ];
};

const readTile = async (table: Table, log: LogName, tile: number): Promise<readonly Hash[]> =>
  (await table.all(tilePartition(log, tile))).map((row) =>
    Buffer.from(v.parse(leafRow, row).leafHash, 'hex'),
  );

/** Reads roots of ranges of a log's leaves, each tile at most once: what proofs are made of. */
export const createRangeReader = (table: Table, log: LogName) => {
  const tiles = new Map<number, Promise<readonly Hash[]>>();
  let nodes: Promise<readonly Hash[]> | null = null;
  const tileOf = (tile: number): Promise<readonly Hash[]> => {
    const read = tiles.get(tile) ?? readTile(table, log, tile);
    tiles.set(tile, read);
    return read;
  };
  const readNodes = async (): Promise<readonly Hash[]> =>
    (await table.all(nodePartition(log))).map((row) => Buffer.from(v.parse(nodeRow, row).hash, 'hex'));
  const rootOfRange = async ({ first, end }: Range): Promise<Hash> => {
    const width = end - first;
    const tile = Math.floor(first / tileWidth);
    if (width < tileWidth) {
      const leaves = (await tileOf(tile)).slice(first % tileWidth, (first % tileWidth) + width);
      if (leaves.length < width) throw new RangeError(`The log ${log} has no leaves ${first} to ${end}`);
      return rootOf(leaves);
    }
    if (width === tileWidth) {
      const node = (await (nodes ??= readNodes()))[tile];
      if (node === undefined) throw new RangeError(`The log ${log} has no tile ${tile}`);
      return node;
    }
    const middle = first + splitOf(width);
    return nodeHash(await rootOfRange({ first, end: middle }), await rootOfRange({ first: middle, end }));
  };
  return rootOfRange;
};

const pageSize = 250;

/** Entries of a log in its order, from `first` up to, not including, `end`: a page, and where the next begins. */
export const pageOfLog = async (table: Table, log: LogName, first: number, end: number) => {
  const tile = Math.floor(first / tileWidth);
  const last = Math.min(end, first + pageSize, (tile + 1) * tileWidth);
  const rows = (await table.all(tilePartition(log, tile))).map((row) => v.parse(leafRow, row));
  const wanted = rows.slice(first % tileWidth, (first % tileWidth) + Math.max(0, last - first));
  const entries = await readEntries(
    table,
    wanted.map(({ entryPk, entrySk }) => ({ pk: entryPk, sk: entrySk })),
  );
  if (entries.length !== wanted.length) throw new Error(`The log ${log} lacks an entry`);
  return {
    rows: entries.map(({ leaf }, at) => ({
      index: first + at,
      leafHash: wanted[at]?.leafHash ?? '',
      entry: leaf,
    })),
    next: last < end ? last : null,
  };
};
