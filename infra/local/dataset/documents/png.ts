import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** A picture in the making: rows from the top, three bytes a pixel. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
};

/** An empty picture in one colour. */
export const createPicture = (width: number, height: number, colour: Colour): Picture => {
  const picture = { width, height, pixels: new Uint8Array(width * height * 3) };
  fillRectangle(picture, 0, 0, width, height, colour);
  return picture;
};

/** Sets a pixel; outside the picture it does nothing. */
export const setPixel = (picture: Picture, x: number, y: number, [red, green, blue]: Colour): void => {
  if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return;
  const offset = (y * picture.width + x) * 3;
  picture.pixels[offset] = red;
  picture.pixels[offset + 1] = green;
  picture.pixels[offset + 2] = blue;
};

/** Fills a rectangle, cut off at the edges of the picture. */
export const fillRectangle = (
  picture: Picture,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: Colour,
): void => {
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) setPixel(picture, x, y, colour);
  }
};

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const chunk = (type: string, content: Uint8Array): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(content.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
};

/** The picture as a PNG file of eight bits a channel, the same bytes at every run. */
export const pngOf = ({ width, height, pixels }: Picture): Uint8Array<ArrayBuffer> => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, true colour; compression, filter and interlace as usual.
  header.set([8, 2, 0, 0, 0], 8);
  const stride = width * 3;
  const rows = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    // Each row begins with its filter, 0 for none.
    rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  }
  // fflate's deflate and not the runtime's: its version is pinned, and so are the bytes.
  const body = zlibSync(rows, { level: 6 });
  return Uint8Array.from(
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', new Uint8Array())]),
  );
};
