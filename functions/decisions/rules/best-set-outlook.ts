import { decide, type Contest, type Offer, type Position } from './best-set-contest.ts';
import type { Outlook } from './best-set-frontier.ts';

/** Offers in the order of rank that share `slots`; fewer than they are, but for one that stands alone. */
export type Unit = { readonly offers: readonly Offer[]; readonly slots: number };

/** How many prices of money are tried beside the balancing one. */
const TRIED_RATIOS = 30;

/** The units of a contest, by their best-ranked offers. Offers whose challenge has a slot for each stand alone. */
export const unitsOf = ({ offers, slots }: Contest): readonly Unit[] =>
  [...Map.groupBy(offers, ({ challengeId }) => challengeId)]
    .flatMap(([challengeId, ofChallenge]): Unit[] => {
      const free = slots.get(challengeId) ?? 0;
      if (free < ofChallenge.length) return [{ offers: ofChallenge, slots: free }];
      return ofChallenge.map((offer) => ({ offers: [offer], slots: 1 }));
    })
    .sort((a, b) => (a.offers[0]?.place ?? 0) - (b.offers[0]?.place ?? 0));

/**
 * The prices of money (points for a won), ascending, by which the search judges what may still come: at each of them,
 * no set gains more than what its budget costs plus what its offers are worth above their own cost (Lagrangian bound).
 * One is the price at which the offers that are worth their cost just use the capacity; the others suit what is left
 * in the middle of the search.
 */
export const pricesOfMoney = ({ offers, capacity }: Contest, units: readonly Unit[]): Float64Array => {
  const ratios = offers
    .filter(({ price }) => price > 0)
    .map(({ total, price }) => total / price)
    .sort((a, b) => a - b);
  const tried = new Set([0]);
  const greatest = ratios.at(-1);
  if (greatest !== undefined) {
    tried.add(balancingPrice(units, capacity, greatest));
    for (let at = 0; at <= TRIED_RATIOS; at++) {
      tried.add(ratios[Math.round((at * (ratios.length - 1)) / TRIED_RATIOS)] ?? 0);
    }
  }
  return Float64Array.from(tried).sort();
};

/** By bisection: at a lower price of money the offers that are worth their cost no longer fit. */
const balancingPrice = (units: readonly Unit[], capacity: number, greatestRatio: number): number => {
  if (loadAt(units, 0) <= capacity) return 0;
  let low = 0;
  let high = greatestRatio;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (loadAt(units, middle) > capacity) low = middle;
    else high = middle;
  }
  return high;
};

/** The price of the offers that are worth their cost, the best of each unit. */
const loadAt = (units: readonly Unit[], priceOfMoney: number): number => {
  let load = 0;
  for (const { offers, slots } of units) {
    const worthwhile = offers.filter((offer) => worthAt(offer, priceOfMoney) > 0);
    if (worthwhile.length > slots) {
      worthwhile.sort((a, b) => worthAt(b, priceOfMoney) - worthAt(a, priceOfMoney)).length = slots;
    }
    for (const { price } of worthwhile) load += price;
  }
  return load;
};

const worthAt = ({ total, price }: Offer, priceOfMoney: number): number => total - priceOfMoney * price;

/** The worths above zero of a unit's offers, the greatest first, and the sums of the first none, one, two … */
type Worths = { readonly sorted: Float64Array; readonly sums: Float64Array };

const worthsOf = (offers: readonly Offer[], priceOfMoney: number): Worths => {
  const sorted = Float64Array.from(offers, (offer) => worthAt(offer, priceOfMoney))
    .filter((worth) => worth > 0)
    .sort()
    .reverse();
  const sums = new Float64Array(sorted.length + 1);
  for (const [at, worth] of sorted.entries()) sums[at + 1] = (sums[at] ?? 0) + worth;
  return { sorted, sums };
};

const sumOfFirst = ({ sorted, sums }: Worths, count: number): number =>
  sums[Math.min(count, sorted.length)] ?? 0;

/**
 * More than rounding can have taken from a bound in double precision. A bound that is a little too high costs time; one
 * that is too low could cost the best set.
 */
