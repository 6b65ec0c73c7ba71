import {
  contestOf,
  decide,
  refuseTooLarge,
  sumOf,
  takeWhatFits,
  UNKNOWN_WORD,
  withHead,
  type Candidate,
  type Offer,
  type Position,
  type Rival,
} from './best-set-contest.ts';
import { settle } from './best-set-outlook.ts';
import { search, SearchTooWide, type Extent } from './best-set-search.ts';
import { SheetCannotBeRanked } from './score-sheet.ts';

/** How many partial sets the quick and the exact search keep; other widths give the same set in another time. */
export type Effort = { readonly quickWidth: number; readonly greatestWidth: number };

/**
 * No frontier has more partial sets than points can be won together, so this width is enough for every 400 proposals
 * of at most 100 points. Choosing is hard by nature (a knapsack): where totals *and* prices are huge and alike, no
 * width is.
 */
const EFFORT: Effort = { quickWidth: 1024, greatestWidth: 2 ** 22 };

/**
 * Policy `max-score` (DOMAIN.md, «Policy»): which candidates make the set with the greatest sum of totals within the
 * budget and the cap of each challenge; on a tie the cheaper, then the one whose ascending ranks compare first, a prefix
 * before its extension. Answers their places, ascending.
 *
 * The ranks are decided head by head, 52 at a time, because so many bits make an exact number: among the sets of the
 * greatest total and the least price, the one with the greatest word of the head is the one whose ranks compare first.
 * Only candidates that bring and cost nothing make a difference between a prefix and its extension, and what brings
 * nothing for a price is in no such set: those behind the last that brings something are left off in the end.
 *
 * Throws `SheetCannotBeRanked` when the set's total exceeds 2^53 − 1, or when it cannot be proven with the effort.
 */
export const bestSet = (
  candidates: readonly Candidate[],
  budgetInWon: number,
  maxFundedPerChallenge: number,
  effort: Effort = EFFORT,
): readonly number[] => searchBestSet(candidates, budgetInWon, maxFundedPerChallenge, effort).places;

/** The best set, and how many partial sets were kept to find and prove it: what it cost, whatever the machine. */
export const searchBestSet = (
  candidates: readonly Candidate[],
  budgetInWon: number,
  maxFundedPerChallenge: number,
  effort: Effort,
): { readonly places: readonly number[]; readonly keptCount: number } => {
  const contest = contestOf(candidates, budgetInWon, maxFundedPerChallenge);
  const { total, price } = sumOf(takeWhatFits(contest, contest.offers.toSorted(byValueForMoney)));
  refuseTooLarge(total);
  let position: Position = {
    contest,
    rival: { total, price, word: UNKNOWN_WORD, isProven: false },
    taken: [],
  };
  let keptCount = 0;
  const countingSearch: typeof search = (from, extent) => {
    const found = search(from, extent);
    keptCount += found.keptCount;
    return found;
  };
  while (position.contest.offers.length > 0) position = decideHead(position, effort, countingSearch);

  const chosen = position.taken.toSorted((a, b) => a.place - b.place);
  const thatCount = chosen.slice(0, chosen.findLastIndex(({ total: brings }) => brings > 0) + 1);
  const places = thatCount.map(({ place }) => place);
  refuseTooLarge(places.reduce((sum, place) => sum + BigInt(candidates[place]?.total ?? 0), 0n));
  return { places, keptCount };
};

/** By points for a won, compared without a division: what costs nothing comes first. */
const byValueForMoney = (a: Offer, b: Offer): number => b.total * a.price - a.total * b.price;

/** Decides on every offer of the head: the next 52, after those that any set as good as the rival takes or leaves. */
const decideHead = (
  start: Position,
  { quickWidth, greatestWidth }: Effort,
  searchFor: typeof search,
): Position => {
  const quickly: Extent = { width: quickWidth, whenWider: 'narrow' };
  let position = withHead(settle(start));
  const quick = searchFor(position, quickly);
  position = { ...position, rival: quick.rival };
  if (!quick.isComplete) {
    position = settle({ ...position, rival: climb(position, quickly, searchFor) });
    if (!isFirstOfAll(position)) position = { ...position, rival: prove(position, greatestWidth, searchFor) };
  }
  const head = position.contest.offers.filter(({ bit }) => bit > 0);
  const taking = head.filter(({ bit }) => Math.floor(position.rival.word / bit) % 2 === 1);
  const decided = decide(position, taking, new Set(head));
  return { ...decided, rival: { ...decided.rival, word: UNKNOWN_WORD, isProven: true } };
};

/** Going down the ranks and taking what fits makes the greatest word that there is; a proven rival may have it. */
const isFirstOfAll = ({ contest, rival }: Position): boolean =>
  rival.isProven && rival.word === sumOf(takeWhatFits(contest, contest.offers)).bit;

const prove = (position: Position, greatestWidth: number, searchFor: typeof search): Rival => {
  try {
    return searchFor(position, { width: greatestWidth, whenWider: 'give-up' }).rival;
  } catch (error) {
    if (!(error instanceof SearchTooWide)) throw error;
    throw new SheetCannotBeRanked('/policy', 'sheet-set-unproven');
  }
};

/**
 * Where prices go with totals, countless sets have the greatest total for the least price, and the quick search meets
 * one of them by chance. This looks for one whose ranks compare early: it takes the first ranks as they fit, all but the
 * last few, and fills the rest. The proof that follows has the less to look at, the better this succeeds.
 */
const climb = (position: Position, quickly: Extent, searchFor: typeof search): Rival => {
  const { contest, rival } = position;
  if (!rival.isProven) return rival;
  const walk = takeWhatFits(contest, contest.offers);
  const unknown = { ...position, rival: { ...rival, word: UNKNOWN_WORD } };
  for (let open = 1; open < walk.length; open *= 2) {
    const forced = walk.slice(0, -open);
    const { rival: tail } = searchFor(decide(unknown, forced, new Set()), quickly);
    if (tail.word !== UNKNOWN_WORD)
      return { ...rival, word: Math.max(rival.word, tail.word + sumOf(forced).bit) };
  }
  return rival;
};
