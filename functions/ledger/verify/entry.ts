import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Broken, countAt, isHashText, objectAt, textAt } from './reading.ts';

/** An entry of the ledger as far as the log needs it; its canonical JSON is the leaf of the tree. */
export type Entry = {
  readonly log: string;
  readonly entity: string;
  readonly sequence: number;
  readonly previous: string | null;
  readonly from: string | null;
  readonly to: string;
  readonly after: string;
  /** The canonical JSON (RFC 8785). */
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal: what the entity's next entry names as `previous`. */
  readonly hash: string;
};

const entryFormat = 'first-buyer/ledger-entry/1';
const texts = ['log', 'entity', 'at', 'action', 'to'] as const;
const commitments = ['actor', 'after'] as const;
const perhapsCommitments = ['reason', 'before', 'previous'] as const;

/** The canonical JSON of a JSON value. */
export const canonical = (value: unknown): string => canonicalize(value) ?? '';

/** SHA-256 of UTF-8 text, in hexadecimal. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads an entry: all its fields, no others. */
export const entryAt = (value: unknown, place: string): Entry => {
  const fields = objectAt(value, place, [
    'format',
    'sequence',
    'from',
    ...texts,
    ...commitments,
    ...perhapsCommitments,
  ]);
  if (fields['format'] !== entryFormat)
    throw new Broken(`${place}/format`, 'no-format', { format: entryFormat });
  for (const name of texts) textAt(fields[name], `${place}/${name}`);
  for (const name of commitments) commitmentAt(fields[name], `${place}/${name}`);
  for (const name of perhapsCommitments)
    if (fields[name] !== null) commitmentAt(fields[name], `${place}/${name}`);
  const text = canonical(fields);
  const { previous, from } = fields;
  return {
    log: textAt(fields['log'], `${place}/log`),
    entity: textAt(fields['entity'], `${place}/entity`),
    sequence: countAt(fields['sequence'], `${place}/sequence`),
    previous: previous === null ? null : textAt(previous, `${place}/previous`),
    from: from === null ? null : textAt(from, `${place}/from`),
    to: textAt(fields['to'], `${place}/to`),
    after: textAt(fields['after'], `${place}/after`),
    text,
    hash: sha256Hex(text),
  };
};

const commitmentAt = (value: unknown, place: string): void => {
  if (!isHashText(textAt(value, place))) throw new Broken(place, 'entry-no-commitment');
};

/** What names an entry for people. */
export const nameOf = ({ entity, sequence }: Pick<Entry, 'entity' | 'sequence'>) => ({ entity, sequence });

/**
 * Takes the entries of a log in its order and checks each against the one before of its entity: it counts on, names its
 * hash, and leaves the state that it reached. Throws `Broken`.
 */
export const createChainCheck = () => {
  const lastOf = new Map<string, Entry>();
  return (entry: Entry, place: string): void => {
    const last = lastOf.get(entry.entity);
    if (entry.sequence !== (last?.sequence ?? 0) + 1)
      throw new Broken(place, 'entry-gap', { ...nameOf(entry), expected: (last?.sequence ?? 0) + 1 });
    if (entry.previous !== (last?.hash ?? null))
      throw new Broken(`${place}/previous`, 'previous-wrong', nameOf(entry));
    if (entry.from !== (last?.to ?? null))
      throw new Broken(`${place}/from`, 'from-wrong', { entity: entry.entity });
    lastOf.set(entry.entity, entry);
  };
};
