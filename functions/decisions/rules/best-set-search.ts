import { bitOf, outlooksOf, pricesOfMoney, withOffers, type Choice, type Unit } from './best-set-outlook.ts';
import { FrontierPool, mergeFrontiers, OFFERS_PER_WORD, type Frontier, type Outlook, type Rival } from './best-set-frontier.ts';
import { narrow } from './best-set-narrow.ts';

export type Found = { readonly members: readonly number[] | null; readonly isComplete: boolean; peak: number };

export const search = (choice: Choice, rival: Rival, width: number): Found => {
  const words = Math.ceil(choice.totals.length / OFFERS_PER_WORD);
  const pool = new FrontierPool(words);
  const slopes = pricesOfMoney(choice);
  const outlooks = outlooksOf(choice, slopes, words);
  let isComplete = true;
  let peak = 0;
  const merge = (kept: Frontier, extended: Frontier, offer: number | null, outlook: Outlook): Frontier => {
    const addition =
      offer === null
        ? null
        : { total: choice.totals[offer] ?? 0, price: choice.prices[offer] ?? 0, ...bitOf(offer) };
    const merged = mergeFrontiers(kept, extended, addition, { capacity: choice.capacity, rival, outlook }, pool);
    peak = Math.max(peak, merged.count);
    if (merged.count > width) {
      isComplete = false;
      narrow(merged, width, choice.capacity, outlook, words);
    }
    return merged;
  };
  const extend = (frontier: Frontier, unit: Unit, behind: Outlook): Frontier => {
    const layers: Frontier[] = [frontier];
    for (const [at, offer] of unit.offers.entries()) {
      const rest = unit.offers.slice(at + 1);
      for (let taken = Math.min(at + 1, unit.slots); taken >= 1; taken--) {
        const below = layers[taken - 1];
        if (below === undefined) continue;
        const present = layers[taken] ?? pool.take(1);
        layers[taken] = merge(
          present,
          below,
          offer,
          withOffers(choice, behind, rest, unit.slots - taken, words),
        );
        pool.release(present);
      }
    }
    return layers.reduce((all, layer) => {
      const merged = merge(all, layer, null, behind);
      pool.release(all);
      pool.release(layer);
      return merged;
    });
  };

  let frontier = pool.start();
  for (const [at, unit] of choice.units.entries()) {
    const behind = outlooks[at + 1];
    if (behind === undefined) throw new RangeError('No outlook behind the unit');
    const [only] = unit.offers;
    if (unit.offers.length === 1 && only !== undefined) {
      const merged = merge(frontier, frontier, only, behind);
      pool.release(frontier);
      frontier = merged;
    } else {
      frontier = extend(frontier, unit, behind);
    }
  }
  if (frontier.count === 0) return { members: null, isComplete, peak };
  const last = frontier.count - 1;
  const members: number[] = [];
  for (let offer = 0; offer < choice.totals.length; offer++) {
    const { word, bit } = bitOf(offer);
    if (Math.floor((frontier.masks[last * words + word] ?? 0) / bit) % 2 === 1) members.push(offer);
  }
  return { members, isComplete, peak };
};
