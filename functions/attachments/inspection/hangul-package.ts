import { type Finding, finding } from '../rules.ts';
import { isFinding, unpackEntry } from './archive.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { isScripted, suspectAddress } from './hangul-rules.ts';
import { largestXmlInBytes, xmlText, xmlTokens } from './xml.ts';

const packageType = 'application/hwp+zip';

/** True for an archive that says first of all that it is a Hangul document. */
export const saysHangul = (entries: readonly ArchiveEntry[]): boolean => entries[0]?.name === 'mimetype';

/** What may lie in a document beside its XML; the manifest of container.rdf among it. */
const pictures = /\.(?:jpe?g|png|gif|bmp|tiff?|wmf|emf|svg)$/iu;

/**
 * What is wrong with the parts of a Hangul document of the newer format (OWPML, KS X 6101): its type stands first and
 * plain, it has a text, its scripts are empty, nothing but pictures is embedded, and none is fetched from elsewhere.
 */
export const inspectHangulPackage = (entries: readonly ArchiveEntry[]): Finding | null => {
  const [type] = entries;
  if (type?.name !== 'mimetype') return finding('type-differs');
  const told = unpackEntry(type);
  if (isFinding(told)) return told;
  if (type.method !== 0 || told.toString('latin1').trim() !== packageType) return finding('type-differs');
  const names = new Set(entries.map(({ name }) => name));
  for (const needed of ['Contents/content.hpf', 'Contents/header.xml', 'Contents/section0.xml'])
    if (!names.has(needed)) return finding('unreadable', needed);
  for (const entry of entries.slice(1)) {
    const found = entry.isFolder ? null : inspectPart(entry);
    if (found !== null) return found;
  }
  return null;
};

const inspectPart = (entry: ArchiveEntry): Finding | null => {
  const { name } = entry;
  const content = unpackEntry(entry);
  if (isFinding(content)) return content;
  if (/^Scripts\//iu.test(name))
    return isScripted(scriptText(content)) ? finding('active-content', name) : null;
  if (/\.(?:xml|hpf|rdf)$/iu.test(name)) return inspectXml(content, name);
  if (/^Preview\/PrvText\.txt$/iu.test(name)) return null;
  if (!pictures.test(name)) return finding('embedded-object', name);
  return /^(?:MZ|\x7fELF|%!PS|\xd0\xcf\x11\xe0|PK\x03\x04|\xc5\xd0\xd3\xc6|%PDF)/u.test(
    content.subarray(0, 8).toString('latin1'),
  )
    ? finding('embedded-object', name)
    : null;
};

/** Scripts are kept in UTF-16 or UTF-8. */
const scriptText = (content: Buffer): string =>
  content.includes(0) ? content.toString('utf16le') : content.toString('utf8');

/** Elements of the manifest that say a file is encrypted. */
const cipherElements: readonly string[] = ['encryption-data', 'EncryptedData', 'EncryptedKey'];

const inspectXml = (content: Buffer, name: string): Finding | null => {
  if (content.length > largestXmlInBytes) return finding('archive-too-large', name);
  const text = xmlText(content, name);
  if (typeof text !== 'string') return text;
  for (const token of xmlTokens(text)) {
    if (token.kind === 'broken') return finding('unreadable', name);
    if (token.kind !== 'open') continue;
    if (cipherElements.includes(token.name)) return finding('encrypted', name);
    if (token.name === 'ole') return finding('embedded-object', name);
    // Items of the manifest and pictures name their file; hyperlinks stand in fields and have to be clicked.
    const address = token.attributes.get('href') ?? token.attributes.get('src');
    if (address !== undefined && suspectAddress(address)) return finding('external-content', address);
  }
  return null;
};
