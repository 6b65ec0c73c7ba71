import type { Attachment } from '../attachments/rules.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';

/** A document whose bytes lie in the store, in the version that its owner's act pinned. */
export type EnclosedDocument = {
  readonly path: string;
  readonly document: Pick<Attachment, 'objectKey' | 'sizeInBytes' | 'sha256'> & {
    readonly versionId: string;
  };
};

/** What a part of the dossier adds: texts by path, documents, and the things whose ledger entries belong to it. */
export type Part = {
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly documents?: readonly EnclosedDocument[];
  /** `<kind>/<id>`; one that ends in a slash names all things below it. */
  readonly entities: readonly string[];
};

/** Some parts as one. */
export const joined = (parts: readonly Part[]): Part => ({
  texts: parts.flatMap(({ texts }) => texts),
  documents: parts.flatMap(({ documents = [] }) => documents),
  entities: parts.flatMap(({ entities }) => entities),
});

/** A text of canonical JSON. A thing that is not there (null) has no file. */
export const jsonText = (path: string, value: unknown): readonly (readonly [string, string])[] =>
  value === null ? [] : [[path, canonicalJson(plain(value))]];

/** A stored thing without the table's bookkeeping. */
export const own = <T extends object>(stored: Stored<T> | null): unknown =>
  stored === null ? null : fieldsOf(stored);

/** Optional fields that are not there are left out, as JSON has no word for them. */
const plain = (value: unknown): unknown => {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return copy;
};
