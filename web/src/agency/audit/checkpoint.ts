import type { AuditedEntry, Checkpoint } from './queries.ts';

const commitment = 'first-buyer/checkpoint-commitment/';

/** What a signed note of a checkpoint says (functions/ledger/README.md); the size is null while it is sealed. */
export const contentsOf = ({ note, opening }: Checkpoint) => {
  const lines = note.split('\n');
  const valueOf = (name: string): string =>
    lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const isSealed = note.startsWith(commitment);
  return {
    number: Number(valueOf('number')),
    at: valueOf('at'),
    size: isSealed ? (opening?.size ?? null) : Number(lines[1] ?? 0),
  };
};

export type Contents = ReturnType<typeof contentsOf>;

/**
 * True for an entry within the size of a checkpoint; null where no checkpoint can tell. It proves nothing: that takes the
 * hashes, which the offline check of the saved files computes.
 */
export const isIncluded = ({ index }: AuditedEntry, last: Contents | null): boolean | null => {
  const size = last?.size ?? null;
  if (size === null) return null;
  return index !== null && index < size;
};
