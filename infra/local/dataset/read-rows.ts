import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/**
 * The parsed content of a JSON file of the data set, `path` relative to this folder. Throws with the file, the place in
 * it and what is wrong there.
 */
export const readJson = <S extends v.GenericSchema>(path: string, schema: S): v.InferOutput<S> => {
  const parsed: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const result = v.safeParse(schema, parsed);
  if (result.success) return result.output;
  const [first] = result.issues;
  throw new TypeError(
    `${path} is not as the data set expects: ${v.getDotPath(first) ?? 'the file'}: ${first.message}`,
  );
};

/** The rows of a JSON file of the data set. Throws like `readJson`. */
export const readRows = <S extends v.GenericSchema>(path: string, row: S): readonly v.InferOutput<S>[] =>
  readJson(path, v.array(row));

/** Finds rows by key. The answer throws for a key that is not there: then the caller holds a wrong one. */
export const finderOf = <R extends { readonly key: string }>(
  what: string,
  rows: readonly R[],
): ((key: string) => R) => {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return (key) => {
    const row = byKey.get(key);
    if (row === undefined) throw new RangeError(`The data set has no ${what} «${key}»`);
    return row;
  };
};
