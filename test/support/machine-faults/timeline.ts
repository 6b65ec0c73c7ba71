import type { Instant } from '../../../functions/platform/instant.ts';

export type Timeline = ReturnType<typeof createTimeline>;

const greatestNumberOfEvents = 5000;

/** Time that goes from one thing that happens to the next. What is due at one instant happens in the order it was told in. */
export const createTimeline = (begin: Instant) => {
  let now = begin;
  const ahead: { readonly at: Instant; readonly happen: () => Promise<void> | void }[] = [];
  return {
    now: (): Instant => now,
    /** Lets something happen at an instant; at once where that is past. */
    at: (at: Instant, happen: () => Promise<void> | void): void => void ahead.push({ at, happen }),
    /** Goes on until nothing is ahead. Throws where things go on for ever. */
    runAll: async (): Promise<void> => {
      for (let count = 0; ahead.length > 0; count += 1) {
        if (count === greatestNumberOfEvents) throw new Error(`It still goes on at ${now}`);
        const first = ahead.reduce((found, one, place) => {
          const best = ahead[found];
          return best !== undefined && best.at <= one.at ? found : place;
        }, 0);
        const [event] = ahead.splice(first, 1);
        if (event === undefined) break;
        if (event.at > now) now = event.at;
        await event.happen();
      }
    },
  };
};
