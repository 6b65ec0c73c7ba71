/** A cell whose beginning a spreadsheet would take for a formula (OWASP, «CSV injection»). */
const looksLikeFormula = /^[\s\u00a0\ufeff]*[=+\-@|%\t\r]/u;

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const harmless = looksLikeFormula.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
};

/**
 * A table as CSV (RFC 4180) that spreadsheets open as UTF-8. Text that would run as a formula is marked as text by an
 * apostrophe; numbers stay numbers.
 */
export const csvOf = (titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${[titles, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
