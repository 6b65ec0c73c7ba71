import * as v from 'valibot';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import type { Row } from '../../../functions/platform/table.ts';
import { entryRow } from '../entries.ts';

/** When a task happened to do it, and what is drawn by chance or follows from that. */
const byChance = new Set([
  'notifiedAt',
  'finalAt',
  'reservedAt',
  'startedAt',
  'recordedAt',
  'taskToken',
  'lastEntryHash',
  'position',
  'logPosition',
  'log',
]);

/** What a restart changes of the round itself, and rightly so: its generation, and one change more. */
const byRestart = new Set(['generation', 'version', 'entryCount']);

const without = (value: unknown, left: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((one) => without(one, left));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !left.has(name))
      .map(([name, inner]) => [name, without(inner, left)]),
  );
};

/** An entry told without its hashes; when, only where a person's request says so. */
const toldEntry = (row: Row, left: ReadonlySet<string>): string => {
  const { leaf, disclosure } = v.parse(entryRow, row);
  const { entity, action, from, to, at } = leaf;
  const { actor, reason, after } = disclosure;
  const when = actor.kind === 'person' ? at : null;
  return canonicalJson([entity, action, from, to, when, actor, reason, without(after, left)]);
};

/**
 * All that a table holds, each thing a line, ledger and notices included, so that two tables can be compared whatever hour a task
 * came at. Left out: when a task did it, what is drawn by chance, answers kept for repeated requests. Entries stand in the
 * order of their entity. Of a round that was started again its restarts are left out as well.
 */
export const tellTable = (rows: readonly Row[], isRestarted: boolean): readonly string[] => {
  const left = isRestarted ? new Set([...byChance, ...byRestart]) : byChance;
  const entries: string[] = [];
  const others: string[] = [];
  for (const row of [...rows].sort(byKey)) {
    const kind = String(row['sk']).split('#')[0];
    if (kind === 'IDEMPOTENCY') continue;
    const isOfRound = ['ROUND', 'WAIT'].includes(kind ?? '') || row['entity'] === 'round';
    if (kind !== 'ENTRY') others.push(canonicalJson(without(row, isOfRound ? left : byChance)));
    else if (!isRestarted || v.parse(entryRow, row).leaf.action !== 'restart-execution')
      entries.push(toldEntry(row, left));
  }
  return [...others, ...entries];
};

const byKey = (one: Row, other: Row): number => {
  const [first, second] = [one, other].map(({ pk, sk }) => `${String(pk)} ${String(sk)}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
};
