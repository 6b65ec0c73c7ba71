import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = [
  'text',
  '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e',
  '2026-12-01T09:00:00+09:00',
  '2026-12-01',
  'a'.repeat(64),
  'office@body.example',
  '02-123-4567',
  '999-00-00001',
  'file.pdf',
  'application/pdf',
] as const;

/**
 * Values that an operation's body schema takes, one for each of its variants, made from the schema itself. Throws
 * where none of the known texts fits a place, so that a new form is noticed.
 */
export const sampleBodies = (schema: v.GenericSchema): readonly unknown[] => {
  const converted: unknown = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  const candidates = variantsOf(converted, converted);
  const fitting = candidates.filter((candidate) => v.safeParse(schema, candidate).success);
  if (fitting.length === 0)
    throw new Error(
      `No sample fits: ${JSON.stringify(v.safeParse(schema, candidates[0]).issues?.[0]?.path)}`,
    );
  return fitting;
};

const resolve = (schema: unknown, root: unknown): Json => {
  if (!isObject(schema)) return {};
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const found = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((place, key) => (isObject(place) ? place[key] : undefined), root);
  return resolve(found, root);
};

const variantsOf = (schema: unknown, root: unknown): readonly unknown[] => {
  const { anyOf, oneOf, ...own } = resolve(schema, root);
  const choices = anyOf ?? oneOf;
  return Array.isArray(choices) ? choices.flatMap((choice) => variantsOf(choice, root)) : valuesOf(own, root);
};

const valuesOf = (schema: Json, root: unknown): readonly unknown[] => {
  if ('const' in schema) return [schema['const']];
  if ('default' in schema) return [schema['default']];
  const { enum: picklist, type } = schema;
  if (Array.isArray(picklist)) return picklist;
  if (type === 'object' || 'properties' in schema) return objectsOf(schema, root);
  if (type === 'array') return arraysOf(schema, root);
  if (type === 'string') return textsOf(schema);
  if (type === 'boolean') return [true];
  if (type === 'null') return [null];
  if (type === 'integer' || type === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    return [Math.min(Math.max(1, Number(minimum)), Number(maximum))];
  }
  return ['text'];
};

/** One object for each value of each discriminating place, with every other place at its first value. */
const objectsOf = (schema: Json, root: unknown): readonly unknown[] => {
  const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const values = properties.map(([name, property]) => [name, variantsOf(property, root)] as const);
  const first = Object.fromEntries(values.map(([name, possible]) => [name, possible[0]]));
  const others = values.flatMap(([name, possible]) =>
    possible.slice(1).map((value) => ({ ...first, [name]: value })),
  );
  return [first, ...others];
};

const arraysOf = (schema: Json, root: unknown): readonly unknown[] => {
  const [element] = variantsOf(schema['items'], root);
  return [Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 1)) }, () => element)];
};

const textsOf = (schema: Json): readonly string[] => {
  const { pattern, minLength = 0, maxLength = Infinity } = schema;
  const fits = (text: string): boolean =>
    text.length >= Number(minLength) &&
    text.length <= Number(maxLength) &&
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
  if (schema['format'] === 'uuid') return [texts[1]];
  if (schema['format'] === 'date-time') return [texts[2]];
  if (schema['format'] === 'email') return [texts[5]];
  if (schema['format'] === 'date') return [texts[3]];
  const [found] = texts.filter(fits);
  return [found ?? 'x'.repeat(Number(minLength))];
};
