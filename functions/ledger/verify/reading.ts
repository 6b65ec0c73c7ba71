import { brokenWords, type CodeWithFacts, type Facts, withFacts } from './words.ts';

export type BrokenCode = keyof typeof brokenWords;

/** The first thing that is wrong in a file: the place as a JSON pointer, and what is wrong with it. */
export class Broken extends Error {
  readonly place: string;
  readonly code: BrokenCode;
  readonly facts: Facts;
  constructor(place: string, ...[code, facts]: CodeWithFacts<typeof brokenWords>) {
    super(withFacts(brokenWords[code], facts));
    this.place = place;
    this.code = code;
    this.facts = facts ?? {};
  }
}

export type Fields = Readonly<Record<string, unknown>>;

/** Tells JSON objects from everything else. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields and no others: what is not looked at must not be there. */
export const objectAt = (value: unknown, place: string, names: readonly string[]): Fields => {
  if (!isFields(value)) throw new Broken(place, 'no-object');
  for (const name of names) if (!Object.hasOwn(value, name)) throw new Broken(`${place}/${name}`, 'missing');
  const other = Object.keys(value).find((name) => !names.includes(name));
  if (other !== undefined) throw new Broken(`${place}/${other}`, 'no-field');
  return value;
};

export const listAt = (value: unknown, place: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Broken(place, 'no-list');
  return value;
};

export const textAt = (value: unknown, place: string): string => {
  if (typeof value !== 'string') throw new Broken(place, 'no-text');
  return value;
};

export const flagAt = (value: unknown, place: string): boolean => {
  if (typeof value !== 'boolean') throw new Broken(place, 'no-truth');
  return value;
};

/** A whole number, 0 or more. */
export const countAt = (value: unknown, place: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Broken(place, 'no-count');
  return value;
};

/** Whether text is a SHA-256 in 64 lower-case hexadecimal digits. */
export const isHashText = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);

export const hashAt = (value: unknown, place: string): Buffer => {
  const text = textAt(value, place);
  if (!isHashText(text)) throw new Broken(place, 'no-hash');
  return Buffer.from(text, 'hex');
};

export const hashesAt = (value: unknown, place: string): readonly Buffer[] =>
  listAt(value, place).map((hash, at) => hashAt(hash, `${place}/${at}`));

/** Bytes from base64 in its one form (padded, no stray bits); null for any other text. */
export const bytesOfBase64 = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

/** JSON text as a value. */
export const jsonAt = (text: string, place: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new Broken(place, 'no-json');
  }
};
