import { decimal } from '../i18n/typed.ts';
import type { FirstUse } from '../purchases/queries.ts';

type Target = FirstUse['targets'][number];

/** True where a measured value meets its target. */
export const isMet = (
  { comparison, value }: Pick<Target, 'comparison' | 'value'>,
  measured: number,
): boolean => (comparison === 'at-least' ? measured >= value : measured <= value);

/** What is reported of each target from what was typed for it; nothing typed: not measurable. Null where one is no number. */
export const measurementsOf = (targets: readonly Target[], typed: readonly string[]) => {
  const values = targets.map((_, place) => decimal(typed[place] ?? ''));
  if (values.some((value) => Number.isNaN(value))) return null;
  return targets.map((target, place) => {
    const value = values[place] ?? null;
    return { name: target.name.ko, value, met: value === null ? null : isMet(target, value) };
  });
};
