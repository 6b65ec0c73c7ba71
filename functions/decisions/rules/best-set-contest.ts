import { SheetCannotBeRanked } from './score-sheet.ts';

/**
 * The exact search for the best set (policy `max-score`) in its own words: offers compete for a capacity, and those of
 * a challenge for its slots. Offers stand in the order of their ranks.
 */
export type Contest = {
  readonly offers: readonly Offer[];
  readonly capacity: number;
  /** How many offers of each challenge may still be taken. */
  readonly slots: ReadonlyMap<string, number>;
};

export type Offer = {
  /** Its place among the candidates; the better ranked, the smaller. */
  readonly place: number;
  readonly challengeId: string;
  readonly total: number;
  readonly price: number;
  /**
   * Its weight in the `word` of a set: one of the head has a power of two, the better ranked the greater; the others
   * have 0. So of two sets the one with the greater word is the one whose ascending ranks compare first.
   */
  readonly bit: number;
};

/** A set that is known to exist, by what counts: any other must be better than it to be looked at. */
export type Rival = {
  readonly total: number;
  readonly price: number;
  /** The bits of its offers; `UNKNOWN_WORD` for one whose members are not known. */
  readonly word: number;
  /** Whether no set has a greater total, nor the same total for less. */
  readonly isProven: boolean;
};

export const UNKNOWN_WORD = -1;

/** A state of the search: what is still open, what must be beaten there, and what is taken already. */
export type Position = {
  readonly contest: Contest;
  readonly rival: Rival;
  readonly taken: readonly Offer[];
};

/** How many offers a head has: their bits together stay an exact number. */
export const HEAD_LENGTH = 52;

/** What the allocation knows of a passed proposal; the place in the array is its order in the list. */
export type Candidate = {
  readonly challengeId: string;
  readonly total: number;
  readonly priceInWon: number;
};

/**
 * The contest of these candidates, without those that no best set contains. Prices and totals are divided by what
 * divides them all, which changes no comparison and shortens the search.
 */
export const contestOf = (
  candidates: readonly Candidate[],
  budgetInWon: number,
  maxFundedPerChallenge: number,
): Contest => {
  const offers = withoutHopeless(candidates, budgetInWon, maxFundedPerChallenge);
  const priceUnit = offers.reduce((unit, { price }) => greatestCommonDivisor(unit, price), 0) || 1;
  const totalUnit = offers.reduce((unit, { total }) => greatestCommonDivisor(unit, total), 0) || 1;
  return {
    offers: offers.map((offer) => ({
      ...offer,
      price: offer.price / priceUnit,
      total: offer.total / totalUnit,
    })),
    capacity: Math.floor(budgetInWon / priceUnit),
    slots: new Map(offers.map(({ challengeId }) => [challengeId, maxFundedPerChallenge])),
  };
};

/** What divides both whole numbers; of 0 and another, the other. */
export const greatestCommonDivisor = (a: number, b: number): number => {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
};

/**
 * Leaves out what is too dear, what costs and brings nothing, and what has as many rivals in its own challenge as this
 * may have funded, each of them at least as good in total, price and rank: one of them always could stand in its place.
 */
const withoutHopeless = (
  candidates: readonly Candidate[],
  budgetInWon: number,
  maxFundedPerChallenge: number,
): readonly Offer[] => {
  const cheapest = new Map<string, number[]>();
  return candidates
    .map(({ challengeId, total, priceInWon }, place) => ({
      place,
      challengeId,
      total,
      price: priceInWon,
      bit: 0,
    }))
    .filter(({ total, price }) => price <= budgetInWon && (total > 0 || price === 0))
    .sort((a, b) => b.total - a.total || a.price - b.price || a.place - b.place)
    .filter(({ challengeId, price }) => {
      const better = cheapest.get(challengeId) ?? [];
      if (better.length >= maxFundedPerChallenge && price >= (better.at(-1) ?? 0)) return false;
      const at = better.findLastIndex((other) => other <= price) + 1;
      cheapest.set(challengeId, better.toSpliced(at, 0, price).slice(0, maxFundedPerChallenge));
      return true;
    })
    .sort((a, b) => a.place - b.place);
};

/** Gives the best-ranked offers the bits of a head, and the others none. */
export const withHead = (position: Position): Position => ({
  ...position,
  contest: {
    ...position.contest,
    offers: position.contest.offers.map((offer, at) => ({
      ...offer,
      bit: at < HEAD_LENGTH ? 2 ** (HEAD_LENGTH - 1 - at) : 0,
    })),
  },
  rival: { ...position.rival, word: UNKNOWN_WORD },
});

/**
 * Takes offers and drops others. The rival is lessened by what is taken, for it must be beaten by the rest alone: it
 * has to contain the taken, or to be of unknown members.
 */
export const decide = (
  { contest, rival, taken }: Position,
  taking: readonly Offer[],
  dropping: ReadonlySet<Offer>,
): Position => {
  const slots = new Map(contest.slots);
  for (const { challengeId } of taking) slots.set(challengeId, (slots.get(challengeId) ?? 0) - 1);
  const decided = new Set(taking).union(dropping);
  const { total, price, bit } = sumOf(taking);
  return {
    contest: {
      offers: contest.offers.filter(
        (offer) => !decided.has(offer) && (slots.get(offer.challengeId) ?? 0) > 0,
      ),
      capacity: contest.capacity - price,
      slots,
    },
    rival: {
      ...rival,
      total: rival.total - total,
      price: rival.price - price,
      word: rival.word === UNKNOWN_WORD ? UNKNOWN_WORD : rival.word - bit,
    },
    taken: [...taken, ...taking],
  };
};

/** What offers come to together. */
export const sumOf = (offers: readonly Offer[]): Pick<Offer, 'total' | 'price' | 'bit'> => {
  const sum = { total: 0, price: 0, bit: 0 };
  for (const { total, price, bit } of offers) {
    sum.total += total;
    sum.price += price;
    sum.bit += bit;
  }
  return sum;
};

/** Takes in the given order whatever still fits. */
export const takeWhatFits = (contest: Contest, order: readonly Offer[]): readonly Offer[] => {
  const slots = new Map(contest.slots);
  let left = contest.capacity;
  return order.filter(({ challengeId, price }) => {
    const free = slots.get(challengeId) ?? 0;
    if (free < 1 || price > left) return false;
    slots.set(challengeId, free - 1);
    left -= price;
    return true;
  });
};

/**
 * Refuses a sheet whose best set has a total over 2^53 − 1. A sum of exact numbers that leaves the exact range is never
 * rounded back into it, and every set of the search is one that could be funded.
 */
export const refuseTooLarge = (total: number | bigint): void => {
  if (total <= Number.MAX_SAFE_INTEGER) return;
  throw new SheetCannotBeRanked('/proposals', 'sheet-set-too-large');
};
