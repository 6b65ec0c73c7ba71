import { inflateRawSync } from 'node:zlib';
import { type Finding, finding } from '../rules.ts';
import { type Allowance, isTooLarge, largestEntryInBytes } from './allowance.ts';
import { type CompoundFile, readCompoundFile } from './compound-file.ts';
import { isScripted, suspectAddress } from './hangul-rules.ts';
import { carriesTestVirus } from './malware.ts';

const signature = 'HWP Document File';
const headerLength = 256;
const flagsOffset = 36;

const flags = {
  compressed: 1 << 0,
  password: 1 << 1,
  /** A distribution copy: its text lies encrypted, and may not be printed or copied. */
  distribution: 1 << 2,
  rightsManaged: 1 << 4,
  certificateEncrypted: 1 << 8,
  certificateRightsManaged: 1 << 10,
} as const;
const locked =
  flags.password |
  flags.distribution |
  flags.rightsManaged |
  flags.certificateEncrypted |
  flags.certificateRightsManaged;

/** What pictures may lie in a document; PostScript is a program. */
const pictures = /\.(?:jpe?g|png|gif|bmp|tiff?|wmf|emf|pcx|svg)$/iu;

/**
 * What is wrong with a Hangul document 5.0 (Hancom's published format, revision 1.3): that it is one, whole and not
 * locked, that its scripts are the empty ones every document has, that nothing but pictures is embedded, and that no
 * picture is fetched from elsewhere.
 */
export const inspectHangul = (file: Buffer, allowance: Allowance): Finding | null => {
  const document = readCompoundFile(file);
  if ('code' in document) return document;
  const header = document.read('FileHeader');
  if (header?.subarray(0, signature.length).toString('latin1') !== signature) return finding('type-differs');
  if (header.length < headerLength) return finding('unreadable', 'FileHeader');
  const set = header.readUInt32LE(flagsOffset);
  if ((set & locked) !== 0) return finding('encrypted');
  const unpack = (path: string): Buffer | Finding =>
    unpackStream(document, path, (set & flags.compressed) !== 0, allowance);

  const information = unpack('DocInfo');
  if (!Buffer.isBuffer(information)) return information;
  if (!document.streams.has('BodyText/Section0')) return finding('unreadable', 'BodyText');
  const linked = linkedPicture(information);
  if (linked !== null) return linked;
  for (const path of document.streams.keys()) {
    const found = inspectStream(document, path, unpack);
    if (found !== null) return found;
  }
  return null;
};

const inspectStream = (
  document: CompoundFile,
  path: string,
  unpack: (path: string) => Buffer | Finding,
): Finding | null => {
  if (path.startsWith('BodyText/')) {
    const content = unpack(path);
    return Buffer.isBuffer(content) ? null : content;
  }
  if (path.startsWith('BinData/')) return inspectPicture(document, path, unpack);
  if (path === 'Scripts/DefaultJScript') {
    const content = unpack(path);
    if (!Buffer.isBuffer(content)) return content;
    return isScripted(scriptOf(content)) ? finding('active-content', path) : null;
  }
  // Those hold numbers and settings; any other storage or stream that a program would run is no part of the format.
  return /^Scripts\/(?!JScriptVersion$)|(?:^|\/)(?:_VBA_PROJECT|Macros|\x01Ole10Native)(?:\/|$)/iu.test(path)
    ? finding('active-content', path)
    : null;
};

const inspectPicture = (
  document: CompoundFile,
  path: string,
  unpack: (path: string) => Buffer | Finding,
): Finding | null => {
  if (!pictures.test(path)) return finding('embedded-object', path);
  // Pictures may lie packed or as they are, whatever the header says of the text.
  const plain = document.read(path);
  if (plain === null) return finding('unreadable', path);
  const unpacked = isPicture(plain) ? plain : unpack(path);
  if (!Buffer.isBuffer(unpacked)) return unpacked;
  return /^(?:MZ|\x7fELF|%!PS|\xd0\xcf\x11\xe0|PK\x03\x04|\xc5\xd0\xd3\xc6|%PDF)/u.test(
    unpacked.subarray(0, 8).toString('latin1'),
  )
    ? finding('embedded-object', path)
    : null;
};

const isPicture = (content: Buffer): boolean =>
  /^(?:\xff\xd8\xff|\x89PNG|GIF8|BM|II\*\0|MM\0\*|\xd7\xcd\xc6\x9a|\x01\0\0\0|<svg|<\?xml)/u.test(
    content.subarray(0, 8).toString('latin1'),
  );

const unpackStream = (
  document: CompoundFile,
  path: string,
  isCompressed: boolean,
  allowance: Allowance,
): Buffer | Finding => {
  const packed = document.read(path);
  if (packed === null) return finding('unreadable', path);
  const most = Math.min(allowance.bytesLeft, largestEntryInBytes);
  const content = isCompressed ? inflated(packed, most) : packed;
  if (typeof content === 'string') return finding(content, path);
  allowance.bytesLeft -= content.length;
  return carriesTestVirus(content) ? finding('malware', path) : content;
};

const inflated = (packed: Buffer, most: number): Buffer | 'unreadable' | 'archive-too-large' => {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most), chunkSize: 256 * 1024 });
  } catch (error) {
    return isTooLarge(error) ? 'archive-too-large' : 'unreadable';
  }
};

/** The scripts of a document: counted texts one after another, in UTF-16; all of it as text where the counts are wrong. */
const scriptOf = (content: Buffer): string => {
  const texts: string[] = [];
  let at = 0;
  for (let count = 0; count < 4; count += 1) {
    const end = at + 4 <= content.length ? at + 4 + 2 * content.readUInt32LE(at) : Infinity;
    if (end > content.length) return content.toString('utf16le');
    texts.push(content.subarray(at + 4, end).toString('utf16le'));
    at = end;
  }
  const rest = content.subarray(at);
  const isEnd = rest.length === 0 || (rest.length === 4 && rest.readUInt32LE(0) === 0xffffffff);
  return isEnd ? texts.join('\n') : content.toString('utf16le');
};

const pictureTag = 0x12;
const linkKind = 0;

/** A picture that lies elsewhere: its record in the document's information names a path. */
const linkedPicture = (information: Buffer): Finding | null => {
  let at = 0;
  while (at + 4 <= information.length) {
    const head = information.readUInt32LE(at);
    at += 4;
    let length = head >>> 20;
    if (length === 0xfff) {
      if (at + 4 > information.length) break;
      length = information.readUInt32LE(at);
      at += 4;
    }
    const record = information.subarray(at, at + length);
    if (record.length < length) return finding('unreadable', 'DocInfo');
    if ((head & 0x3ff) === pictureTag && record.length >= 4 && (record.readUInt16LE(0) & 0xf) === linkKind) {
      const path = record.subarray(4, 4 + 2 * record.readUInt16LE(2)).toString('utf16le');
      if (suspectAddress(path)) return finding('external-content', path);
    }
    at += length;
  }
  return null;
};
