import { crc32, inflateRawSync } from 'node:zlib';
import { type Finding, finding } from '../rules.ts';
import { type Allowance, largestEntryInBytes, takeBytes } from './allowance.ts';
import { readDirectory } from './archive-directory.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { unsafeName } from './archive-names.ts';
import { carriesTestVirus } from './malware.ts';

/** Below this no archive is a bomb; above it, it may hold so many times its own length. */
const harmlessInBytes = 64 * 1024 ** 2;
const largestRatio = 200;

const stored = 0;
const deflated = 8;

/**
 * The entries of an archive that may be unpacked: sound names, no password, an ordinary method, and all together no
 * more than the allowance, which they are taken from. Nothing was unpacked yet.
 */
export const openArchive = (file: Buffer, allowance: Allowance): readonly ArchiveEntry[] | Finding => {
  const entries = readDirectory(file, allowance.entriesLeft);
  if ('code' in entries) return entries;
  allowance.entriesLeft -= entries.length;
  const unsafe = unsafeName(entries);
  if (unsafe !== null) return unsafe;
  const odd = entries.find(({ method }) => method !== stored && method !== deflated);
  if (odd !== undefined) return finding('archive-inconsistent', odd.name);
  const unpacked = entries.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0);
  const isBomb =
    entries.some(({ sizeInBytes }) => sizeInBytes > largestEntryInBytes) ||
    unpacked > Math.max(harmlessInBytes, largestRatio * file.length) ||
    !takeBytes(allowance, unpacked);
  return isBomb ? finding('archive-too-large') : entries;
};

/** An entry's bytes, which are exactly what its directory promises, and no more memory than that. */
export const unpackEntry = (entry: ArchiveEntry): Buffer | Finding => {
  const content = inflated(entry);
  if (content?.length !== entry.sizeInBytes || crc32(content) !== entry.crc32)
    return finding('unreadable', entry.name);
  return carriesTestVirus(content) ? finding('malware', entry.name) : content;
};

const inflated = ({ method, packed, sizeInBytes }: ArchiveEntry): Buffer | null => {
  if (method === stored) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, sizeInBytes), chunkSize: 256 * 1024 });
  } catch {
    // Broken, or longer than promised: both are no archive that others should open.
    return null;
  }
};

/** True for a finding, false for bytes. */
export const isFinding = (value: Buffer | Finding): value is Finding => !Buffer.isBuffer(value);
