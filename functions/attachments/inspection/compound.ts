import type { FindingCode } from '../rules.ts';

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** First bytes of the stream FileHeader of a Hangul document 5.0; a word of flags follows 36 bytes on. */
const hangulSignature = 'HWP Document File';
const flagsOffset = 36;
const passwordFlag = 0b10;

/** What is wrong with a compound file that was declared as a Hangul document. */
export const inspectCompound = (file: Buffer): FindingCode | null => {
  const header = file.indexOf(hangulSignature, 0, 'latin1');
  if (header < 0) return 'type-differs';
  if (header + flagsOffset + 4 > file.length) return 'unreadable';
  return (file.readUInt32LE(header + flagsOffset) & passwordFlag) === 0 ? null : 'encrypted';
};

/** True for an Office document under a password: the archive then lies encrypted in a compound file. */
export const isEncryptedOffice = (file: Buffer): boolean =>
  file.subarray(0, magic.length).equals(magic) && file.includes('EncryptedPackage', 0, 'utf16le');
