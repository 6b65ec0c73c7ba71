import { createHash } from 'node:crypto';

/** A fraction from 0 up to but not 1 that is always the same for a seed: the first 48 bits of its SHA-256. */
export const fractionOf = (seed: string): number =>
  createHash('sha256').update(seed, 'utf8').digest().readUIntBE(0, 6) / 2 ** 48;

/** A whole number from `least` to `greatest`, both included, always the same for a seed. */
export const integerOf = (seed: string, least: number, greatest: number): number =>
  least + Math.floor(fractionOf(seed) * (greatest - least + 1));

/** One of the choices, always the same for a seed. Throws when there is none. */
export const choiceOf = <T>(seed: string, choices: readonly T[]): T => {
  const chosen = choices[integerOf(seed, 0, choices.length - 1)];
  if (chosen === undefined) throw new RangeError(`There is nothing to choose from for «${seed}»`);
  return chosen;
};
