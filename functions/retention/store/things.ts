import * as v from 'valibot';
import { deliveryKeysOfRound } from '../../notices/store.ts';
import { logPartitions } from '../../platform/change.ts';
import type { Instant } from '../../platform/instant.ts';
import { deletion, keyOf, writeAll } from '../../platform/many-writes.ts';
import type { Page, Row, Table } from '../../platform/table.ts';
import { isPersonal, pseudonymsFor } from '../rules.ts';
import { isEntry, kindOf, notRewritten, rewriting } from './writes.ts';

const linesAtOnce = 100;

const line = v.object({
  pk: v.string(),
  sk: v.string(),
  logPosition: v.string(),
  disclosure: v.optional(
    v.object({ actor: v.object({ kind: v.string(), accountId: v.optional(v.string()) }) }),
  ),
});

/** What a round's log tells of its things: where they lie, which are too young, and who acted. */
type Told = {
  /** Kinds by partition. */
  readonly things: Map<string, Set<string>>;
  readonly young: Set<string>;
  readonly accountIds: Set<string>;
};

const read = async (table: Table, roundId: string, before: Instant): Promise<Told> => {
  const told: Told = { things: new Map(), young: new Set(), accountIds: new Set() };
  for (const partition of logPartitions(`round/${roundId}`)) {
    let cursor: string | null = null;
    do {
      const page: Page<Row> = await table.page(partition, { index: 'log', limit: linesAtOnce, cursor });
      for (const row of page.rows) tell(told, v.parse(line, row), before);
      cursor = page.cursor;
    } while (cursor !== null);
  }
  return told;
};

const tell = (
  { things, young, accountIds }: Told,
  { pk, sk, logPosition, disclosure }: v.InferOutput<typeof line>,
  before: Instant,
): void => {
  const kind = kindOf(sk);
  things.set(pk, (things.get(pk) ?? new Set()).add(kind));
  if (logPosition >= before) young.add(`${pk} ${kind}`);
  const { accountId } = disclosure?.actor ?? {};
  if (accountId !== undefined) accountIds.add(accountId);
};

/**
 * Takes what names people from the stored things of a round that ended before `before`, but for those on which somebody
 * acted since: their entries tell which there are. Entries, and what they are hashed from, stay. Idempotent: what was
 * rewritten comes out the same, and a call that was cut short goes on as long as the lines are there. Answers how many
 * rows it wrote or deleted.
 */
export const forgetThings = async (table: Table, roundId: string, before: Instant): Promise<number> => {
  const { things, young, accountIds } = await read(table, roundId, before);
  const rows: { readonly row: Row; readonly kind: string }[] = [];
  for (const [pk, kinds] of things)
    for (const row of await table.all(pk)) {
      const { sk } = keyOf(row);
      const kind = kindOf(sk);
      // An entry lies in the partition of its thing, and is what the log has hashed: never touched.
      if (isEntry(row) || !kinds.has(kind)) continue;
      if (typeof row['accountId'] === 'string' && isPersonal(kind)) accountIds.add(row['accountId']);
      if (!young.has(`${pk} ${kind}`)) rows.push({ row, kind });
    }
  const pseudonyms = pseudonymsFor(accountIds);
  const deliveries = await deliveryKeysOfRound(table, roundId);
  const writes = [
    ...rows
      .filter(({ kind }) => !isPersonal(kind))
      .flatMap(({ row, kind }) => rewriting(table, row, kind, pseudonyms)),
    // After what is rewritten, so that a call which goes on finds the same accounts and gives the same pseudonyms.
    ...rows.filter(({ kind }) => isPersonal(kind)).map(({ row }) => deletion(table, keyOf(row))),
    ...deliveries.map((key) => deletion(table, key)),
  ];
  return await writeAll(table, writes, notRewritten);
};
