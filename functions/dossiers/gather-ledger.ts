import {
  createRangeReader,
  dossierEntriesFormat,
  inclusionIn,
  leafHash,
  pageOfCheckpoints,
  pageOfEntries,
  type StoredCheckpoint,
} from '../ledger/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { LogName } from '../platform/ledger.ts';
import type { Table } from '../platform/table.ts';
import { jsonText } from './dossier-content.ts';

type Sources = {
  readonly table: Table;
  readonly log: LogName;
  /** That the ledger in the dossier ends with. */
  readonly checkpoint: StoredCheckpoint;
  readonly keyId: string;
  readonly publicKey: string;
};

/**
 * The round's ledger up to the checkpoint with all checkpoints until then, and the entries of these things with their
 * proofs and what opens them, except who acted as one of the `unnamed` accounts. Throws where the index does not show an entry yet: asking again finds it.
 */
export const gatherLedger = async (
  { table, log, checkpoint, keyId, publicKey }: Sources,
  entities: readonly string[],
  unnamed: ReadonlySet<string> = new Set(),
): Promise<readonly (readonly [string, string])[]> => {
  const [checkpoints, entries] = await Promise.all([
    readCheckpoints(table, log, checkpoint),
    readEntries(table, log, checkpoint),
  ]);
  const rootOfRange = createRangeReader(table, log);
  const exact = new Set(entities);
  const families = entities.filter((entity) => entity.endsWith('/'));
  const ours = entries.filter(
    ({ leaf: { entity } }) => exact.has(entity) || families.some((family) => entity.startsWith(family)),
  );
  const shown = await Promise.all(
    ours.map(async ({ index, leaf, disclosure }) => ({
      index,
      entry: leaf,
      proof: (await inclusionIn(checkpoint, index, rootOfRange))?.proof ?? [],
      disclosure: withoutUnnamed(disclosure, unnamed),
    })),
  );
  return [
    ...jsonText('ledger/checkpoints.json', {
      format: 'first-buyer/checkpoints/1',
      log,
      keyId,
      publicKey,
      checkpoints,
    }),
    ...jsonText('ledger/ledger.json', {
      format: 'first-buyer/ledger/1',
      log,
      checkpoint: checkpoint.note,
      leafHashes: entries.map(({ leaf }) => leafHash(canonicalJson(leaf)).toString('hex')),
      entries: entries.map(({ leaf }) => leaf),
    }),
    ...jsonText('ledger/entries.json', { format: dossierEntriesFormat, log, entries: shown }),
  ];
};

/** What opens an entry, unless one of these accounts acted in it: then it stays closed. */
export const withoutUnnamed = (
  disclosure: AuditedEntry['disclosure'],
  unnamed: ReadonlySet<string>,
): AuditedEntry['disclosure'] => {
  const actor = disclosure?.actor;
  const accountId =
    typeof actor === 'object' && actor !== null && 'accountId' in actor ? actor.accountId : null;
  return typeof accountId === 'string' && unnamed.has(accountId) ? null : disclosure;
};

const readCheckpoints = async (table: Table, log: LogName, until: StoredCheckpoint) => {
  const checkpoints: StoredCheckpoint[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfCheckpoints>> = await pageOfCheckpoints(table, log, cursor);
    checkpoints.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return checkpoints
    .filter(({ number }) => number <= until.number)
    .map(({ note, opening, consistency }) => ({ note, opening, consistency }));
};

type AuditedEntry = Awaited<ReturnType<typeof pageOfEntries>>['rows'][number];

const readEntries = async (table: Table, log: LogName, { size }: StoredCheckpoint) => {
  const placed: (AuditedEntry & { readonly index: number })[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfEntries>> = await pageOfEntries(table, log, cursor);
    for (const row of page.rows)
      if (row.index !== null && row.index < size) placed.push({ ...row, index: row.index });
    cursor = page.cursor;
  } while (cursor !== null);
  placed.sort((left, right) => left.index - right.index);
  if (placed.length !== size || placed.some(({ index }, at) => index !== at))
    throw new Error(`The index of ${log} does not show every entry yet`);
  return placed;
};
