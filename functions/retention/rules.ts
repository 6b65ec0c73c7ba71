import { epochMillisecondsOf, instantOf, type Instant } from '../platform/instant.ts';

/** How long what names people is kept, in years; configuration of the deployment. */
export type RetentionPolicy = { readonly years: number };

/**
 * What was written before this instant is old enough to be forgotten: the same day and hour so many years before; for the 29th
 * of February the 1st of March where there is none.
 */
export const forgottenBefore = ({ years }: RetentionPolicy, at: Instant): Instant => {
  const date = new Date(epochMillisecondsOf(at));
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return instantOf(date.getTime());
};

/**
 * True for a round that ended, by completion or cancellation, before an instant. Whoever may still ask who did what in it
 * needs the whole of it, so nothing of it is forgotten while it goes on. Null stands for one that does.
 */
export const hasEndedBefore = (endedAt: Instant | null, before: Instant): boolean =>
  endedAt !== null && endedAt < before;
