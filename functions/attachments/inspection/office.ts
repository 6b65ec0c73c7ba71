import { type Finding, finding, within } from '../rules.ts';
import { isFinding, unpackEntry } from './archive.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { suspectField, suspectRelationship } from './office-rules.ts';
import { xmlText, xmlTokens, type XmlToken } from './xml.ts';

const family = 'application/vnd.openxmlformats-officedocument';
const mainTypes: Readonly<Record<string, string>> = {
  [`${family}.wordprocessingml.document`]: `${family}.wordprocessingml.document.main+xml`,
  [`${family}.spreadsheetml.sheet`]: `${family}.spreadsheetml.sheet.main+xml`,
  [`${family}.presentationml.presentation`]: `${family}.presentationml.presentation.main+xml`,
};

const typesPart = '[Content_Types].xml';
const rootRelationships = '_rels/.rels';

/** How a document that lies in a document is checked: its bytes, its name. */
export type InspectInner = (content: Buffer, name: string) => Finding | null;

/**
 * What is wrong with the parts of an Office document (ECMA-376, parts 1 and 2): that it is one of the declared kind,
 * that every part has a type and none of them runs (macros, controls, scripts), that nothing is fetched from elsewhere
 * when it is opened, and that no foreign file is embedded. Workbooks behind charts are checked as files of their own.
 */
export const inspectOffice = (
  entries: readonly ArchiveEntry[],
  contentType: string,
  inspectInner: InspectInner,
): Finding | null => {
  const parts = new Map(entries.filter(({ isFolder }) => !isFolder).map((entry) => [entry.name, entry]));
  const types = readTypes(parts);
  if ('code' in types) return types;
  const main = mainPartOf(parts);
  if (typeof main !== 'string') return main;
  const mainType = types.typeOf(main);
  if (mainType !== mainTypes[contentType])
    return isMacroType(mainType ?? '') ? finding('macros', main) : finding('type-differs');
  for (const part of parts.values()) {
    const found = inspectPart(part, types.typeOf(part.name), inspectInner);
    if (found !== null) return found;
  }
  return null;
};

type Types = { readonly typeOf: (part: string) => string | undefined };

const tokensOf = (part: ArchiveEntry): readonly XmlToken[] | Finding => {
  const content = unpackEntry(part);
  if (isFinding(content)) return content;
  const text = xmlText(content, part.name);
  if (typeof text !== 'string') return text;
  const tokens = [...xmlTokens(text)];
  return tokens.at(-1)?.kind === 'broken' ? finding('unreadable', part.name) : tokens;
};

const readTypes = (parts: ReadonlyMap<string, ArchiveEntry>): Types | Finding => {
  const part = parts.get(typesPart);
  if (part === undefined) return finding('type-differs');
  const tokens = tokensOf(part);
  if ('code' in tokens) return tokens;
  const byExtension = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'open') continue;
    const type = token.attributes.get('ContentType') ?? '';
    if (token.name === 'Default')
      byExtension.set((token.attributes.get('Extension') ?? '').toLowerCase(), type);
    if (token.name === 'Override')
      byName.set((token.attributes.get('PartName') ?? '').replace(/^\//u, '').toLowerCase(), type);
  }
  return {
    typeOf: (name) =>
      byName.get(name.toLowerCase()) ?? byExtension.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()),
  };
};

/** The part that the package names as the document itself. */
const mainPartOf = (parts: ReadonlyMap<string, ArchiveEntry>): string | Finding => {
  const root = parts.get(rootRelationships);
  if (root === undefined) return finding('type-differs');
  const tokens = tokensOf(root);
  if ('code' in tokens) return tokens;
  const targets = tokens.flatMap((token) =>
    token.kind === 'open' && (token.attributes.get('Type') ?? '').endsWith('/officeDocument')
      ? [(token.attributes.get('Target') ?? '').replace(/^(?:\.?\/)?/u, '')]
      : [],
  );
  const [main] = targets;
  // Two of them, and programs would show different documents.
  if (main === undefined || targets.length > 1) return finding('type-differs');
  return parts.has(main) ? main : finding('unreadable', main);
};

const isMacroType = (type: string): boolean => /macroEnabled|vbaProject|vbaData|macrosheet/iu.test(type);
const isRunningType = (type: string): boolean =>
  /activeX|webextension|x-msdownload|javascript|ecmascript|vbscript|text\/html|shockwave/iu.test(type);

