import { type Finding, finding } from '../rules.ts';
import type { Allowance } from './allowance.ts';
import { createPdfLexer, type PdfToken } from './pdf-lexer.ts';
import { objectStart, rawAction, suspectName } from './pdf-names.ts';
import { type Dictionary, unpackObjects } from './pdf-streams.ts';
import { isBlank } from './hidden-content.ts';

/** Where the end of a PDF must stand, counted from the end of the file (ISO 32000-1, annex H, note 18). */
const tailLength = 1024;
/** How far from the beginning readers look for the header; only blanks and a byte order mark may stand before it. */
const headLength = 1024;

/**
 * What is wrong with a PDF (ISO 32000-1): that it begins and ends as one, that its cross-reference is where its end
 * says, that it is not locked, and that no dictionary, also of an object in a compressed stream, runs a program or
 * holds a file. Looks at each byte a bounded number of times.
 */
export const inspectPdf = (file: Buffer, allowance: Allowance): Finding | null => {
  const header = file.subarray(0, headLength).indexOf('%PDF-', 0, 'latin1');
  if (header < 0) return finding('type-differs');
  if (!isBlank(file.subarray(0, header))) return finding('hidden-content');
  const ending = wrongEnding(file, header);
  if (ending !== null) return ending;
  const starts = new Set<number>();
  return scan(file, header, allowance, starts) ?? scanHidden(file, starts);
};

/**
 * Reads a PDF from its end as readers do: `startxref` names the place of the cross-reference. Behind the end nothing
 * may follow but blanks.
 */
const wrongEnding = (file: Buffer, header: number): Finding | null => {
  const last = file.lastIndexOf('%%EOF', undefined, 'latin1');
  if (last < 0) return finding('unreadable');
  if (!isBlank(file.subarray(last + 5))) return finding('hidden-content');
  const tail = file.subarray(Math.max(0, last - tailLength), last + 5).toString('latin1');
  const written = [...tail.matchAll(/startxref\s+(\d{1,12})\s+%%EOF/gu)].at(-1)?.[1];
  if (written === undefined) return finding('unreadable');
  // Blanks before the header move everything; some writers count them and some do not.
  const isThere = [Number(written), Number(written) + header].some((offset) =>
    /^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/u.test(file.subarray(offset, offset + 64).toString('latin1')),
  );
  return isThere ? null : finding('unreadable');
};

/** The keys that tell how an object is to be read; each with what followed it, wherever in the object it stood. */
const telling: readonly string[] = [
  'Type',
  'Length',
  'Filter',
  'DecodeParms',
  'DP',
  'First',
  'N',
  'Encrypt',
  'EF',
];

/** What is known of the object that is being read. */
type Reading = {
  readonly values: Map<string, PdfToken[]>;
  /** The telling key that the next token belongs to. */
  pending: string | null;
  readonly isTrailer: boolean;
};

const beginning = (isTrailer = false): Reading => ({ values: new Map(), pending: null, isTrailer });

/** More than one value is a contradiction already; no more are kept. */
const mostValues = 8;

/** More objects than any document has; each takes memory while the file is read. */
const mostObjects = 2_000_000;

/** Reads a stretch of the file from `start` on, past the contents of its streams. */
const scan = (
  file: Buffer,
  start: number,
  allowance: Allowance,
  starts: Set<number>,
  end = file.length,
): Finding | null => {
  const lexer = createPdfLexer(file, start, end);
  let reading = beginning();
  for (let token = lexer.next(); token !== null; token = lexer.next()) {
    if (token.kind === 'broken') return finding('unreadable');
    const found = note(reading, token);
    if (found !== null) return found;
    if (token.kind !== 'keyword') continue;
    const ended = ['endobj', 'startxref', 'stream'].includes(token.word) ? afterObject(reading) : null;
    if (ended !== null) return ended;
    if (token.word === 'obj') starts.add(token.end);
    if (starts.size > mostObjects) return finding('archive-too-large');
    if (token.word === 'stream') {
      const inside = passStream(file, token.end, reading, lexer.moveTo, allowance);
      if (inside !== null) return inside;
    }
    if (['obj', 'trailer', 'endobj', 'startxref', 'stream'].includes(token.word))
      reading = beginning(token.word === 'trailer');
  }
  return afterObject(reading);
};

/** Takes a token into what is known of the object. */
const note = (reading: Reading, token: PdfToken): Finding | null => {
  if (reading.pending !== null) {
    // The files of a file specification are a dictionary; a font may be called so too, and is none.
    if (reading.pending === 'EF' && token.kind === 'begin') return finding('embedded-object', '/EF');
    const values = reading.values.get(reading.pending) ?? [];
    if (values.length < mostValues) reading.values.set(reading.pending, [...values, token]);
    reading.pending = null;
  }
  if (token.kind !== 'name') return null;
  const code = suspectName(token.name);
  if (code !== null) return finding(code, `/${token.name}`);
  if (telling.includes(token.name)) reading.pending = token.name;
  return null;
};

