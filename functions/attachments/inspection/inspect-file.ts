import { type Finding, finding, extensionsOfType, within } from '../rules.ts';
import { type Allowance, createAllowance } from './allowance.ts';
import { isFinding, openArchive, unpackEntry } from './archive.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { isCompoundFile, readCompoundFile } from './compound-file.ts';
import { inspectHangul } from './hangul.ts';
import { inspectHangulPackage, saysHangul } from './hangul-package.ts';
import { beginsAsPage, carriesArchive } from './hidden-content.ts';
import { carriesTestVirus } from './malware.ts';
import { inspectOffice } from './office.ts';
import { inspectPdf } from './pdf.ts';
import { inspectJpeg, inspectPng } from './picture.ts';

/** How deep archives and documents may lie in each other: an archive, a presentation in it, a workbook in that. */
const deepest = 3;

/**
 * What is wrong with a file that was declared as `contentType`, or null: it is what it says it is, whole, not locked,
 * runs nothing, fetches nothing, hides nothing and carries no known mark of malicious software. The type is told by
 * the content alone. Takes time in proportion to the file's length and at most what the allowance lets it unpack.
 */
export const inspectFile = (bytes: Uint8Array, contentType: string): Finding | null =>
  inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), contentType, createAllowance(), 1);

const inspect = (file: Buffer, contentType: string, allowance: Allowance, depth: number): Finding | null => {
  if (carriesTestVirus(file)) return finding('malware');
  switch (contentType) {
    case 'application/pdf':
      return inspectPdf(file, allowance) ?? hiddenIn(file);
    case 'application/x-hwp':
      return (
        (isCompoundFile(file) ? inspectHangul(file, allowance) : finding('type-differs')) ?? hiddenIn(file)
      );
    case 'image/png':
      return inspectPng(file) ?? hiddenIn(file);
    case 'image/jpeg':
      return inspectJpeg(file) ?? hiddenIn(file);
    default:
      return inspectArchive(file, contentType, allowance, depth);
  }
};

const hiddenIn = (file: Buffer): Finding | null =>
  carriesArchive(file) || beginsAsPage(file) ? finding('hidden-content') : null;

const inspectArchive = (
  file: Buffer,
  contentType: string,
  allowance: Allowance,
  depth: number,
): Finding | null => {
  if (isCompoundFile(file)) return finding(isEncryptedOffice(file) ? 'encrypted' : 'type-differs');
  if (!/^PK(?:\x03\x04|\x05\x06)/u.test(file.subarray(0, 4).toString('latin1')))
    return finding('type-differs');
  if (depth > deepest) return finding('archive-too-deep');
  const entries = openArchive(file, allowance);
  if ('code' in entries) return entries;
  if (contentType === 'application/zip') return inspectEntries(entries, allowance, depth);
  if (contentType === 'application/hwp+zip') return inspectHangulPackage(entries);
  return saysHangul(entries)
    ? finding('type-differs')
    : inspectOffice(entries, contentType, (content, name) =>
        inspectEmbedded(content, name, allowance, depth + 1),
      );
};

/** An Office document under a password: its archive then lies encrypted in a compound file. */
const isEncryptedOffice = (file: Buffer): boolean => {
  const compound = readCompoundFile(file);
  return !('code' in compound) && compound.streams.has('EncryptedPackage');
};

const typeOfExtension = new Map<string, string>(
  Object.entries(extensionsOfType).flatMap(([type, extensions]) =>
    extensions.map((extension) => [extension, type] as const),
  ),
);
const officeTypes: readonly string[] = [...typeOfExtension.values()].filter((type) =>
  type.includes('openxmlformats'),
);

/** Every entry of a plain archive is a file that could be attached by itself, by its name and by its content. */
const inspectEntries = (
  entries: readonly ArchiveEntry[],
  allowance: Allowance,
  depth: number,
): Finding | null => {
  for (const entry of entries) {
    if (entry.isFolder) continue;
    const content = unpackEntry(entry);
    if (isFinding(content)) return content;
    if (isOfMac(entry.name, content)) continue;
    const type = typeOf(entry.name);
    if (type === undefined) return finding('archive-entry-type', entry.name);
    const found = inspect(content, type, allowance, depth + 1);
    if (found !== null) return within(entry.name, found);
  }
  return null;
};

/** A document inside a document: the workbook behind a chart, a slide in a text. */
const inspectEmbedded = (
  content: Buffer,
  name: string,
  allowance: Allowance,
  depth: number,
): Finding | null => {
  const type = typeOf(name);
  return type !== undefined && officeTypes.includes(type)
    ? inspect(content, type, allowance, depth)
    : finding('embedded-object');
};

const typeOf = (name: string): string | undefined =>
  typeOfExtension.get(/\.([^./]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '');

const largestOfMacInBytes = 1024 ** 2;

/** What a Mac puts into every archive beside the files: where they stood in a window, and their attributes. */
const isOfMac = (name: string, content: Buffer): boolean => {
  const start = content.subarray(0, 8).toString('hex');
  return (
    content.length <= largestOfMacInBytes &&
    ((/^__MACOSX\/(?:.*\/)?\._[^/]+$/u.test(name) && start.startsWith('00051607')) ||
      (/(?:^|\/)\.DS_Store$/u.test(name) && start.startsWith('0000000142756431')))
  );
};
