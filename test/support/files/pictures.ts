import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG, with its checksum. */
export const pngChunk = (kind: string, content: Uint8Array): Buffer => {
  const typed = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(content.length);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), typed.length + 4);
  return chunk;
};

type PngOptions = {
  readonly width?: number;
  readonly height?: number;
  /** Chunks between the header and the points. */
  readonly more?: readonly Buffer[];
  readonly points?: Uint8Array;
  readonly after?: Buffer;
};

/** A grey PNG. */
export const pngFile = ({ width = 2, height = 2, more = [], points, after }: PngOptions = {}): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    ...more,
    pngChunk('IDAT', points ?? deflateSync(Buffer.alloc(Math.min(1000, (width + 1) * height)))),
    pngChunk('IEND', Buffer.alloc(0)),
    after ?? Buffer.alloc(0),
  ]);
};

const segment = (marker: number, content: Uint8Array): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

type JpegOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly comment?: string | Buffer;
  readonly after?: Buffer;
};

/** A grey JPEG of one block, with every table that it needs. */
export const jpegFile = ({ width = 8, height = 8, comment, after }: JpegOptions = {}): Buffer => {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  // One code of one bit: zero for the mean, and the end of the block at once.
  const huffman = (table: number): Buffer =>
    segment(0xc4, Buffer.from([table, 1, ...Array<number>(15).fill(0), 0]));
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    ...(comment === undefined
      ? []
      : [segment(0xfe, typeof comment === 'string' ? Buffer.from(comment) : comment)]),
    segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
    segment(0xc0, frame),
    huffman(0x00),
    huffman(0x10),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f]),
    Buffer.from('ffd9', 'hex'),
    after ?? Buffer.alloc(0),
  ]);
};
