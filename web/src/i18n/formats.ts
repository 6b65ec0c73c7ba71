import { presentLanguage } from './messages.ts';

const seoul = 'Asia/Seoul';
const localeOf = (): string => (presentLanguage() === 'ko' ? 'ko-KR' : 'en-GB');

/** A text in the reader's language; the other one where it is empty. */
export const inLanguage = (text: { readonly ko: string | null; readonly en: string | null }): string => {
  const [own, other] = presentLanguage() === 'ko' ? [text.ko, text.en] : [text.en, text.ko];
  return own === null || own === '' ? (other ?? '') : own;
};

/** Several names in a row, as the language lists alternatives: `Staff or Auditor`. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(localeOf(), { type: 'disjunction' }).format(names);

/** Whole won in the reader's format: `₩3,300,000,000`. */
export const won = (amount: number): string =>
  new Intl.NumberFormat(localeOf(), { style: 'currency', currency: 'KRW' }).format(amount);

export const number = (value: number): string => new Intl.NumberFormat(localeOf()).format(value);

const megabyte = 1_000_000;

/** The size of a file as people know it: `2.4 MB`, and below one `340 kB`. */
export const fileSize = (bytes: number): string => {
  const isBig = bytes >= megabyte;
  return new Intl.NumberFormat(localeOf(), {
    style: 'unit',
    unit: isBig ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: 1,
  }).format(bytes / (isBig ? megabyte : 1000));
};

/** A share of one as whole per cent, never rounded up to the whole: `99%`. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(localeOf(), { style: 'percent' }).format(Math.floor(share * 100) / 100);

/** Hundredths of a point as points: `87.25`. */
export const points = (hundredths: number): string =>
  new Intl.NumberFormat(localeOf(), { minimumFractionDigits: 2 }).format(hundredths / 100);

/** True where the reader's clock differs from Seoul's at an instant. */
export const isElsewhere = (instant: string): boolean => dateTime(instant, seoul) !== dateTime(instant, null);

/** An instant to the second in a zone; null is the reader's own. */
export const dateTime = (instant: string, timeZone: string | null = seoul): string =>
  new Intl.DateTimeFormat(localeOf(), {
    dateStyle: 'full',
    timeStyle: 'medium',
    ...(timeZone === null ? {} : { timeZone }),
  }).format(new Date(instant));

/** An instant to the second in Seoul, as short as it is unmistakable: `28 Nov 2026, 18:25:07`. */
export const shortDateTime = (instant: string): string =>
  new Intl.DateTimeFormat(localeOf(), { dateStyle: 'medium', timeStyle: 'medium', timeZone: seoul }).format(
    new Date(instant),
  );

/** The reader's own zone, as its clocks say: `GMT+9`. */
export const ownZone = (instant: string): string =>
  new Intl.DateTimeFormat(localeOf(), { timeZoneName: 'short' })
    .formatToParts(new Date(instant))
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** An instant on the axis of a drawing, in Seoul's time: the day where the axis spans days, else the time. */
export const axisTime = (at: Date, spanInMilliseconds: number): string =>
  new Intl.DateTimeFormat(localeOf(), {
    timeZone: seoul,
    ...(spanInMilliseconds > 3 * 24 * 3600 * 1000
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
  }).format(at);

/** A day in Seoul. */
export const day = (instant: string): string =>
  new Intl.DateTimeFormat(localeOf(), { dateStyle: 'long', timeZone: seoul }).format(new Date(instant));
