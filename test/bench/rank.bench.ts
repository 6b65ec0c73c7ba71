/**
 * How long ranking takes, as a ratio: a parsed sheet of 100,000 proposals with 5 scorecards each, against
 * `Array.sort` of 500,000 records by a number, side by side in this process. Prints JSON on its last line; ends with 1
 * where the ratio is above its target.
 *
 *   node test/bench/rank.bench.ts [--proposals 100000] [--rounds 7]
 */
import { parseArgs } from 'node:util';
import { canonicalJson } from '../../functions/platform/canonical-json.ts';
import { parseScoreSheetText } from '../../functions/decisions/rules/parse-score-sheet.ts';
import { rankSheet } from '../../functions/decisions/rules/rank.ts';
import { type ScoreSheet } from '../../functions/decisions/rules/score-sheet.ts';
import { isSheetFault } from '../../functions/decisions/rules/sheet-faults.ts';

const TARGET_RATIO = 1.5;
const CARDS_PER_PROPOSAL = 5;

const { values } = parseArgs({
  options: {
    proposals: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '7' },
  },
});
const proposalCount = Number(values.proposals);
const rounds = Number(values.rounds);

/** Numbers that look random and are the same in every run (a linear congruential generator). */
const createSequence = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const shuffle = <Value>(values: Value[], next: (below: number) => number): Value[] => {
  for (let at = values.length - 1; at > 0; at--) {
    const other = next(at + 1);
    const [value, otherValue] = [values[at], values[other]];
    if (value === undefined || otherValue === undefined) continue;
    values[at] = otherValue;
    values[other] = value;
  }
  return values;
};

/**
 * A sheet as a round makes it: ten criteria, points in steps of half a point, so that four of five proposals tie and
 * draw lots. Proposals and scorecards ascend by id as in the sheets that this system writes, or lie in any order.
 */
const writeSheet = (isShuffled: boolean): string => {
  const next = createSequence(2020);
  const dimensions = Object.entries({ publicness: 4, innovativeness: 3, feasibility: 3 }).map(
    ([name, count]) => ({
      name,
      criteria: Array.from({ length: count }, (_, at) => ({ name: `${name}-${at}`, maximum: 1000 })),
    }),
  );
  const criteria = dimensions.flatMap((dimension) => dimension.criteria.map(({ name }) => name));
  const proposals = Array.from({ length: proposalCount }, (_, at) => ({
    proposalId: `proposal-${String(at).padStart(6, '0')}-${next(2 ** 31).toString(36)}`,
    challengeId: `challenge-${next(5_000)}`,
    priceInWon: 50_000_000 + next(450) * 1_000_000,
    gatesPassed: next(20) > 0,
  }));
  const scorecards = proposals.flatMap(({ proposalId }) =>
    Array.from({ length: CARDS_PER_PROPOSAL }, (_, at) => ({
      proposalId,
      evaluatorId: `evaluator-${next(100) * CARDS_PER_PROPOSAL + at}`,
      points: Object.fromEntries(criteria.map((name) => [name, 500 + next(11) * 50])),
    })),
  );
  return JSON.stringify({
    ruleVersion: '2020.1',
    budgetInWon: 100_000_000_000,
    policy: 'skip',
    maxFundedPerChallenge: 1,
    drawSeed: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    passMark: 7000,
    cutOffPercent: 60,
    trimFrom: 5,
    tieBreak: ['innovativeness', 'publicness'],
    dimensions,
    proposals: isShuffled ? shuffle(proposals, next) : proposals,
    scorecards: isShuffled ? shuffle(scorecards, next) : scorecards,
  });
};

const timed = <Result>(work: () => Result): { readonly result: Result; readonly milliseconds: number } => {
  const startedAt = performance.now();
  const result = work();
  return { result, milliseconds: performance.now() - startedAt };
};

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

const readSheet = (isShuffled: boolean) => {
  const text = writeSheet(isShuffled);
  const { result, milliseconds } = timed(() => parseScoreSheetText(text));
  if (isSheetFault(result)) throw new Error(`The bench's sheet is refused: ${result.place} ${result.reason}`);
  return { sheet: result, milliseconds };
};

/** Rounds that only warm up the engine, for both sides alike. */
const WARM_UP_ROUNDS = 2;

const nextKey = createSequence(7);
const records = Array.from({ length: proposalCount * CARDS_PER_PROPOSAL }, (_, at) => ({
  recordId: `record-${at}`,
  score: nextKey(2 ** 31),
}));
const sortRecords = () => [...records].sort((a, b) => a.score - b.score);

/** Sorts and ranks in turn; the median of each. */
const compare = (sheet: ScoreSheet) => {
  const sorting: number[] = [];
  const ranking: number[] = [];
  for (let round = 1; round <= WARM_UP_ROUNDS + rounds; round++) {
    const sort = timed(sortRecords).milliseconds;
    const rank = timed(() => rankSheet(sheet)).milliseconds;
    console.error(`round ${round}: sort ${sort.toFixed(0)} ms, rank ${rank.toFixed(0)} ms`);
    if (round <= WARM_UP_ROUNDS) continue;
    sorting.push(sort);
    ranking.push(rank);
  }
  return { sortInMilliseconds: median(sorting), rankInMilliseconds: median(ranking) };
};

const rounded = (ratio: number): number => Number(ratio.toFixed(3));

const reading = readSheet(false);
const { sortInMilliseconds, rankInMilliseconds } = compare(reading.sheet);
const list = rankSheet(reading.sheet);
const written = timed(() => canonicalJson(list));
const shuffled = compare(readSheet(true).sheet);

const ratio = rounded(rankInMilliseconds / sortInMilliseconds);
console.log(
  JSON.stringify({
    bench: 'rank',
    proposals: proposalCount,
    scorecardsPerProposal: CARDS_PER_PROPOSAL,
    sortedRecords: records.length,
    rounds,
    ratio,
    target: TARGET_RATIO,
    isMet: ratio <= TARGET_RATIO,
    alsoRatioOfShuffledSheet: rounded(shuffled.rankInMilliseconds / shuffled.sortInMilliseconds),
    alsoRatioOfReadingTheText: rounded(reading.milliseconds / sortInMilliseconds),
    alsoRatioOfWritingTheList: rounded(written.milliseconds / sortInMilliseconds),
    funded: list.list.filter(({ outcome }) => outcome === 'FUNDED').length,
  }),
);
if (ratio > TARGET_RATIO) {
  console.error(`Ranking took ${ratio} times as long as sorting; ${TARGET_RATIO} is the most it may`);
  process.exitCode = 1;
}