const inspectPart = (
  part: ArchiveEntry,
  type: string | undefined,
  inspectInner: InspectInner,
): Finding | null => {
  const { name } = part;
  if (/(?:^|\/)vba(?:Project|ProjectSignature|Data)\.|(?:^|\/)macrosheets\//iu.test(name))
    return finding('macros', name);
  if (name !== typesPart && !/^\[trash\]\//iu.test(name)) {
    if (type === undefined) return finding('archive-inconsistent', name);
    if (isMacroType(type)) return finding('macros', name);
    if (isRunningType(type)) return finding('active-content', name);
  }
  const content = unpackEntry(part);
  if (isFinding(content)) return content;
  if (/\.rels$/iu.test(name)) return inspectRelationships(part);
  if (/\.(?:xml|vml)$/iu.test(name)) return inspectXml(content, name);
  return inspectBinary(content, name, inspectInner);
};

const inspectRelationships = (part: ArchiveEntry): Finding | null => {
  const tokens = tokensOf(part);
  if ('code' in tokens) return tokens;
  for (const token of tokens) {
    if (token.kind !== 'open' || token.name !== 'Relationship') continue;
    const code = suspectRelationship({
      type: token.attributes.get('Type') ?? '',
      target: token.attributes.get('Target') ?? '',
      isExternal: token.attributes.get('TargetMode') === 'External',
    });
    if (code !== null) return finding(code, `${part.name}: ${token.attributes.get('Target') ?? ''}`);
  }
  return null;
};

/** The parts in which fields and links to running programs stand. */
const inspectXml = (content: Buffer, name: string): Finding | null => {
  const text = xmlText(content, name);
  if (typeof text !== 'string') return isLargeSheet(text, name, content) ? null : text;
  if (/<(?:[^\s<>/:]+:)?(?:ddeLink|oleLink)\b/u.test(text)) return finding('active-content', name);
  if (!/instrText|fldSimple/u.test(text)) return null;
  const fields = fieldsIn(text);
  if (fields === null) return finding('unreadable', name);
  const code = suspectField(fields);
  return code === null ? null : finding(code, name);
};

/** The instructions of the fields of a text, one a line; null where it is no XML. */
const fieldsIn = (text: string): string | null => {
  let fields = '';
  let isField = false;
  for (const token of xmlTokens(text)) {
    if (token.kind === 'broken') return null;
    if (token.kind === 'text' && isField) fields += token.text;
    if (token.kind === 'close' && token.name === 'instrText') isField = false;
    if (token.kind === 'open') {
      isField = token.name === 'instrText';
      fields += betweenFields(token.name, token.attributes);
    }
  }
  return fields;
};

/** A field's instruction may be cut into runs; between fields stands at least its end. */
const betweenFields = (name: string, attributes: ReadonlyMap<string, string>): string => {
  if (name === 'fldSimple') return `\n${attributes.get('instr') ?? ''}\n`;
  return name === 'fldChar' && attributes.get('fldCharType') !== 'separate' ? '\n' : '';
};

/** Sheets may be larger than any other part; they hold no fields, and a document type stands at the beginning. */
const isLargeSheet = (found: Finding, name: string, content: Buffer): boolean =>
  found.code === 'archive-too-large' &&
  /^xl\/(?:worksheets\/[^/]+|sharedStrings)\.xml$/iu.test(name) &&
  !content.includes('<!DOCTYPE') &&
  !content.includes('<!ENTITY');

const foreign: readonly (readonly [string, string])[] = [
  ['d0cf11e0a1b11ae1', 'OLE'],
  ['4d5a', 'EXE'],
  ['7f454c46', 'ELF'],
  ['25504446', 'PDF'],
  ['7b5c727466', 'RTF'],
  ['526172211a07', 'RAR'],
  ['377abcaf271c', '7z'],
];

const inspectBinary = (content: Buffer, name: string, inspectInner: InspectInner): Finding | null => {
  if (content.subarray(0, 4).toString('latin1') === 'PK\x03\x04') {
    const found = inspectInner(content, name);
    return found === null ? null : within(name, found);
  }
  const start = content.subarray(0, 8).toString('hex');
  if (foreign.some(([magic]) => start.startsWith(magic))) return finding('embedded-object', name);
  return /\.svg$/iu.test(name) && /<script|\son\w+\s*=/iu.test(content.toString('utf8'))
    ? finding('active-content', name)
    : null;
};