const isOfType = ({ values }: Reading, type: string): boolean =>
  values.get('Type')?.some((value) => value.kind === 'name' && value.name === type) === true;

/** The one value of a key; null where there is none, or more than one. */
const valueOf = ({ values }: Reading, key: string): PdfToken | null => {
  const [value, another] = values.get(key) ?? [];
  return another === undefined ? (value ?? null) : null;
};

const afterObject = (reading: Reading): Finding | null =>
  (reading.isTrailer || isOfType(reading, 'XRef')) && reading.values.has('Encrypt')
    ? finding('encrypted')
    : null;

/** Goes past a stream; one that holds objects is unpacked and read. */
const passStream = (
  file: Buffer,
  keywordEnd: number,
  reading: Reading,
  moveTo: (place: number) => void,
  allowance: Allowance,
): Finding | null => {
  // A line feed follows, or a return and a line feed.
  const begin = keywordEnd + (file[keywordEnd] === 13 ? (file[keywordEnd + 1] === 10 ? 2 : 1) : 1);
  const length = valueOf(reading, 'Length');
  const told = length?.kind === 'number' ? begin + length.value : null;
  const isRight =
    told !== null &&
    Number.isSafeInteger(told) &&
    told <= file.length &&
    /^\s{0,4}endstream/u.test(file.subarray(told, told + 16).toString('latin1'));
  const end = isRight ? told : file.indexOf('endstream', begin, 'latin1');
  // Searched for once: a stream without an end ends the reading.
  if (end < 0) return finding('unreadable');
  moveTo(file.indexOf('endstream', end, 'latin1') + 9);
  const holdsObjects =
    isOfType(reading, 'ObjStm') || (reading.values.has('First') && reading.values.has('N'));
  if (!holdsObjects) return null;
  const objects = unpackObjects(file.subarray(begin, end), dictionaryOf(reading), allowance);
  return Buffer.isBuffer(objects) ? scanObjects(objects, allowance) : objects;
};

const dictionaryOf = (reading: Reading): Dictionary => {
  const filter = valueOf(reading, 'Filter');
  return {
    filter: filter?.kind === 'name' ? filter.name : null,
    hasFilter: reading.values.has('Filter'),
    hasParameters: reading.values.has('DecodeParms') || reading.values.has('DP'),
  };
};

const scanObjects = (objects: Buffer, allowance: Allowance): Finding | null =>
  scan(objects, 0, allowance, new Set()) ??
  (rawAction.test(objects.toString('latin1')) ? finding('active-content', '/S') : null);

const windowLength = 4 * 1024 ** 2;
const overlap = 256;

/**
 * A cross-reference may lead into a string, a comment or a stream, where the reading from the beginning saw none:
 * every place that begins as an object does is read on its own, and so is every action.
 */
const scanHidden = (file: Buffer, starts: ReadonlySet<number>): Finding | null => {
  const hidden: number[] = [];
  for (let from = 0; from < file.length; from += windowLength) {
    const text = file.toString(
      'latin1',
      Math.max(0, from - overlap),
      Math.min(file.length, from + windowLength),
    );
    if (rawAction.test(text)) return finding('active-content', '/S');
    for (const match of text.matchAll(objectStart)) {
      const end = Math.max(0, from - overlap) + match.index + match[0].length;
      if (!starts.has(end) && hidden.at(-1) !== end) hidden.push(end);
      if (hidden.length > mostObjects) return finding('archive-too-large');
    }
  }
  hidden.sort((one, other) => one - other);
  for (const [index, place] of hidden.entries()) {
    // Each byte belongs to one of them: the next begins its own reading.
    const end = Math.min(hidden[index + 1] ?? file.length, place + windowLength);
    const found = scanLoose(file.subarray(place, end));
    if (found !== null) return found;
  }
  return null;
};

/** The names of a stretch up to the end of its object; broken strings and streams end it. */
const scanLoose = (stretch: Buffer): Finding | null => {
  const lexer = createPdfLexer(stretch);
  for (let token = lexer.next(); token !== null; token = lexer.next()) {
    if (token.kind === 'broken') return null;
    if (token.kind === 'keyword' && ['endobj', 'stream'].includes(token.word)) return null;
    const code = token.kind === 'name' ? suspectName(token.name) : null;
    if (code !== null && token.kind === 'name') return finding(code, `/${token.name}`);
  }
  return null;
};
