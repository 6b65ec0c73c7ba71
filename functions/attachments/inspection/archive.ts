import { crc32, inflateRawSync } from 'node:zlib';
import type { FindingCode } from '../rules.ts';
import { carriesTestVirus } from './malware.ts';
import { type ArchiveEntry, readDirectory } from './archive-directory.ts';

/** What an archive holds, with the content of its entry `mimetype` where it has one. */
export type Archive = {
  readonly finding: FindingCode | null;
  readonly entries: readonly (ArchiveEntry & { readonly content: Buffer | null })[];
};

const largestUnpackedInBytes = 1024 ** 3;
const mostEntries = 10_000;
/** Entries are unpacked one by one as long as these last; what lies beyond is not looked into. */
const unpackedAtOnceInBytes = 64 * 1024 ** 2;
const unpackedInAllInBytes = 256 * 1024 ** 2;

const stored = 0;
const deflated = 8;

/**
 * Checks an archive by its directory before anything is unpacked: no password, and no more than 10,000 entries or a
 * GiB unpacked. Then unpacks entry by entry, never more than the directory promises, and checks each.
 */
export const inspectArchive = (file: Buffer): Archive => {
  const entries = readDirectory(file, mostEntries + 1);
  if (entries === null) return { finding: 'unreadable', entries: [] };
  if (entries.some(({ isEncrypted }) => isEncrypted)) return { finding: 'encrypted', entries: [] };
  const packed = entries.reduce((sum, entry) => sum + entry.packed.length, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.sizeInBytes, 0);
  // More packed bytes than the file has means that entries share them: the trick of archives that grow without end.
  const isTooLarge =
    entries.length > mostEntries || unpacked > largestUnpackedInBytes || packed > file.length;
  return isTooLarge ? { finding: 'archive-too-large', entries: [] } : unpack(entries);
};

const unpack = (entries: readonly ArchiveEntry[]): Archive => {
  const opened: (ArchiveEntry & { content: Buffer | null })[] = [];
  let left = unpackedInAllInBytes;
  for (const entry of entries) {
    const isLookedInto =
      (entry.method === stored || entry.method === deflated) &&
      entry.sizeInBytes <= Math.min(left, unpackedAtOnceInBytes);
    if (!isLookedInto) {
      opened.push({ ...entry, content: null });
      continue;
    }
    left -= entry.sizeInBytes;
    const content = contentOf(entry);
    if (content === null) return { finding: 'unreadable', entries: [] };
    if (carriesTestVirus(content)) return { finding: 'malware', entries: [] };
    // Only the one that names the type is kept in memory.
    opened.push({ ...entry, content: entry.name === 'mimetype' ? content : null });
  }
  return { finding: null, entries: opened };
};

/** An entry's bytes; null where they are not what the directory promises. */
const contentOf = (entry: ArchiveEntry): Buffer | null => {
  try {
    const content =
      entry.method === stored
        ? entry.packed
        : inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, entry.sizeInBytes) });
    return content.length === entry.sizeInBytes && crc32(content) === entry.crc32 ? content : null;
  } catch {
    // Broken, or longer than promised: both are no archive that others should open.
    return null;
  }
};

const office = 'application/vnd.openxmlformats-officedocument';
const mainParts: Readonly<Record<string, string>> = {
  'word/document.xml': `${office}.wordprocessingml.document`,
  'xl/workbook.xml': `${office}.spreadsheetml.sheet`,
  'ppt/presentation.xml': `${office}.presentationml.presentation`,
};

/** The type of a document that an archive is, by its parts; `application/zip` for any other. */
export const contentTypeOfArchive = (entries: Archive['entries']): string => {
  const names = new Set(entries.map(({ name }) => name));
  const declared = entries.find(({ name }) => name === 'mimetype')?.content;
  if (declared?.toString('latin1').trim() === 'application/hwp+zip') return 'application/hwp+zip';
  // With macros it is another type, one that nobody may attach.
  const hasMacros = [...names].some((name) => name.endsWith('/vbaProject.bin'));
  if (!names.has('[Content_Types].xml') || hasMacros) return 'application/zip';
  return Object.entries(mainParts).find(([part]) => names.has(part))?.[1] ?? 'application/zip';
};
