import { bestSet } from './best-set.ts';
import type { Policy, Verdict } from './score-sheet.ts';

/** A passed proposal in the order of the list. */
export type Passed = {
  readonly challengeId: string;
  readonly total: number;
  readonly priceInWon: number;
};

/** What the budget is spent by. */
export type AllocationTerms = {
  readonly policy: Policy;
  readonly budgetInWon: number;
  readonly maxFundedPerChallenge: number;
};

const funded: Verdict = { outcome: 'FUNDED', reason: null };

/**
 * Spends the budget on the passed proposals, which stand in the order of the list (DOMAIN.md, «Policy»). Answers a
 * verdict for each, FUNDED or RESERVE with its reason, in the same order.
 */
export const allocate = (passed: readonly Passed[], terms: AllocationTerms): readonly Verdict[] =>
  terms.policy === 'max-score' ? fundBestSet(passed, terms) : walk(passed, terms);

/** Down the list, testing in turn: the challenge's cap, an earlier misfit under `strict`, the price. */
const walk = (
  passed: readonly Passed[],
  terms: AllocationTerms,
  activeOf: ReadonlyMap<string, number> = new Map(),
): readonly Verdict[] => {
  const fundedOf = new Map(activeOf);
  let left = terms.budgetInWon;
  let hasMisfit = false;
  return passed.map(({ challengeId, priceInWon }): Verdict => {
    const served = fundedOf.get(challengeId) ?? 0;
    if (served >= terms.maxFundedPerChallenge) return { outcome: 'RESERVE', reason: 'challenge-served' };
    if (hasMisfit && terms.policy === 'strict') return { outcome: 'RESERVE', reason: 'after-first-misfit' };
    if (priceInWon > left) {
      hasMisfit = true;
      return { outcome: 'RESERVE', reason: 'does-not-fit' };
    }
    left -= priceInWon;
    fundedOf.set(challengeId, served + 1);
    return funded;
  });
};

const fundBestSet = (passed: readonly Passed[], terms: AllocationTerms): readonly Verdict[] => {
  const chosen = new Set(bestSet(passed, terms.budgetInWon, terms.maxFundedPerChallenge));
  const fundedOf = new Map<string, number>();
  for (const place of chosen) {
    const challengeId = passed[place]?.challengeId ?? '';
    fundedOf.set(challengeId, (fundedOf.get(challengeId) ?? 0) + 1);
  }
  return passed.map(({ challengeId }, place): Verdict => {
    if (chosen.has(place)) return funded;
    const isServed = (fundedOf.get(challengeId) ?? 0) >= terms.maxFundedPerChallenge;
    return { outcome: 'RESERVE', reason: isServed ? 'challenge-served' : 'not-in-best-set' };
  });
};

/** A reserve proposal that returned money may reach: its rank, and whether it may be considered at all. */
export type Reserve = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly priceInWon: number;
};

/**
 * Walks RESERVE again in order with the money that is free, and answers whom it funds. Nobody is unfunded; what a
 * challenge's active purchases use of its cap is given in `activeOf` (DOMAIN.md, «Returned money»).
 */
export const moveUp = (
  reserve: readonly Reserve[],
  freeInWon: number,
  activeOf: ReadonlyMap<string, number>,
  maxFundedPerChallenge: number,
): readonly string[] => {
  const verdicts = walk(
    reserve.map((row) => ({ ...row, total: 0 })),
    { policy: 'skip', budgetInWon: freeInWon, maxFundedPerChallenge },
    activeOf,
  );
  return reserve
    .filter((_, place) => verdicts[place]?.outcome === 'FUNDED')
    .map(({ proposalId }) => proposalId);
};
