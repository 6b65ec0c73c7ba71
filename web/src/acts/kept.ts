/** What stands in the fields of a form, as typed, by the field's name. */
export type Form = Readonly<Record<string, string>>;

/** A form that stands on a version of what was saved. */
export type Versioned = { readonly version: number; readonly form: Form };

const beginning = 'first-buyer.kept.';
const keyOf = (place: string): string => `${beginning}${place}`;

const isText = (value: unknown): value is string => typeof value === 'string';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** What was typed at a place and not yet saved when the page was left; null for nothing. */
export const readKept = (place: string): Versioned | null => {
  const kept = sessionStorage.getItem(keyOf(place));
  if (kept === null) return null;
  const found = parsed(kept);
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

/** A form with the named fields as in another: what can be saved while these cannot. */
export const withFieldsOf = <F extends Form>(form: F, names: readonly string[], other: Form): F => ({
  ...form,
  ...Object.fromEntries(names.map((name) => [name, other[name] ?? ''])),
});

const keptKeys = (): readonly string[] =>
  Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? '').filter((key) =>
    key.startsWith(beginning),
  );

/** True where something is kept in this tab that was not sent. */
export const isAnythingKept = (): boolean => keptKeys().length > 0;

/** Forgets whatever is kept in this tab, as whoever signs out expects of a computer that others use. */
export const forgetKept = (): void => {
  for (const key of keptKeys()) sessionStorage.removeItem(key);
};

const accountKey = 'first-buyer.account';

/** What is kept is of one account: another one that signs in here does not find it. */
export const keepForAccount = (accountId: string): void => {
  const before = sessionStorage.getItem(accountKey);
  if (before !== null && before !== accountId) forgetKept();
  sessionStorage.setItem(accountKey, accountId);
};
