import type { Rival } from './best-set-contest.ts';

/**
 * Partial sets of the search: cheaper and dearer ones, each with a greater total than all cheaper ones, and of those
 * with the same price and total the one with the greatest word. Kept in columns, since there may be millions of them.
 */
export type Frontier = { count: number; totals: Float64Array; prices: Float64Array; words: Float64Array };

/** What is added to a partial set. */
export type Addition = { readonly total: number; readonly price: number; readonly bit: number };

/** Adds nothing: for merging frontiers as they are. */
export const NOTHING: Addition = { total: 0, price: 0, bit: 0 };

/**
 * A promise about what may still come: with `room` left to spend, at most `slopes[k]·room + heights[k]` is gained,
 * whichever line `k` is asked; slopes ascend. `bits` is the greatest word that what comes can have.
 */
export type Outlook = {
  readonly slopes: Float64Array;
  readonly heights: Float64Array;
  readonly bits: number;
};

/** What limits a merge: the money there is, what must be beaten, and what may still come. */
export type Limits = { readonly capacity: number; readonly rival: Rival; readonly outlook: Outlook };

/** Makes frontiers and takes them back, since fresh memory costs as much as the search in it. */
export class FrontierPool {
  readonly #free: Frontier[] = [];

  /** An empty frontier with place for `capacity` partial sets. */
  take(capacity: number): Frontier {
    const fitting = this.#free.findIndex(({ totals }) => totals.length >= capacity);
    const [reused] = fitting < 0 ? [] : this.#free.splice(fitting, 1);
    if (reused !== undefined) {
      reused.count = 0;
      return reused;
    }
    // Frontiers grow: what is too small now will hardly serve again.
    this.#free.length = 0;
    const size = Math.ceil(capacity * 1.5) + 16;
    return {
      count: 0,
      totals: new Float64Array(size),
      prices: new Float64Array(size),
      words: new Float64Array(size),
    };
  }

  release(frontier: Frontier): void {
    this.#free.push(frontier);
  }
}

/**
 * Merges `kept` with `extended` plus the addition into one frontier without what is dominated, dearer than the
 * capacity, or unable to beat the rival by all that the outlook promises. Both must be frontiers; they stay as they are.
 */
export const mergeFrontiers = (
  kept: Frontier,
  extended: Frontier,
  addition: Addition,
  limits: Limits,
  pool: FrontierPool,
): Frontier => {
  const merged = pool.take(kept.count + extended.count);
  const judge = new RivalJudge(limits);
  const leftCount = kept.count;
  const rightCount = countWithin(extended, limits.capacity - addition.price);
  let left = 0;
  let right = 0;
  let greatestTotal = -1;
  let count = 0;
  while (left < leftCount || right < rightCount) {
    const leftPrice = left < leftCount ? num(kept.prices, left) : Infinity;
    const rightPrice = right < rightCount ? num(extended.prices, right) + addition.price : Infinity;
    const takesRight =
      rightPrice < leftPrice ||
      (rightPrice === leftPrice && leadOfRight(kept, left, extended, right, addition) > 0);
    const total = takesRight ? num(extended.totals, right) + addition.total : num(kept.totals, left);
    const word = takesRight ? num(extended.words, right) + addition.bit : num(kept.words, left);
    const price = takesRight ? rightPrice : leftPrice;
    if (takesRight) right++;
    else left++;
    if (total <= greatestTotal) continue;
    greatestTotal = total;
    if (!judge.mayBeat(total, price) && !judge.mayTie(total, price, word)) continue;
    merged.totals[count] = total;
    merged.prices[count] = price;
    merged.words[count] = word;
    count++;
  }
  merged.count = count;
  return merged;
};

/** Reads a typed array inside its bounds, which the type system cannot see. */
const num = (values: Float64Array, place: number): number => values[place] ?? 0;

const countWithin = (frontier: Frontier, capacity: number): number => {
  let count = frontier.count;
  while (count > 0 && num(frontier.prices, count - 1) > capacity) count--;
  return count;
};

const leadOfRight = (
  kept: Frontier,
  left: number,
  extended: Frontier,
  right: number,
  { total, bit }: Addition,
): number =>
  num(extended.totals, right) + total - num(kept.totals, left) ||
  num(extended.words, right) + bit - num(kept.words, left);

/**
 * Judges whether a partial set may still become better than the rival. To be asked with ascending prices: what is left
 * to spend then falls, and the line that promises least moves to steeper slopes only.
 */
export class RivalJudge {
  readonly #capacity: number;
  readonly #rival: Rival;
  readonly #bits: number;
  readonly #better: LowestLine;
  readonly #cheaper: LowestLine;
  readonly #equal: LowestLine;

  constructor({ capacity, rival, outlook }: Limits) {
    this.#capacity = capacity;
    this.#rival = rival;
    this.#bits = outlook.bits;
    this.#better = new LowestLine(outlook);
    this.#cheaper = new LowestLine(outlook);
    this.#equal = new LowestLine(outlook);
  }

  /** By a greater total, or by the same total for less. */
  mayBeat(total: number, price: number): boolean {
    const rival = this.#rival;
    if (rival.isProven) return false;
    if (total + this.#better.at(this.#capacity - price) >= rival.total + 1) return true;
    return price < rival.price && total + this.#cheaper.at(rival.price - 1 - price) >= rival.total;
  }

  /** By a greater word, with the same total and price. */
  mayTie(total: number, price: number, word: number): boolean {
    const rival = this.#rival;
    return (
      word + this.#bits > rival.word &&
      price <= rival.price &&
      total + this.#equal.at(rival.price - price) >= rival.total
    );
  }

  /** What a partial set may come to at most. */
  promiseOf(total: number, price: number): number {
    return Math.floor(total + this.#better.at(this.#capacity - price));
  }
}

class LowestLine {
  readonly #slopes: Float64Array;
  readonly #heights: Float64Array;
  #line = 0;

  constructor({ slopes, heights }: Outlook) {
    this.#slopes = slopes;
    this.#heights = heights;
  }

  at(room: number): number {
    let promise = this.#promise(this.#line, room);
    while (this.#line + 1 < this.#slopes.length) {
      const next = this.#promise(this.#line + 1, room);
      if (next > promise) break;
      promise = next;
      this.#line++;
    }
    return promise;
  }

  #promise(line: number, room: number): number {
    return num(this.#slopes, line) * room + num(this.#heights, line);
  }
}
