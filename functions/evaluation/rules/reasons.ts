import type { Scoring } from '../../rounds/rules.ts';

/** True if so many of a criterion’s points need a reason; either bound itself needs none. */
export const needsReason = (
  { reasonsNeeded }: Pick<Scoring, 'reasonsNeeded'>,
  points: number,
  maximum: number,
): boolean =>
  points * 100 < reasonsNeeded.belowPercent * maximum || points * 100 > reasonsNeeded.abovePercent * maximum;