const roundingAllowance = ({ offers, capacity }: Contest, priceOfMoney: number): number => {
  const greatest = offers.reduce((sum, { total }) => sum + total, 0) + priceOfMoney * capacity;
  return 8 * (offers.length + 8) * Number.EPSILON * greatest;
};

/** The outlook before each unit: what it and those behind it promise; a last one, of nothing more, behind them all. */
export const outlooksOf = (contest: Contest, units: readonly Unit[]): readonly Outlook[] => {
  const slopes = pricesOfMoney(contest, units);
  let behind: Outlook = {
    slopes,
    heights: slopes.map((priceOfMoney) => roundingAllowance(contest, priceOfMoney)),
    bits: 0,
  };
  const outlooks = [behind];
  for (const { offers, slots } of units.toReversed()) {
    behind = outlooksWithin(behind, offers, slots).at(-1) ?? behind;
    outlooks.push(behind);
  }
  return outlooks.reverse();
};

/** What an outlook becomes when none, one, … `slots` of these offers of one unit may be taken as well. */
export const outlooksWithin = (
  { slopes, heights, bits }: Outlook,
  offers: readonly Offer[],
  slots: number,
): readonly Outlook[] => {
  const within = [{ slopes, heights, bits }];
  const worths = Array.from(slopes, (priceOfMoney) => worthsOf(offers, priceOfMoney));
  for (let taken = 1; taken <= slots; taken++) {
    const before = within.at(-1) ?? { heights, bits };
    within.push({
      slopes,
      heights: before.heights.map((height, line) => height + (worths[line]?.sorted[taken - 1] ?? 0)),
      bits: before.bits + (offers[taken - 1]?.bit ?? 0),
    });
  }
  return within;
};

/**
 * Takes the offers without which, and drops those with which no set can be as good as the rival. It asks the bound at
 * each price of money what forcing an offer in or out would cost.
 */
export const settle = (position: Position): Position => {
  const { contest } = position;
  const units = unitsOf(contest);
  const taking = new Set<Offer>();
  const dropping = new Set<Offer>();
  for (const priceOfMoney of pricesOfMoney(contest, units)) {
    const worths = units.map(({ offers }) => worthsOf(offers, priceOfMoney));
    const allowance = roundingAllowance(contest, priceOfMoney);
    const promise = units.reduce(
      (sum, { slots }, at) => sum + sumOfFirst(worths[at] ?? NONE, slots),
      allowance,
    );
    const needed = promiseNeeded(position, priceOfMoney);
    for (const [at, { offers, slots }] of units.entries()) {
      const ofUnit = worths[at] ?? NONE;
      const others = promise - sumOfFirst(ofUnit, slots);
      for (const offer of offers) {
        const { inside, outside } = worthWhenForced(ofUnit, slots, worthAt(offer, priceOfMoney));
        if (others + outside < needed) taking.add(offer);
        else if (others + inside < needed) dropping.add(offer);
      }
    }
  }
  return decide(position, [...taking], dropping);
};

const NONE: Worths = { sorted: new Float64Array(), sums: new Float64Array(1) };

/** The least worth above cost that a set has which beats or equals the rival. */
const promiseNeeded = ({ contest, rival }: Position, priceOfMoney: number): number => {
  const toEqual = rival.total - priceOfMoney * rival.price;
  return rival.isProven ? toEqual : Math.min(toEqual, rival.total + 1 - priceOfMoney * contest.capacity);
};

/** What a unit promises when an offer of this worth is forced in, and when it is forced out. */
const worthWhenForced = (
  ofUnit: Worths,
  slots: number,
  worth: number,
): { readonly inside: number; readonly outside: number } => {
  const isAmongTop = worth > 0 && worth >= (ofUnit.sorted[slots - 1] ?? 0);
  return isAmongTop
    ? { inside: sumOfFirst(ofUnit, slots), outside: sumOfFirst(ofUnit, slots + 1) - worth }
    : { inside: worth + sumOfFirst(ofUnit, slots - 1), outside: sumOfFirst(ofUnit, slots) };
};
