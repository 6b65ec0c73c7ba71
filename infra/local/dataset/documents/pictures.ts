import { fractionOf, integerOf } from '../seeded.ts';
import { breakLetters, drawLetters, letterPitch } from './lettering.ts';
import { type Colour, createPicture, fillRectangle, pngOf, setPixel } from './png.ts';

/** A pair of bars: the target and what is claimed for it. */
export type BarPair = {
  readonly name: string;
  readonly unit: string;
  readonly target: number;
  /** Null where nothing is claimed. */
  readonly claimed: number | null;
  readonly isLessBetter: boolean;
};

const paper: Colour = [252, 252, 250];
const ink: Colour = [34, 40, 49];
const muted: Colour = [120, 128, 138];
const targetColour: Colour = [176, 184, 194];

const size = { width: 900, height: 560 } as const;
const baseline = 420;
const targetHeight = 170;
const greatestHeight = 300;

/** A bar chart of targets and claims: in each group the target's bar has one height, the claim's is in proportion. */
export const chartOf = (title: string, groups: readonly BarPair[], seed: string): Uint8Array<ArrayBuffer> => {
  const picture = createPicture(size.width, size.height, paper);
  const claimColour: Colour = [
    integerOf(`${seed}:red`, 20, 90),
    integerOf(`${seed}:green`, 90, 150),
    integerOf(`${seed}:blue`, 120, 200),
  ];
  breakLetters(title, Math.floor((size.width - 80) / (letterPitch * 2)))
    .slice(0, 2)
    .forEach((line, index) => {
      drawLetters(picture, line, 40, 24 + index * 22, 2, ink);
    });
  for (let height = 0; height <= greatestHeight; height += 50) {
    fillRectangle(picture, 40, baseline - height, size.width - 80, 1, [228, 231, 235]);
  }
  fillRectangle(picture, 40, baseline, size.width - 80, 2, ink);

  const groupWidth = Math.floor((size.width - 80) / groups.length);
  groups.forEach(({ name, unit, target, claimed, isLessBetter }, index) => {
    const left = 40 + index * groupWidth;
    const ratio = claimed === null ? 0 : target === 0 ? 1 : claimed / target;
    const claimHeight = Math.min(greatestHeight, Math.round(ratio * targetHeight));
    fillRectangle(picture, left + 40, baseline - targetHeight, 70, targetHeight, targetColour);
    fillRectangle(picture, left + 130, baseline - claimHeight, 70, claimHeight, claimColour);
    drawLetters(picture, `${target}`, left + 44, baseline - targetHeight - 22, 2, muted);
    drawLetters(
      picture,
      claimed === null ? '-' : `${claimed}`,
      left + 134,
      baseline - claimHeight - 22,
      2,
      ink,
    );
    drawLetters(picture, `${unit} (${isLessBetter ? 'less' : 'more'} is better)`, left + 8, 436, 1, muted);
    breakLetters(name, Math.floor((groupWidth - 16) / (letterPitch * 2)))
      .slice(0, 4)
      .forEach((line, row) => {
        drawLetters(picture, line, left + 8, 452 + row * 20, 2, ink);
      });
  });
  fillRectangle(picture, size.width - 250, 540, 12, 12, targetColour);
  drawLetters(picture, 'target', size.width - 232, 542, 1, ink);
  fillRectangle(picture, size.width - 150, 540, 12, 12, claimColour);
  drawLetters(picture, 'claimed', size.width - 132, 542, 1, ink);
  return pngOf(picture);
};

/** Grain like a camera's: a small generator, since a hash for each pixel would take seconds. */
const grainOf = (seed: string): (() => number) => {
  let state = integerOf(seed, 1, 2 ** 31 - 1);
  return () => {
    // Marsaglia's xorshift with 32 bits.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/** A picture like a photograph of a housing on a bench, lit from the left, with a camera's grain. */
export const prototypePictureOf = (seed: string): Uint8Array<ArrayBuffer> => {
  const width = integerOf(`${seed}:width`, 260, 330);
  const height = Math.round(width * 0.7);
  const picture = createPicture(width, height, [0, 0, 0]);
  const grain = grainOf(`${seed}:grain`);
  const hue = [fractionOf(`${seed}:red`), fractionOf(`${seed}:green`), fractionOf(`${seed}:blue`)] as const;
  const box = {
    left: Math.round(width * 0.22),
    right: Math.round(width * (0.62 + 0.2 * fractionOf(`${seed}:right`))),
    top: Math.round(height * (0.25 + 0.15 * fractionOf(`${seed}:top`))),
    bottom: Math.round(height * 0.74),
  };
  const horizon = height * 0.6;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 1 - (0.45 * x) / width;
      const isBox = x >= box.left && x < box.right && y >= box.top && y < box.bottom;
      const isVent =
        isBox && y > (box.top + box.bottom) / 2 && y % 6 < 2 && x > box.left + 12 && x < box.right - 12;
      const isLamp = (x - box.right + 16) ** 2 + (y - box.top - 14) ** 2 < 20;
      const base = isBox ? 96 + 90 * light : y < horizon ? 190 * light : 120 + 60 * light;
      const shade = isLamp ? 250 : isVent ? 40 : base;
      const noise = (grain() - 0.5) * 12;
      const tint = isBox ? hue : ([0.5, 0.48, 0.44] as const);
      const channel = (part: number): number =>
        Math.max(0, Math.min(255, Math.round(shade * (0.75 + 0.5 * part) + noise)));
      setPixel(picture, x, y, [channel(tint[0]), channel(tint[1]), channel(tint[2])]);
    }
  }
  return pngOf(picture);
};
