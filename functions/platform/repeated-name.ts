/** A string, with the colon after it where it is a name; and where objects begin and end. */
const token = /(?<string>"(?:[^"\\]|\\.)*")(?<colon>[\t\n\r ]*:)?|[{}]/gu;

/**
 * The first name that stands twice in one object of a JSON text, however it is escaped; null where none does. Parsers
 * disagree on which of the two holds (RFC 8259, 4), and `JSON.parse` does not say that there were two. The text must
 * be JSON.
 */
export const repeatedName = (text: string): string | null => {
  const open: Set<unknown>[] = [];
  for (const { 0: found, groups } of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    if (found === '}') open.pop();
    if (groups?.['colon'] === undefined || groups['string'] === undefined) continue;
    const name: unknown = JSON.parse(groups['string']);
    const names = open.at(-1);
    if (names?.has(name) === true) return String(name);
    names?.add(name);
  }
  return null;
};
