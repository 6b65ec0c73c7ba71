import {
  contestOf,
  decide,
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
import { search } from './best-set-search.ts';

/** How many partial sets the first, quick search keeps. */
const QUICK_WIDTH = 1024;
/** How many partial sets an exact search may keep: beyond it, the choice is refused. */
const GREATEST_WIDTH = 2 ** 22;

export const bestSet = (
  candidates: readonly Candidate[],
  budgetInWon: number,
  maxFundedPerChallenge: number,
  quickWidth = QUICK_WIDTH,
  greatestWidth = GREATEST_WIDTH,
): readonly number[] => {
  const contest = contestOf(candidates, budgetInWon, maxFundedPerChallenge);
  const first = takeWhatFits(contest, contest.offers.toSorted(byRatio));
  const { total, price } = sumOf(first);
  let position: Position = {
    contest,
    rival: { total, price, word: UNKNOWN_WORD, isProven: false },
    taken: [],
  };
  while (position.contest.offers.length > 0) {
    position = decideHead(position, quickWidth, greatestWidth);
  }
  const chosen = position.taken.toSorted((a, b) => a.place - b.place);
  const lastThatCounts = chosen.findLastIndex(({ total, price }) => total > 0 || price > 0);
  return chosen.slice(0, lastThatCounts + 1).map(({ place }) => place);
};

const byRatio = (a: Offer, b: Offer): number => {
  const ratioOf = ({ total, price }: Offer) => (price === 0 ? Infinity : total / price);
  const [ratioOfA, ratioOfB] = [ratioOf(a), ratioOf(b)];
  return ratioOfA === ratioOfB ? a.place - b.place : ratioOfB - ratioOfA;
};

const decideHead = (start: Position, quickWidth: number, greatestWidth: number): Position => {
  let position = withHead(settle(start));
  const quick = search(position, quickWidth);
  position = { ...position, rival: quick.rival };
  if (!quick.isComplete) {
    position = settle({ ...position, rival: climb(position, quickWidth) });
    const walk = sumOf(takeWhatFits(position.contest, position.contest.offers));
    if (!position.rival.isProven || position.rival.word < walk.bit) {
      const exact = search(position, greatestWidth);
      if (!exact.isComplete) throw new RangeError('too hard');
      position = { ...position, rival: exact.rival };
    }
  }
  const head = position.contest.offers.filter(({ bit }) => bit > 0);
  const taking = head.filter(({ bit }) => Math.floor(position.rival.word / bit) % 2 === 1);
  const decided = decide(position, taking, new Set(head));
  return { ...decided, rival: { ...decided.rival, word: UNKNOWN_WORD, isProven: true } };
};

const climb = ({ contest, rival }: Position, width: number): Rival => {
  if (!rival.isProven) return rival;
  const walk = takeWhatFits(contest, contest.offers);
  for (let free = 1; free < walk.length; free *= 2) {
    const forced = walk.slice(0, -free);
    const last = forced.at(-1)?.place ?? -1;
    const passed = new Set(contest.offers.filter(({ place }) => place < last));
    const { total, price, bit } = sumOf(forced);
    if (total > rival.total || price > rival.price) continue;
    const tail = decide(
      { contest, rival: { ...rival, word: UNKNOWN_WORD }, taken: [] },
      forced,
      passed,
    );
    const found = search(tail, width);
    if (found.rival.word !== UNKNOWN_WORD && found.rival.word + bit > rival.word) {
      return { ...rival, word: found.rival.word + bit };
    }
  }
  return rival;
};
