import { type Colour, fillRectangle, type Picture } from './png.ts';

/** Letters of five by seven dots: five columns from the left, each a hexadecimal byte, lowest bit on top. */
const glyphs: Readonly<Record<string, string>> = {
  '0': '3e5149453e',
  '1': '00427f4000',
  '2': '4261514946',
  '3': '2141454b31',
  '4': '1814127f10',
  '5': '2745454539',
  '6': '3c4a494930',
  '7': '0171090503',
  '8': '3649494936',
  '9': '064949291e',
  A: '7e1111117e',
  B: '7f49494936',
  C: '3e41414122',
  D: '7f4141221c',
  E: '7f49494941',
  F: '7f09090901',
  G: '3e4149497a',
  H: '7f0808087f',
  I: '00417f4100',
  J: '2040413f01',
  K: '7f08142241',
  L: '7f40404040',
  M: '7f020c027f',
  N: '7f0408107f',
  O: '3e4141413e',
  P: '7f09090906',
  Q: '3e4151215e',
  R: '7f09192946',
  S: '4649494931',
  T: '01017f0101',
  U: '3f4040403f',
  V: '1f2040201f',
  W: '3f4038403f',
  X: '6314081463',
  Y: '0708700807',
  Z: '6151494543',
  '.': '0060600000',
  ',': '0050300000',
  '-': '0808080808',
  '+': '08083e0808',
  '%': '2313086462',
  '/': '2010080402',
  ':': '0036360000',
  '(': '001c224100',
  ')': '0041221c00',
  "'": '0005030000',
};

const spelled: readonly (readonly [string, string])[] = [
  ['℃', 'DEG C'],
  ['µ', 'U'],
  ['²', '2'],
  ['³', '3'],
  ['’', "'"],
];

/** The width of a letter and the gap after it, in dots. */
export const letterPitch = 6;

/** Text in capitals that the letters can write; what they lack becomes a gap. */
const writable = (text: string): string =>
  spelled.reduce((spelling, [sign, letters]) => spelling.replaceAll(sign, letters), text).toUpperCase();

/** Writes a line of text with its upper left corner at (`left`, `top`), each dot `scale` pixels wide. */
export const drawLetters = (
  picture: Picture,
  text: string,
  left: number,
  top: number,
  scale: number,
  colour: Colour,
): void => {
  Array.from(writable(text)).forEach((letter, place) => {
    const columns = Buffer.from(glyphs[letter] ?? '', 'hex');
    columns.forEach((column, x) => {
      for (let y = 0; y < 7; y++) {
        if ((column & (1 << y)) === 0) continue;
        const dotLeft = left + (place * letterPitch + x) * scale;
        fillRectangle(picture, dotLeft, top + y * scale, scale, scale, colour);
      }
    });
  });
};

/** Lines of at most `length` letters, broken at spaces. */
export const breakLetters = (text: string, length: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
