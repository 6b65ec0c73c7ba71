/**
 * Partial sets of the search for the best set: for each price the greatest total, cheaper and dearer ones strictly
 * ascending in both. Kept in columns, since there may be millions of them. `masks` holds `words` numbers a state, 52
 * offers each, the better rank the higher bit: so of two sets with equal total and price, the one whose ascending ranks
 * compare first is the one with the greater mask.
 */
export type Frontier = { count: number; totals: Float64Array; prices: Float64Array; masks: Float64Array };

/** An offer as it is added to partial sets: `bit` of the mask's word number `word`. */
export type Addition = {
  readonly total: number;
  readonly price: number;
  readonly word: number;
  readonly bit: number;
};

/** How many offers a word of a mask holds: few enough that sums of bits are exact. */
export const OFFERS_PER_WORD = 52;

/**
 * A promise about what is still to come: with `room` left to spend, at most `slopes[k]·room + heights[k]` can be added,
 * whichever line `k` is asked; slopes ascend. `masks` has the bits of all that may still be added.
 */
export type Outlook = {
  readonly slopes: Float64Array;
  readonly heights: Float64Array;
  readonly masks: Float64Array;
};

/** What a set must beat: its total, its price and its mask. */
export type Rival = { readonly total: number; readonly price: number; readonly mask: Float64Array };

/** Makes frontiers and takes them back, because filling fresh memory costs more than the search itself. */
export class FrontierPool {
  readonly words: number;
  readonly #free: Frontier[] = [];

  constructor(words: number) {
    this.words = words;
  }

  take(capacity: number): Frontier {
    const fitting = this.#free.findIndex(({ totals }) => totals.length >= capacity);
    const [reused] = fitting < 0 ? [] : this.#free.splice(fitting, 1);
    if (reused !== undefined) {
      reused.count = 0;
      return reused;
    }
    // The largest of the free ones is too small, so it will hardly serve again.
    if (fitting < 0) this.#free.length = 0;
    const size = Math.ceil(capacity * 1.5) + 16;
    return {
      count: 0,
      totals: new Float64Array(size),
      prices: new Float64Array(size),
      masks: new Float64Array(size * this.words),
    };
  }

  release(frontier: Frontier): void {
    this.#free.push(frontier);
  }

  /** The frontier of the empty set alone. */
  start(): Frontier {
    const frontier = this.take(1);
    frontier.count = 1;
    frontier.totals[0] = 0;
    frontier.prices[0] = 0;
    frontier.masks.fill(0, 0, this.words);
    return frontier;
  }
}

/**
 * Merges `kept` with `extended` plus the addition (null: as it is) into one frontier without what is dominated, dearer
 * than `capacity`, or unable to beat the rival by all that the outlook promises.
 */
export const mergeFrontiers = (
  kept: Frontier,
  extended: Frontier,
  addition: Addition | null,
  limits: { readonly capacity: number; readonly rival: Rival; readonly outlook: Outlook },
  pool: FrontierPool,
): Frontier => {
  const merged = pool.take(kept.count + extended.count);
  const { words } = pool;
  const added = addition ?? { total: 0, price: 0, word: 0, bit: 0 };
  const beats = rivalTest(limits.capacity, limits.rival, limits.outlook, words);
  let left = 0;
  let right = 0;
  let rightCount = extended.count;
  let greatestTotal = -1;
  let count = 0;
  while (rightCount > 0 && num(extended.prices, rightCount - 1) > limits.capacity - added.price) rightCount--;

  while (left < kept.count || right < rightCount) {
    const leftPrice = left < kept.count ? num(kept.prices, left) : Infinity;
    const rightPrice = right < rightCount ? num(extended.prices, right) + added.price : Infinity;
    let takesRight = rightPrice < leftPrice;
    if (rightPrice === leftPrice) {
      const lead = num(extended.totals, right) + added.total - num(kept.totals, left);
      takesRight =
        lead > 0 || (lead === 0 && compareMasks(extended, right, added, kept, left, words) > 0);
    }
    const source = takesRight ? extended : kept;
    const at = takesRight ? right++ : left++;
    const total = num(source.totals, at) + (takesRight ? added.total : 0);
    if (total <= greatestTotal) continue;
    greatestTotal = total;
    const price = takesRight ? rightPrice : leftPrice;
    const target = count * words;
    for (let word = 0; word < words; word++) merged.masks[target + word] = num(source.masks, at * words + word);
    if (takesRight) merged.masks[target + added.word] = num(merged.masks, target + added.word) + added.bit;
    if (!beats(total, price, merged.masks, target)) continue;
    merged.totals[count] = total;
    merged.prices[count] = price;
    count++;
  }
  merged.count = count;
  return merged;
};

/** Reads a typed array inside its bounds, which the type system cannot see. */
const num = (values: Float64Array, place: number): number => values[place] ?? 0;

const compareMasks = (
  extended: Frontier,
  right: number,
  added: Addition,
  kept: Frontier,
  left: number,
  words: number,
): number => {
  for (let word = 0; word < words; word++) {
    const bit = word === added.word ? added.bit : 0;
    const lead = num(extended.masks, right * words + word) + bit - num(kept.masks, left * words + word);
    if (lead !== 0) return lead;
  }
  return 0;
};

type RivalTest = (total: number, price: number, masks: Float64Array, offset: number) => boolean;

/**
 * Whether a partial set may still become better than the rival: dearer but with a greater total, cheaper with the same
 * total, or of the same total and price with a greater mask. To be asked with ascending prices: what is left to spend
 * then falls, and the line that promises least moves to steeper slopes only.
 */
const rivalTest = (capacity: number, rival: Rival, outlook: Outlook, words: number): RivalTest => {
  const better = lowestLine(outlook);
  const cheaper = lowestLine(outlook);
  const equal = lowestLine(outlook);
  const remaining = outlook.masks;
  return (total, price, masks, offset) => {
    if (total + better(capacity - price) >= rival.total + 1) return true;
    if (price > rival.price) return false;
    if (price < rival.price && total + cheaper(rival.price - 1 - price) >= rival.total) return true;
    if (total + equal(rival.price - price) < rival.total) return false;
    for (let word = 0; word < words; word++) {
      const lead = num(masks, offset + word) + num(remaining, word) - num(rival.mask, word);
      if (lead !== 0) return lead > 0;
    }
    return false;
  };
};

const lowestLine = ({ slopes, heights }: Outlook): ((room: number) => number) => {
  let line = 0;
  return (room) => {
    let promise = num(slopes, line) * room + num(heights, line);
    while (line + 1 < slopes.length) {
      const next = num(slopes, line + 1) * room + num(heights, line + 1);
      if (next > promise) break;
      promise = next;
      line++;
    }
    return promise;
  };
};
