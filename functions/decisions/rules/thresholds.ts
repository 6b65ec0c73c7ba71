import { allocate, type AllocationTerms, type Priced, verdictAt } from './allocation.ts';
import { atPlace } from './at-place.ts';
import { greatestCommonDivisor } from './best-set-contest.ts';
import { SheetCannotBeRanked } from './score-sheet.ts';

/** What alone would have funded a proposal in reserve, all else being equal. */
export type Thresholds = {
  /** From this total on, in hundredths, however a tie falls; null where not even the greatest would have done. */
  readonly total: number | null;
  /** Up to this price; null where not even a price of nothing would have done. */
  readonly priceInWon: number | null;
};

/** A passed proposal of the list, with its total. */
export type Passed = Priced & { readonly total: number };

/**
 * The thresholds of the passed, which stand in the order of the list, under a policy that walks down it. Above its place
 * in the list nothing depends on a proposal, so that the walk before each place says what it would have met there.
 */
export const thresholdsOfWalk = (
  passed: readonly Passed[],
  terms: AllocationTerms,
  greatestTotal: number,
): ((place: number) => Thresholds) => {
  const verdicts = allocate(
    passed,
    passed.map(({ total }) => total),
    terms,
  );
  const leftBefore: number[] = [];
  const fundedOf = new Map<string, number[]>();
  let left = terms.budgetInWon;
  passed.forEach(({ challengeId, priceInWon }, at) => {
    leftBefore.push(left);
    if (verdictAt(verdicts, at).outcome !== 'FUNDED') return;
    left -= priceInWon;
    fundedOf.set(challengeId, [...(fundedOf.get(challengeId) ?? []), at]);
  });
  const firstMisfit = verdicts.findIndex(({ reason }) => reason === 'does-not-fit');
  return (place) => {
    const { challengeId, priceInWon } = atPlace(passed, place);
    // It has to come before who filled its challenge, before the misfit, and while there is as much money as it asks for.
    const filled = fundedOf.get(challengeId)?.[terms.maxFundedPerChallenge - 1] ?? place;
    const misfit = terms.policy === 'strict' && firstMisfit >= 0 ? firstMisfit : place;
    const latest = Math.min(place, filled, misfit);
    const back = leastThat(0, latest, (steps) => (leftBefore[latest - steps] ?? 0) >= priceInWon);
    // At its own place it was not funded.
    const total = back === null || latest - back === place ? null : atPlace(passed, latest - back).total + 1;
    return {
      total: total !== null && total <= greatestTotal ? total : null,
      priceInWon: latest === place ? (leftBefore[place] ?? null) : null,
    };
  };
};

/**
 * The thresholds of one of the passed under `max-score`, by choosing the best set again. More points or a lower price
 * make every set with it better and none without it, so that halving finds where it begins to be funded. Null where a
 * best set on the way cannot be proven.
 */
export const thresholdsInBestSet = (
  passed: readonly Passed[],
  place: number,
  terms: AllocationTerms,
  greatestTotal: number,
): Thresholds | null => {
  const { total, priceInWon } = atPlace(passed, place);
  const isFundedAs = (changed: Partial<Passed>): boolean => isFunded(passed, place, changed, terms);
  try {
    return {
      total: leastThat(total + 1, greatestTotal, (more) => isFundedAs({ total: more })),
      priceInWon: greatestPrice(unitOf(passed, terms), priceInWon, (less) =>
        isFundedAs({ priceInWon: less }),
      ),
    };
  } catch (error) {
    if (error instanceof SheetCannotBeRanked) return null;
    throw error;
  }
};

/** Whether the changed proposal is funded, standing behind all that have as many points. */
const isFunded = (
  passed: readonly Passed[],
  place: number,
  changed: Partial<Passed>,
  terms: AllocationTerms,
): boolean => {
  const own = { ...atPlace(passed, place), ...changed };
  const others = passed.toSpliced(place, 1);
  const behind = others.findIndex(({ total }) => total < own.total);
  // A changed price leaves it where it stands.
  const at = changed.total === undefined ? place : behind < 0 ? others.length : behind;
  const order = others.toSpliced(at, 0, own);
  const verdicts = allocate(
    order,
    order.map(({ total }) => total),
    terms,
  );
  return verdictAt(verdicts, at).outcome === 'FUNDED';
};

/** The least whole number of a span that holds, where all above one that holds hold; null where none does. */
const leastThat = (least: number, greatest: number, holds: (value: number) => boolean): number | null => {
  if (least > greatest || !holds(greatest)) return null;
  let [low, high] = [least, greatest];
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
};

/**
 * The greatest price below the own one. Other sets cost whole units, so that it is a whole number of them, or one won
 * less where a tie of points goes to the cheaper.
 */
const greatestPrice = (unit: number, price: number, holds: (price: number) => boolean): number | null => {
  const units = Math.ceil(price / unit);
  const fewer = leastThat(1, units, (less) => holds((units - less) * unit));
  if (fewer === null) return null;
  const found = (units - fewer) * unit;
  const oneLess = Math.min(found + unit, price) - 1;
  return oneLess > found && holds(oneLess) ? oneLess : found;
};

/** What divides the budget and every price. */
const unitOf = (passed: readonly Passed[], { budgetInWon }: AllocationTerms): number =>
  passed.reduce((unit, { priceInWon }) => greatestCommonDivisor(unit, priceInWon), budgetInWon) || 1;
