import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { evaluators } from '../../../infra/local/dataset/evaluators.ts';
import { proposals } from '../../../infra/local/dataset/proposals.ts';
import { outlierAnswerFor, type Scorecard, scorecardFor } from '../../../infra/local/dataset/scores.ts';
import { fractionOf } from '../../../infra/local/dataset/seeded.ts';
import { criteriaByDimension, dimensions, gates, type Proposal } from '../../../infra/local/dataset/types.ts';

const { budgetInWon, panel, scoring } = defaultPolicy;

/** A panel drawn at random: no two of an institute, none with a conflict. */
const drawPanel = (seed: string, challengeKey: string): readonly string[] => {
  const inOrder = evaluators
    .filter(({ recusesFrom }) => !recusesFrom.includes(challengeKey))
    .map((evaluator) => ({ ...evaluator, lot: fractionOf(`${seed}:${challengeKey}:${evaluator.key}`) }))
    .sort((left, right) => left.lot - right.lot);
  const ofInstitute = new Map(inOrder.toReversed().map((evaluator) => [evaluator.instituteKey, evaluator]));
  return inOrder
    .filter((evaluator) => ofInstitute.get(evaluator.instituteKey) === evaluator)
    .slice(0, panel.size)
    .map(({ key }) => key);
};

const trimmedMean = (sums: readonly number[]): number => {
  const kept = [...sums].sort((left, right) => left - right).slice(1, -1);
  return Math.floor((2 * kept.reduce((sum, value) => sum + value, 0) + kept.length) / (2 * kept.length));
};

type Result = { readonly proposal: Proposal; readonly total: number; readonly reason: string | null };

const judge = (proposal: Proposal, scorecards: readonly Scorecard[]): Result => {
  const scores = dimensions.map((dimension) => {
    const criteria = criteriaByDimension[dimension];
    const score = trimmedMean(
      scorecards.map(({ points }) => criteria.reduce((sum, criterion) => sum + points[criterion], 0)),
    );
    return { score, maximum: criteria.length * 1000 };
  });
  const total = scores.reduce((sum, { score }) => sum + score, 0);
  const failsGate = gates.some(
    (gate) => scorecards.filter((scorecard) => scorecard.gates[gate]).length <= scorecards.length / 2,
  );
  const isBelowCutOff = scores.some(({ score, maximum }) => score * 100 < scoring.cutOffPercent * maximum);
  const reason = failsGate
    ? 'gate-failed'
    : total < scoring.passMark
      ? 'below-pass-mark'
      : isBelowCutOff
        ? 'below-cut-off'
        : null;
  return { proposal, total, reason };
};

/** A whole round with panels drawn from a seed: everybody's result, and what becomes of those that pass. */
const runRound = (seed: string, cardFor: typeof scorecardFor = scorecardFor) => {
  const results = proposals
    .filter(({ fate, ineligible }) => !['late', 'withdraw'].includes(fate) && ineligible === undefined)
    .map((proposal) =>
      judge(
        proposal,
        drawPanel(seed, proposal.challengeKey).map((key) => cardFor(proposal.key, key)),
      ),
    );
  const passed = results
    .filter(({ reason }) => reason === null)
    .sort((left, right) => right.total - left.total);
  let leftInWon = budgetInWon;
  const served = new Set<string>();
  const outcomes = passed.map(({ proposal: { challengeKey, priceInWon } }) => {
    if (served.has(challengeKey)) return 'challenge-served';
    if (priceInWon > leftInWon) return 'does-not-fit';
    leftInWon -= priceInWon;
    served.add(challengeKey);
    return 'FUNDED';
  });
  const best = new Map(
    passed.toReversed().map(({ proposal }) => [proposal.challengeKey, proposal.priceInWon]),
  );
  const counted = (word: string): number =>
    [...outcomes, ...results.map(({ reason }) => reason)].filter((outcome) => outcome === word).length;
  return {
    evaluated: results.length,
    passed: passed.length,
    challengesWithoutPass: new Set(results.map(({ proposal }) => proposal.challengeKey)).size - best.size,
    askedByTheBestInWon: [...best.values()].reduce((sum, price) => sum + price, 0),
    funded: counted('FUNDED'),
    challengeServed: counted('challenge-served'),
    doesNotFit: counted('does-not-fit'),
    gateFailed: counted('gate-failed'),
    belowPassMark: counted('below-pass-mark'),
    belowCutOff: counted('below-cut-off'),
    leftInWon,
  };
};

describe('a round over the data set', () => {
  const seeds = Array.from({ length: 8 }, (_, index) => `draw-${index}`);

  it.each(seeds)('comes out as planned with the panels of %s', (seed) => {
    const round = runRound(seed);
    const share = round.passed / round.evaluated;
    expect(share).toBeGreaterThanOrEqual(0.6);
    expect(share).toBeLessThanOrEqual(0.75);
    expect(round.challengesWithoutPass).toBeGreaterThanOrEqual(2);
    expect(round.gateFailed).toBe(2);
    expect(round.belowPassMark).toBeGreaterThanOrEqual(5);
    expect(round.belowCutOff).toBeGreaterThanOrEqual(3);

    expect(round.askedByTheBestInWon).toBeGreaterThan(budgetInWon);
    expect(round.funded).toBeGreaterThanOrEqual(10);
    expect(round.funded).toBeLessThanOrEqual(14);
    expect(round.doesNotFit).toBeGreaterThanOrEqual(1);
    expect(round.challengeServed).toBeGreaterThanOrEqual(10);
    expect(round.leftInWon).toBeGreaterThanOrEqual(0);
  });

  it('comes out as planned too after the outliers were answered', () => {
    const round = runRound(
      'answered',
      (proposalKey, evaluatorKey) => outlierAnswerFor(proposalKey, evaluatorKey).scorecard,
    );
    expect(round.passed / round.evaluated).toBeGreaterThanOrEqual(0.6);
    expect(round.funded).toBeGreaterThanOrEqual(10);
    expect(round.doesNotFit).toBeGreaterThanOrEqual(1);
  });
});
