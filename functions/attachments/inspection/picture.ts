import { crc32 } from 'node:zlib';
import { type Finding, finding } from '../rules.ts';
import { beginsAsPage, isBlank } from './hidden-content.ts';

/** More than the largest cameras make; beyond it a viewer needs more memory than computers have. */
const mostPoints = 300_000_000;
const longestSide = 65_535;

const tooLarge = (width: number, height: number): Finding | null =>
  width > longestSide || height > longestSide || width * height > mostPoints
    ? finding('picture-too-large', `${width} × ${height}`)
    : null;

const pngMagic = '89504e470d0a1a0a';
const knownCritical: readonly string[] = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
/** Texts and profiles unpack to a thousand times their length; real ones are short. */
const largestTextInBytes = 4 * 1024 ** 2;

/** What is wrong with a PNG (W3C PNG, third edition): every chunk whole, in order, up to the end of the file. */
export const inspectPng = (file: Buffer): Finding | null => {
  if (file.subarray(0, 8).toString('hex') !== pngMagic) return finding('type-differs');
  let at = 8;
  let points = false;
  for (let index = 0; at + 12 <= file.length; index += 1) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > file.length || !/^[A-Za-z]{4}$/u.test(kind)) return finding('unreadable');
    const content = file.subarray(at + 8, at + 8 + length);
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== file.readUInt32BE(at + 8 + length))
      return finding('unreadable', kind);
    at += 12 + length;
    if ((index === 0) !== (kind === 'IHDR')) return finding('unreadable', kind);
    const wrong = wrongChunk(kind, content);
    if (wrong !== null) return wrong;
    points ||= kind === 'IDAT' && length > 0;
    if (kind === 'IEND') {
      if (!points) return finding('unreadable');
      return isBlank(file.subarray(at)) && !beginsAsPage(file) ? null : finding('hidden-content');
    }
  }
  return finding('unreadable');
};

const wrongChunk = (kind: string, content: Buffer): Finding | null => {
  if (kind === 'IHDR') {
    if (content.length !== 13) return finding('unreadable', kind);
    const [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
    return width === 0 || height === 0 ? finding('unreadable', kind) : tooLarge(width, height);
  }
  if (/^[A-Z]/u.test(kind) && !knownCritical.includes(kind)) return finding('unreadable', kind);
  return /^(?:zTXt|iTXt|iCCP|tEXt)$/u.test(kind) && content.length > largestTextInBytes
    ? finding('picture-too-large', kind)
    : null;
};

/** Cameras append further pictures, the film of a moving picture, and their own notes; no more of them than this. */
const mostPictures = 16;

/**
 * What is wrong with a JPEG (ITU-T T.81): every segment whole up to its end, with points and of a possible size. What
 * cameras put behind the end may stay: blanks, further pictures, a film, a maker's notes.
 */
export const inspectJpeg = (file: Buffer): Finding | null => {
  if (file.subarray(0, 3).toString('hex') !== 'ffd8ff') return finding('type-differs');
  if (beginsAsPage(file)) return finding('hidden-content');
  let at = 0;
  for (let count = 0; count < mostPictures && isJpeg(file, at); count += 1) {
    const end = endOfJpeg(file, at);
    if (typeof end !== 'number') return count === 0 ? end : finding('hidden-content');
    at = end;
    // Between pictures stand zeros up to a round place.
    let next = end;
    while (file[next] === 0) next += 1;
    if (isJpeg(file, next)) at = next;
  }
  const rest = file.subarray(at);
  return isBlank(rest) || isOfCamera(rest) ? null : finding('hidden-content');
};

const isJpeg = (file: Buffer, at: number): boolean =>
  file[at] === 0xff && file[at + 1] === 0xd8 && file[at + 2] === 0xff;

/** Where the picture that begins at `start` ends. */
const endOfJpeg = (file: Buffer, start: number): number | Finding => {
  let at = start + 2;
  let hasFrame = false;
  let hasScan = false;
  while (at + 2 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    if (marker === endMarker) return hasFrame && hasScan ? at + 2 : finding('unreadable');
    if (isBare(marker)) {
      // A marker may be preceded by any number of fillers.
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const content = segmentAt(file, at);
    if (content === null) break;
    const wrong = isFrame(marker) ? wrongFrame(content) : null;
    if (wrong !== null) return wrong;
    hasFrame ||= isFrame(marker);
    at += 4 + content.length;
    if (marker !== scanMarker) continue;
    hasScan = true;
    at = endOfScan(file, at);
  }
  return finding('unreadable');
};

const endMarker = 0xd9;
const scanMarker = 0xda;

/** Markers without a segment: a filler, a restart, one for private use of coders. */
const isBare = (marker: number): boolean =>
  marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

const segmentAt = (file: Buffer, at: number): Buffer | null => {
  if (at + 4 > file.length) return null;
  const length = file.readUInt16BE(at + 2);
  return length < 2 || at + 2 + length > file.length ? null : file.subarray(at + 4, at + 2 + length);
};

const wrongFrame = (content: Buffer): Finding | null => {
  if (content.length < 6) return finding('unreadable');
  const [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)];
  return width === 0 ? finding('unreadable') : tooLarge(width, height);
};

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** The marker that follows the points of a scan: 0xff before a zero or a restart belongs to them. */
const endOfScan = (file: Buffer, start: number): number => {
  let at = file.indexOf(0xff, start);
  while (at >= 0) {
    const following = file[at + 1] ?? 0xd9;
    if (following !== 0 && following !== 0xff && !(following >= 0xd0 && following <= 0xd7)) return at;
    at = file.indexOf(0xff, at + 1);
  }
  return file.length;
};

const longestNotes = 1024 ** 2;

const isOfCamera = (rest: Buffer): boolean => {
  // The film of a moving picture, or notes that end with their maker's mark.
  const isFilm = /^ftyp(?:mp4|isom|MSNV|qt|avc|heic|hvc)/u.test(rest.subarray(4, 12).toString('latin1'));
  const isNotes =
    rest.length <= longestNotes && rest.subarray(-4).toString('latin1') === 'SEFT' && rest.includes('SEFH');
  return isFilm || isNotes || (isSamsungFilm(rest) && rest.subarray(-4).toString('latin1') === 'SEFT');
};

/** Samsung's note of a moving picture stands before its film. */
const isSamsungFilm = (rest: Buffer): boolean =>
  rest.subarray(0, 64).includes('MotionPhoto_Data') && rest.subarray(0, 96).includes('ftyp');
