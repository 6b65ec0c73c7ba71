const nineHours = 9 * 3_600_000;

/** The day in Seoul of an instant, as `2020-05-31`. Korea has had one offset since 1988. */
export const seoulDay = (instant: string): string =>
  new Date(Date.parse(instant) + nineHours).toISOString().slice(0, 10);

/** True for a day that exists, written as `2020-05-31`. */
export const isDay = (text: string): boolean =>
  /^2\d{3}-\d{2}-\d{2}$/u.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** The instant of a minute in Seoul that was typed (`2020-05-31T18:00`); null where there is none such. */
export const instantOfMinute = (text: string): string | null =>
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/u.test(text) && isDay(text.slice(0, 10))
    ? new Date(`${text}:00+09:00`).toISOString()
    : null;

/** A whole number as people type it, with or without commas and spaces. Nothing typed: null. Not a number: NaN. */
export const wholeNumber = (text: string): number | null => {
  const digits = text.replaceAll(/[\s,]/gu, '');
  if (digits === '') return null;
  return /^\d+$/u.test(digits) ? Number(digits) : Number.NaN;
};

/** A number with up to two decimals as people type it (`87.5`), in hundredths. Nothing typed: null. Not such a number: NaN. */
export const hundredths = (text: string): number | null => {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return null;
  const [, whole = '', decimals = ''] = /^(\d{1,9})(?:\.(\d{0,2}))?$/u.exec(typed) ?? [];
  return whole === '' ? Number.NaN : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
};

/** A number as people type it, such as `-20`, `1,200` or `0.5`. Nothing typed: null. Not a number: NaN. */
export const decimal = (text: string): number | null => {
  const typed = text.normalize('NFKC').replaceAll(/[\s,]/gu, '');
  if (typed === '') return null;
  return /^-?\d{1,15}(?:\.\d{1,9})?$/u.test(typed) ? Number(typed) : Number.NaN;
};

/** Text that was written; null for none. */
export const written = (text: string): string | null => (text.trim() === '' ? null : text);
