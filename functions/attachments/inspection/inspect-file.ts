import { fileTypeFromBuffer } from 'file-type';
import type { FindingCode } from '../rules.ts';
import { inspectCompound, isEncryptedOffice } from './compound.ts';
import { carriesTestVirus } from './malware.ts';
import { inspectPdf } from './pdf.ts';
import { contentTypeOfArchive, inspectArchive } from './archive.ts';

const archiveTypes: readonly string[] = [
  'application/zip',
  'application/hwp+zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
];

/**
 * What is wrong with a file that was declared as `contentType`, or null: it is what it says it is, unbroken, not
 * locked, and carries no known mark of malicious software. The type is told by the content alone.
 */
export const inspectFile = async (bytes: Uint8Array, contentType: string): Promise<FindingCode | null> => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (carriesTestVirus(file)) return 'malware';
  if (archiveTypes.includes(contentType)) return inspectDeclaredArchive(file, contentType);
  const found = await fileTypeFromBuffer(file);
  if (contentType === 'application/x-hwp')
    return found?.mime === 'application/x-cfb' ? inspectCompound(file) : 'type-differs';
  if (found?.mime !== contentType) return 'type-differs';
  return contentType === 'application/pdf' ? inspectPdf(file) : inspectImage(file, contentType);
};

const inspectDeclaredArchive = (file: Buffer, contentType: string): FindingCode | null => {
  const start = file.subarray(0, 4).toString('latin1');
  if (isEncryptedOffice(file)) return 'encrypted';
  if (start !== 'PK\x03\x04' && start !== 'PK\x05\x06') return 'type-differs';
  const archive = inspectArchive(file);
  if (archive.finding !== null) return archive.finding;
  // Any archive is a zip; a document is one with the parts of its kind.
  const isAsDeclared =
    contentType === 'application/zip' || contentTypeOfArchive(archive.entries) === contentType;
  return isAsDeclared ? null : 'type-differs';
};

/** The last bytes of a whole picture; some cameras append more after them. */
const lastBytes: Readonly<Record<string, string>> = {
  'image/png': 'IEND\xae\x42\x60\x82',
  'image/jpeg': '\xff\xd9',
};

const inspectImage = (file: Buffer, contentType: string): FindingCode | null =>
  file.includes(lastBytes[contentType] ?? '', 0, 'latin1') ? null : 'unreadable';
