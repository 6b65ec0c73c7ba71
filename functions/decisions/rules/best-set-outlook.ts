import { OFFERS_PER_WORD, type Outlook } from './best-set-frontier.ts';

/** What the search chooses from: offers by rank, and units of them of which at most `slots` may be taken. */
export type Choice = {
  readonly totals: readonly number[];
  readonly prices: readonly number[];
  readonly capacity: number;
  readonly units: readonly Unit[];
};

/** Offers (their places in the choice, ascending) that share `slots`, fewer than they are or as many. */
export type Unit = { readonly offers: readonly number[]; readonly slots: number };

/** How many prices of money the outlook tries beside the best one. */
const TRIED_RATIOS = 30;

/**
 * The prices of money, ascending, by which the search judges what may still come: for each of them, no set gains more
 * than what its budget costs and what its offers are worth above their cost (Lagrangian bound). One is the price at
 * which the offers worth their cost just use the capacity; the others suit what is left in the middle of the search.
 */
export const pricesOfMoney = (choice: Choice): Float64Array => {
  const ratios = choice.totals
    .map((total, offer) => total / (choice.prices[offer] ?? 0))
    .filter((ratio) => Number.isFinite(ratio))
    .sort((a, b) => a - b);
  const tried = new Set([0]);
  const greatest = ratios.at(-1);
  if (greatest !== undefined) {
    tried.add(balancingPrice(choice, greatest));
    for (let at = 0; at <= TRIED_RATIOS; at++) {
      tried.add(ratios[Math.round((at * (ratios.length - 1)) / TRIED_RATIOS)] ?? 0);
    }
  }
  return Float64Array.from(tried).sort();
};

/** By bisection: at a lower price of money the offers worth their cost no longer fit. */
const balancingPrice = (choice: Choice, greatestRatio: number): number => {
  if (loadAt(choice, 0) <= choice.capacity) return 0;
  let low = 0;
  let high = greatestRatio;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (loadAt(choice, middle) > choice.capacity) low = middle;
    else high = middle;
  }
  return high;
};

/** What the offers that are worth their cost are priced together, the best of each unit. */
const loadAt = (choice: Choice, priceOfMoney: number): number => {
  let load = 0;
  for (const { offers, slots } of choice.units) {
    const worthwhile = offers
      .map((offer) => ({ worth: worthAt(choice, offer, priceOfMoney), price: choice.prices[offer] ?? 0 }))
      .filter(({ worth }) => worth > 0)
      .sort((a, b) => b.worth - a.worth);
    for (const { price } of worthwhile.slice(0, slots)) load += price;
  }
  return load;
};

/** What an offer's total is worth above the cost of its price. */
export const worthAt = (choice: Choice, offer: number, priceOfMoney: number): number =>
  (choice.totals[offer] ?? 0) - priceOfMoney * (choice.prices[offer] ?? 0);

/** The greatest worth that at most `slots` of these offers can have together. */
export const topWorth = (
  choice: Choice,
  offers: readonly number[],
  slots: number,
  priceOfMoney: number,
): number => {
  const worths = offers.map((offer) => worthAt(choice, offer, priceOfMoney)).filter((worth) => worth > 0);
  if (worths.length > slots) worths.sort((a, b) => b - a).length = slots;
  return worths.reduce((sum, worth) => sum + worth, 0);
};

/**
 * More than rounding can have taken from a bound in double precision. A bound that is a little too high only costs
 * time; one that is too low could cost the best set.
 */
export const roundingAllowance = (choice: Choice, priceOfMoney: number): number => {
  const greatest = choice.totals.reduce((sum, total) => sum + total, 0) + priceOfMoney * choice.capacity;
  return 8 * (choice.totals.length + 8) * Number.EPSILON * greatest;
};

/** The bits of all of these offers, as a mask. */
export const maskOf = (offers: Iterable<number>, words: number): Float64Array => {
  const mask = new Float64Array(words);
  for (const offer of offers) {
    const { word, bit } = bitOf(offer);
    mask[word] = (mask[word] ?? 0) + bit;
  }
  return mask;
};

/** Where an offer stands in a mask: the better its rank, the greater its weight. */
export const bitOf = (offer: number): { word: number; bit: number } => ({
  word: Math.floor(offer / OFFERS_PER_WORD),
  bit: 2 ** (OFFERS_PER_WORD - 1 - (offer % OFFERS_PER_WORD)),
});

/** The outlook behind each unit: what the units from there on still promise; one more than there are units. */
export const outlooksOf = (choice: Choice, slopes: Float64Array, words: number): readonly Outlook[] => {
  const end: Outlook = {
    slopes,
    heights: slopes.map((priceOfMoney) => roundingAllowance(choice, priceOfMoney)),
    masks: new Float64Array(words),
  };
  const outlooks = [end];
  let behind = end;
  for (const { offers, slots } of choice.units.toReversed()) {
    behind = withOffers(choice, behind, offers, slots, words);
    outlooks.push(behind);
  }
  return outlooks.reverse();
};

/** An outlook to which at most `slots` of these offers are added. */
export const withOffers = (
  choice: Choice,
  { slopes, heights, masks }: Outlook,
  offers: readonly number[],
  slots: number,
  words: number,
): Outlook => {
  const more = maskOf(slots > 0 ? offers : [], words);
  return {
    slopes,
    heights: heights.map(
      (height, line) => height + topWorth(choice, offers, slots, slopes[line] ?? 0),
    ),
    masks: masks.map((mask, word) => mask + (more[word] ?? 0)),
  };
};
