import { deflateRawSync } from 'node:zlib';
import { compoundOf } from './compound.ts';

/** The bits of a Hangul document's header. */
export const hangulFlags = {
  compressed: 1,
  password: 2,
  distribution: 4,
  rightsManaged: 16,
  certificateEncrypted: 256,
} as const;

const headerOf = (flags: number): Buffer => {
  const header = Buffer.alloc(256);
  header.write('HWP Document File', 0, 'latin1');
  header.writeUInt32LE(0x05000300, 32);
  header.writeUInt32LE(flags, 36);
  return header;
};

/** A record of a document's stream: its tag, and its bytes. */
export const hangulRecord = (tag: number, content: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(tag + content.length * 2 ** 20);
  return Buffer.concat([head, content]);
};

const text = (written: string): Buffer => {
  const counted = Buffer.alloc(4 + 2 * written.length);
  counted.writeUInt32LE(written.length);
  counted.write(written, 4, 'utf16le');
  return counted;
};

/** A document's scripts as they are stored: the header's, and the functions for its events. */
export const hangulScripts = (header: string, functions: string): Buffer =>
  Buffer.concat([text(header), text(functions), text(''), text(''), Buffer.alloc(4, 0xff)]);

const emptyScripts = hangulScripts(
  'var Documents = XHwpDocuments;\r\nvar Document = Documents.Active_XHwpDocument;\r\n',
  'function OnDocument_New()\r\n{\r\n\t//todo : \r\n}\r\n\r\nfunction OnDocument_Open()\r\n{\r\n\t//todo : \r\n}\r\n\r\n',
);

type HangulOptions = {
  readonly flags?: number;
  /** Instead of, or beside, the usual streams; packed as the flags say. */
  readonly streams?: Readonly<Record<string, Buffer>>;
  /** As they are. */
  readonly plainStreams?: Readonly<Record<string, Buffer>>;
  readonly without?: readonly string[];
};

/** A Hangul document 5.0 as the program writes it: a page of text, empty scripts, a preview. */
export const hangulFile = ({
  flags = hangulFlags.compressed,
  streams = {},
  plainStreams = {},
  without = [],
}: HangulOptions = {}): Buffer => {
  const packed = {
    DocInfo: hangulRecord(0x10, Buffer.alloc(26, 1)),
    'BodyText/Section0': hangulRecord(
      0x43,
      Buffer.from('제안서 본문 '.repeat(500), 'utf16le').subarray(0, 4000),
    ),
    'Scripts/DefaultJScript': emptyScripts,
    ...streams,
  };
  const isCompressed = (flags & hangulFlags.compressed) !== 0;
  const all: Record<string, Buffer> = {
    FileHeader: headerOf(flags),
    ...Object.fromEntries(
      Object.entries(packed).map(([path, content]) => [
        path,
        isCompressed ? deflateRawSync(content) : content,
      ]),
    ),
    'Scripts/JScriptVersion': Buffer.alloc(13, 1),
    PrvText: Buffer.from('제안서', 'utf16le'),
    '\x05HwpSummaryInformation': Buffer.alloc(500, 2),
    ...plainStreams,
  };
  return compoundOf(Object.fromEntries(Object.entries(all).filter(([path]) => !without.includes(path))));
};
