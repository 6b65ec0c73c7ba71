import type { Target } from './types.ts';

/** Whether a value reaches its target. */
export const isMet = (target: Pick<Target, 'comparison' | 'value'>, value: number): boolean =>
  target.comparison === 'at-least' ? value >= target.value : value <= target.value;

/**
 * How well a claimed or measured value does by its target: 1 just meets it, more is better. Without a value 0; a value
 * or target of nought that is met counts 2, since there is no ratio.
 */
export const ratioOf = (target: Pick<Target, 'comparison' | 'value'>, value: number | null): number => {
  if (value === null) return 0;
  const [better, worse] = target.comparison === 'at-least' ? [value, target.value] : [target.value, value];
  if (worse === 0) return 2;
  return better / worse;
};
