import * as v from 'valibot';
import { instantOf } from './instant.ts';

const isOnTheCalendar = (written: string): boolean => {
  const day = written.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && instantOf(midnight).startsWith(day);
};

/** An identifier that the system gave out. */
export const id = v.pipe(v.string(), v.uuid());

/** Whole won, 0 … 2^53−1. */
export const won = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A whole number of seconds from 0 to ten years. */
export const seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(315_576_000));

/**
 * An instant with its offset, such as 2020-05-31T23:59:59+09:00, kept in UTC with milliseconds. A day that its
 * month does not have is refused rather than moved into the next, and so is a year that would not order as text.
 */
export const instant = v.pipe(
  v.string(),
  v.regex(
    /^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/u,
    'Expected an instant with its offset, such as 2020-05-31T23:59:59+09:00',
  ),
  v.isoTimestamp(),
  v.check(isOnTheCalendar, 'There is no such day'),
  v.transform((written) => instantOf(Date.parse(written))),
);

/** 64 hexadecimal digits in lower case. */
export const sha256 = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/u, 'Expected 64 lower-case hexadecimal digits'),
);

/** Blanks, marks, fillers and what nobody sees say nothing: a reason of them alone would be none. */
const visible = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Free text that says something: trimmed, NFC, without control characters but line breaks and tabs. */
export const text = (maximumLength: number) =>
  v.pipe(
    v.string(),
    v.transform((written) => written.normalize('NFC').trim()),
    v.minLength(1),
    v.maxLength(maximumLength),
    v.regex(
      /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*(?:[\n\r\t][^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*)*$/u,
      'Remove control characters',
    ),
    v.check((written) => visible.test(written), 'Write something that can be seen'),
  );

/** The same said in Korean and in English. */
export const bilingual = (maximumLength: number) =>
  v.strictObject({ ko: text(maximumLength), en: text(maximumLength) });

/** The query of a list: the opaque cursor that the page before answered. */
export const pageQuery = v.strictObject({ cursor: v.optional(v.pipe(v.string(), v.maxLength(2000))) });

/** A page of a list; `cursor` is null on the last. */
export const pageOf = <S extends v.GenericSchema>(row: S) =>
  v.object({ rows: v.array(row), cursor: v.nullable(v.string()) });
