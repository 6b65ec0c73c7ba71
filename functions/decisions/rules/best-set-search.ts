import { atPlace } from './at-place.ts';
import { refuseTooLarge, type Position, type Rival } from './best-set-contest.ts';
import {
  FrontierPool,
  mergeFrontiers,
  NOTHING,
  RivalJudge,
  type Addition,
  type Frontier,
  type Limits,
  type Outlook,
} from './best-set-frontier.ts';
import { outlooksOf, outlooksWithin, unitsOf, type Unit } from './best-set-outlook.ts';

/**
 * How many partial sets are kept. Where they are more, a quick search goes on with the most promising, and is not
 * complete; an exact one gives up.
 */
export type Extent = { readonly width: number; readonly whenWider: 'narrow' | 'give-up' };

/**
 * The best set that a search has met, whether it left nothing out that may be better, and how many partial sets it kept
 * on the way: what the search cost, whatever the machine.
 */
export type Found = { readonly rival: Rival; readonly isComplete: boolean; readonly keptCount: number };

/** Thrown by an exact search that grows too wide. */
export class SearchTooWide extends Error {}

/**
 * Looks for sets better than the rival: from unit to unit it keeps the partial sets that are neither dominated nor
 * hopeless.
 */
export const search = (position: Position, extent: Extent): Found => new Search(position, extent).run();

class Search {
  readonly #position: Position;
  readonly #extent: Extent;
  readonly #units: readonly Unit[];
  readonly #outlooks: readonly Outlook[];
  readonly #pool = new FrontierPool();
  #rival: Rival;
  #isComplete = true;
  #keptCount = 0;

  constructor(position: Position, extent: Extent) {
    this.#position = position;
    this.#extent = extent;
    this.#units = unitsOf(position.contest);
    this.#outlooks = outlooksOf(position.contest, this.#units);
    this.#rival = this.#prove(position.rival);
  }

  run(): Found {
    let frontier = this.#pool.take(1);
    frontier.count = 1;
    this.#noteBest(frontier);
    for (const [at, unit] of this.#units.entries()) {
      frontier = this.#addUnit(frontier, unit, atPlace(this.#outlooks, at + 1));
    }
    // A complete search has proven what it found.
    const isProven = this.#rival.isProven || this.#isComplete;
    return { rival: { ...this.#rival, isProven }, isComplete: this.#isComplete, keptCount: this.#keptCount };
  }

  #addUnit(frontier: Frontier, unit: Unit, behind: Outlook): Frontier {
    if (unit.offers.length === 1) {
      const only = atPlace(unit.offers, 0);
      const merged = this.#merge(frontier, frontier, only, behind, this.#extent.width);
      this.#pool.release(frontier);
      return merged;
    }
    const layers = this.#layersOf(frontier, unit, behind);
    return layers.reduce((all, layer) => {
      const merged = this.#merge(all, layer, NOTHING, behind, this.#extent.width);
      this.#pool.release(all);
      this.#pool.release(layer);
      return merged;
    });
  }

  /** The partial sets by how many offers of the unit they have: a set with more is not better than one with fewer. */
  #layersOf(frontier: Frontier, { offers, slots }: Unit, behind: Outlook): readonly Frontier[] {
    const layers = [frontier];
    // A quick search shares its width among the layers, or a unit of many slots would slow it down.
    const { whenWider } = this.#extent;
    const width = Math.ceil(this.#extent.width / (whenWider === 'narrow' ? slots : 1));
    for (const [at, offer] of offers.entries()) {
      const within = outlooksWithin(behind, offers.slice(at + 1), slots);
      for (let taken = Math.min(at + 1, slots); taken >= 1; taken--) {
        const fewer = atPlace(layers, taken - 1);
        const outlook = atPlace(within, slots - taken);
        const present = layers[taken] ?? this.#pool.take(1);
        layers[taken] = this.#merge(present, fewer, offer, outlook, width);
        this.#pool.release(present);
      }
    }
    return layers;
  }

  #merge(kept: Frontier, extended: Frontier, addition: Addition, outlook: Outlook, width: number): Frontier {
    const limits = { capacity: this.#position.contest.capacity, rival: this.#rival, outlook };
    const merged = mergeFrontiers(kept, extended, addition, limits, this.#pool);
    this.#noteBest(merged);
    if (merged.count > width) {
      if (this.#extent.whenWider === 'give-up') throw new SearchTooWide();
      this.#isComplete = false;
      narrow(merged, width, limits);
    }
    this.#keptCount += merged.count;
    return merged;
  }

  /** Each partial set is a set by itself, and the last has the greatest total. */
  #noteBest({ count, totals, prices, words }: Frontier): void {
    if (count === 0) return;
    const total = totals[count - 1] ?? 0;
    refuseTooLarge(total);
    const price = prices[count - 1] ?? 0;
    const word = words[count - 1] ?? 0;
    const rival = this.#rival;
    const lead = total - rival.total || rival.price - price || word - rival.word;
    if (lead > 0) this.#rival = this.#prove({ total, price, word, isProven: rival.isProven });
  }

  #prove(rival: Rival): Rival {
    const { capacity } = this.#position.contest;
    if (rival.isProven) return rival;
    const outlook = atPlace(this.#outlooks, 0);
    return { ...rival, isProven: !new RivalJudge({ capacity, rival, outlook }).mayBeat(0, 0) };
  }
}

/**
 * Leaves `width` partial sets of a frontier: half by what they may come to, the greater word first; of the others with
 * as good a promise some at even distances, so that the search meets exact sums.
 */
const narrow = (frontier: Frontier, width: number, limits: Limits): void => {
  const { count, totals, prices, words } = frontier;
  const judge = new RivalJudge(limits);
  const promises = Float64Array.from({ length: count }, (_, at) =>
    judge.promiseOf(totals[at] ?? 0, prices[at] ?? 0),
  );
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => (promises[b] ?? 0) - (promises[a] ?? 0) || (words[b] ?? 0) - (words[a] ?? 0),
  );
  const half = Math.ceil(width / 2);
  const leastPromise = promises[order[width] ?? 0] ?? 0;
  const spread = order
    .subarray(half)
    .filter((at) => (promises[at] ?? 0) >= leastPromise)
    .sort();
  const chosen = order.slice(0, width);
  for (let at = half; at < width; at++) {
    chosen[at] = spread[Math.floor(((at - half) * spread.length) / (width - half))] ?? 0;
  }
  for (const [target, source] of chosen.sort().entries()) {
    totals[target] = totals[source] ?? 0;
    prices[target] = prices[source] ?? 0;
    words[target] = words[source] ?? 0;
  }
  frontier.count = width;
};
