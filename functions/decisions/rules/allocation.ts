import { atPlace } from './at-place.ts';
import { bestSet } from './best-set.ts';
import type { Policy, Verdict } from './score-sheet.ts';

/** What the walk down the list looks at. */
export type Priced = { readonly challengeId: string; readonly priceInWon: number };

/** What the budget is spent by. */
export type AllocationTerms = {
  readonly policy: Policy;
  readonly budgetInWon: number;
  readonly maxFundedPerChallenge: number;
};

const FUNDED: Verdict = { outcome: 'FUNDED', reason: null };
const CHALLENGE_SERVED: Verdict = { outcome: 'RESERVE', reason: 'challenge-served' };
const AFTER_FIRST_MISFIT: Verdict = { outcome: 'RESERVE', reason: 'after-first-misfit' };
const DOES_NOT_FIT: Verdict = { outcome: 'RESERVE', reason: 'does-not-fit' };
const NOT_IN_BEST_SET: Verdict = { outcome: 'RESERVE', reason: 'not-in-best-set' };

/**
 * Spends the budget on the passed proposals, given in the order of the list and with their totals at the same places
 * (DOMAIN.md, «Policy»): for each of them, in the same order, FUNDED or RESERVE with its reason. Throws
 * `SheetCannotBeRanked` where `bestSet` does.
 */
export const allocate = (
  passed: readonly Priced[],
  totals: readonly number[],
  terms: AllocationTerms,
): readonly Verdict[] =>
  terms.policy === 'max-score' ? fundBestSet(passed, totals, terms) : walk(passed, terms, new Map());

/**
 * Down the list, testing in turn: the challenge's cap, an earlier misfit under `strict`, the price. `served` counts the
 * proposals of a challenge that are funded already.
 */
const walk = (
  candidates: readonly Priced[],
  { policy, budgetInWon, maxFundedPerChallenge }: AllocationTerms,
  served: Map<string, number>,
): readonly Verdict[] => {
  let leftInWon = budgetInWon;
  let hadMisfit = false;
  return candidates.map(({ challengeId, priceInWon }) => {
    const servedSoFar = served.get(challengeId) ?? 0;
    if (servedSoFar >= maxFundedPerChallenge) return CHALLENGE_SERVED;
    if (hadMisfit && policy === 'strict') return AFTER_FIRST_MISFIT;
    if (priceInWon > leftInWon) {
      hadMisfit = true;
      return DOES_NOT_FIT;
    }
    leftInWon -= priceInWon;
    served.set(challengeId, servedSoFar + 1);
    return FUNDED;
  });
};

const fundBestSet = (
  passed: readonly Priced[],
  totals: readonly number[],
  terms: AllocationTerms,
): readonly Verdict[] => {
  const candidates = passed.map(({ challengeId, priceInWon }, place) => {
    const total = totals[place];
    if (total === undefined) throw new RangeError(`The passed proposal at ${place} has no total`);
    return { challengeId, priceInWon, total };
  });
  const chosen = new Set(bestSet(candidates, terms.budgetInWon, terms.maxFundedPerChallenge));
  const served = countByChallenge(passed.filter((_, place) => chosen.has(place)));
  return passed.map(({ challengeId }, place) => {
    if (chosen.has(place)) return FUNDED;
    return (served.get(challengeId) ?? 0) >= terms.maxFundedPerChallenge ? CHALLENGE_SERVED : NOT_IN_BEST_SET;
  });
};

const countByChallenge = (proposals: readonly { readonly challengeId: string }[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { challengeId } of proposals) counts.set(challengeId, (counts.get(challengeId) ?? 0) + 1);
  return counts;
};

/** How a passed proposal stands after the notice: `TERMINATED` is one whose purchase was given up. */
export type Standing = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly priceInWon: number;
  readonly standing: 'FUNDED' | 'RESERVE' | 'TERMINATED';
};

/** What the re-walk makes of a proposal in reserve. */
export type Rewalked = { readonly proposalId: string } & Verdict;

/**
 * Walks RESERVE again in the order of the list with the money that is free (DOMAIN.md, «Returned money»): for each
 * proposal in reserve, in order, FUNDED now or RESERVE with its reason. The funded stay funded and count towards their
 * challenge's cap; the terminated neither count nor are considered again. A round under `strict` stays strict below a
 * misfit; one under `max-score` is walked like `skip`, because a new best set could unfund somebody.
 */
export const rewalkReserve = (
  standings: readonly Standing[],
  terms: {
    readonly policy: Policy;
    readonly freeInWon: number;
    readonly maxFundedPerChallenge: number;
  },
): readonly Rewalked[] => {
  const reserve = standings.filter(({ standing }) => standing === 'RESERVE');
  const served = countByChallenge(standings.filter(({ standing }) => standing === 'FUNDED'));
  const verdicts = walk(reserve, { ...terms, budgetInWon: terms.freeInWon }, served);
  return reserve.map(({ proposalId }, place) => ({ proposalId, ...verdictAt(verdicts, place) }));
};

/** The verdict on the candidate at a place; there is one for each. */
export const verdictAt = (verdicts: readonly Verdict[], place: number): Verdict => atPlace(verdicts, place);
