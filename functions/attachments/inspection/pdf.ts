import type { FindingCode } from '../rules.ts';

/** Where the end of a PDF must stand, counted from the end of the file (ISO 32000-1, annex H, note 18). */
const tailLength = 1024;

/**
 * Reads a PDF from its end as readers do: `startxref` names the place of the cross-reference, whose dictionary says
 * whether the document is encrypted. `unreadable` where one leads nowhere.
 */
export const inspectPdf = (file: Buffer): FindingCode | null => {
  const tail = file.subarray(-tailLength).toString('latin1');
  const end = /startxref\s+(\d+)\s+%%EOF\s*/gu;
  const offset = [...tail.matchAll(end)].at(-1)?.[1];
  const dictionary = offset === undefined ? null : crossReferenceDictionary(file, Number(offset));
  if (dictionary === null) return 'unreadable';
  return /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/u.test(dictionary) ? 'encrypted' : null;
};

/** The dictionary of the cross-reference at `offset`: of a table its trailer, of a stream its own. Null for neither. */
const crossReferenceDictionary = (file: Buffer, offset: number): string | null => {
  const start = file.subarray(offset, offset + 64).toString('latin1');
  if (/^\s*xref\b/u.test(start)) {
    const trailer = file.indexOf('trailer', offset);
    const end = file.indexOf('startxref', trailer);
    return trailer < 0 || end < 0 ? null : file.subarray(trailer, end).toString('latin1');
  }
  if (!/^\s*\d+\s+\d+\s+obj\b/u.test(start)) return null;
  const end = file.indexOf('stream', offset);
  const dictionary = end < 0 ? '' : file.subarray(offset, end).toString('latin1');
  return /\/Type\s*\/XRef\b/u.test(dictionary) ? dictionary : null;
};
