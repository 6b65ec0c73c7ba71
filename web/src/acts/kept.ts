/** What stands in the fields of a form, as typed, by the field's name. */
export type Form = Readonly<Record<string, string>>;

/** A form that stands on a version of what was saved. */
export type Versioned = { readonly version: number; readonly form: Form };

const keyOf = (place: string): string => `first-buyer.${place}`;

const isText = (value: unknown): value is string => typeof value === 'string';

/** What was typed at a place and not yet saved when the page was left; null for nothing. */
export const readKept = (place: string): Versioned | null => {
  const kept = sessionStorage.getItem(keyOf(place));
  if (kept === null) return null;
  const found: unknown = JSON.parse(kept);
  if (typeof found !== 'object' || found === null || !('version' in found) || !('form' in found)) return null;
  const { version, form } = found;
  if (typeof version !== 'number' || typeof form !== 'object' || form === null) return null;
  const texts = Object.entries(form).flatMap(([name, text]): [string, string][] =>
    isText(text) ? [[name, text]] : [],
  );
  return { version, form: Object.fromEntries(texts) };
};

/** Keeps for this tab what is not saved yet; null forgets it. */
export const keep = (place: string, unsaved: Versioned | null): void => {
  if (unsaved === null) sessionStorage.removeItem(keyOf(place));
  else sessionStorage.setItem(keyOf(place), JSON.stringify(unsaved));
};

/** True where two forms say the same; a field that is not there is empty. */
export const isSameForm = (one: Form, other: Form): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (name) => (one[name] ?? '') === (other[name] ?? ''),
  );
