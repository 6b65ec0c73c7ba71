import { crc32 } from 'node:zlib';
import { type Finding, finding, hasHiddenCharacters, isDeviceName } from '../rules.ts';
import { type ArchiveEntry, fieldOf } from './archive-entry.ts';

const unicodeBit = 0b1000_0000_0000;
const unicodePathField = 0x7075;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** In the labels of the web this is code page 949, in which Korean Windows writes names. */
const korean = new TextDecoder('euc-kr', { fatal: true });

/**
 * An entry's name. Where the archive does not say that it is UTF-8 it may be that all the same, as from a Mac, or of
 * Korean Windows. Null where it is neither, or where the archive tells programs two names.
 */
export const nameOfEntry = (bytes: Buffer, flags: number, extra: Buffer): string | null => {
  const written = decoded(bytes, (flags & unicodeBit) !== 0);
  const field = fieldOf(extra, unicodePathField);
  if (field === null || written === null) return written;
  // Version 1, the checksum of the plain name, and the name in UTF-8; without the right checksum it counts for nothing.
  if (field.length < 5 || field.readUInt32LE(1) !== crc32(bytes)) return written;
  const second = decoded(field.subarray(5), true);
  const isPlain = bytes.every((byte) => byte < 0x80);
  return isPlain && second !== written ? null : second;
};

const decoded = (bytes: Buffer, isUnicode: boolean): string | null => {
  for (const decoder of isUnicode ? [utf8] : [utf8, korean])
    try {
      return decoder.decode(bytes);
    } catch {
      // Not in this code.
    }
  return null;
};

/** The kinds of a Unix mode that are a file or a folder, or tell nothing. */
const ordinaryKinds: readonly number[] = [0x0000, 0x8000, 0x4000];
const kindBits = 0xf000;
const longestName = 1000;
const deepestName = 32;

/** Tells a name that leads out of the folder it is unpacked to, hides something, or stands twice, and a link. */
export const unsafeName = (entries: readonly ArchiveEntry[]): Finding | null => {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { name, mode, isFolder, sizeInBytes } of entries) {
    const own = isFolder ? name.slice(0, -1) : name;
    const parts = own.split('/');
    const isSafe =
      name.length <= longestName &&
      parts.length <= deepestName &&
      ordinaryKinds.includes(mode & kindBits) &&
      !(isFolder && sizeInBytes > 0) &&
      parts.every(isSafeSegment);
    if (!isSafe) return finding('archive-entry-name', name);
    // As file systems compare that take capitals for small letters, and composed letters for decomposed.
    const key = own.normalize('NFC').toLowerCase();
    const segments = key.split('/');
    for (let length = 1; length < segments.length; length += 1)
      folders.add(segments.slice(0, length).join('/'));
    if (files.has(key)) return finding('archive-inconsistent', name);
    if (isFolder) folders.add(key);
    else files.add(key);
  }
  const both = [...files].find((name) => folders.has(name));
  return both === undefined ? null : finding('archive-inconsistent', both);
};

const isSafeSegment = (segment: string): boolean =>
  !/^\.{0,2}$/u.test(segment) &&
  !/[\\:*?"<>|]/u.test(segment) &&
  !/[. ]$/u.test(segment) &&
  !hasHiddenCharacters(segment) &&
  !isDeviceName(segment);
