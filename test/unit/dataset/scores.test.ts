import { describe, expect, it } from '@jest/globals';
import { checkScores, outliersOf } from '../../../functions/evaluation/rules.ts';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { evaluators } from '../../../infra/local/dataset/evaluators.ts';
import { proposals } from '../../../infra/local/dataset/proposals.ts';
import { outlierAnswerFor, scorecardFor } from '../../../infra/local/dataset/scores.ts';
import { criteriaByDimension, dimensions, gates } from '../../../infra/local/dataset/types.ts';

const { scoring } = defaultPolicy;

// Made once: there are thousands, and a judgement on each in its own assertion would take most of the time.
const cards = proposals.flatMap((proposal) =>
  evaluators.map((evaluator) => ({
    proposal,
    evaluator,
    pair: `${proposal.key} by ${evaluator.key}`,
    scorecard: scorecardFor(proposal.key, evaluator.key),
  })),
);

/** The pairs whose scorecard does not hold up. */
const pairsWhere = (isWrong: (card: (typeof cards)[number]) => boolean): readonly string[] =>
  cards.filter(isWrong).map(({ pair }) => pair);

describe('scorecards', () => {
  it('score what the default policy of a round scores', () => {
    expect(
      scoring.dimensions.map(({ name, criteria }) => [name, criteria.map((criterion) => criterion.name)]),
    ).toEqual(dimensions.map((dimension) => [dimension, criteriaByDimension[dimension]]));
    expect(scoring.dimensions.flatMap(({ criteria }) => criteria.map(({ maximum }) => maximum))).toEqual(
      Array(10).fill(1000),
    );
    expect(scoring.gates).toEqual(gates);
  });

  it('are whole for every pair, in half points', () => {
    expect(cards).toHaveLength(70 * 63);
    expect(pairsWhere(({ scorecard }) => checkScores(scoring, scorecard) !== null)).toEqual([]);
    expect(
      pairsWhere(({ scorecard }) => Object.values(scorecard.points).some((points) => points % 50 !== 0)),
    ).toEqual([]);
  });

  it('give reasons in the evaluator’s language, with every name filled in', () => {
    expect(
      pairsWhere(({ evaluator, scorecard }) =>
        Object.values(scorecard.reasons).some(
          (reason) =>
            /[{}]|''/u.test(reason) || /\p{Script=Hangul}/u.test(reason) !== (evaluator.writesIn === 'ko'),
        ),
      ),
    ).toEqual([]);
  });

  it('give reasons that fit the points', () => {
    const reasonsWhere = (test: (points: number) => boolean): ReadonlySet<string> =>
      new Set(
        cards
          .filter(({ scorecard }) => test(scorecard.points.urgency))
          .map(({ scorecard }) => scorecard.reasons.urgency),
      );
    const praise = reasonsWhere((points) => points >= 850);
    const blame = reasonsWhere((points) => points < 600);
    expect(praise.size).toBeGreaterThan(1);
    expect(blame.size).toBeGreaterThan(1);
    expect([...praise].filter((reason) => blame.has(reason))).toEqual([]);
  });

  it('fail a gate by a clear majority of all evaluators, and only the planned one', () => {
    for (const proposal of proposals) {
      for (const gate of gates) {
        const passing = cards.filter(
          (card) => card.proposal.key === proposal.key && card.scorecard.gates[gate],
        ).length;
        if (proposal.failsGate === gate) {
          expect(passing).toBeGreaterThan(0);
          expect(passing).toBeLessThan(evaluators.length / 5);
        } else expect(passing).toBe(evaluators.length);
      }
    }
  });

  it('stray now and then, so that some scorecards are flagged', () => {
    const panel = new Set(evaluators.slice(0, 7).map(({ key }) => key));
    const flagged = proposals.flatMap((proposal) => {
      const ofPanel = cards.filter(
        (card) => card.proposal.key === proposal.key && panel.has(card.evaluator.key),
      );
      return [
        ...outliersOf(
          ofPanel.map(({ evaluator, scorecard }) => ({
            evaluatorId: evaluator.key,
            points: scorecard.points,
          })),
          scoring,
        ).keys(),
      ];
    });
    expect(flagged.length).toBeGreaterThan(5);
    expect(flagged.length).toBeLessThan(proposals.length);
  });

  it('are revised or reconfirmed when flagged', () => {
    const answered = cards.slice(0, 1500).map(({ proposal, evaluator, pair, scorecard }) => {
      const { answer, reason, scorecard: counted } = outlierAnswerFor(proposal.key, evaluator.key);
      const hasChanged = JSON.stringify(scorecard.points) !== JSON.stringify(counted.points);
      return { pair, answer, reason, hasChanged, refusal: checkScores(scoring, counted) };
    });
    const revised = answered.filter(({ answer }) => answer === 'revise').length;
    expect(revised).toBeGreaterThan(5);
    expect(revised).toBeLessThan(answered.length / 20);
    expect(answered.filter(({ answer, hasChanged }) => hasChanged !== (answer === 'revise'))).toEqual([]);
    expect(answered.filter(({ reason, refusal }) => reason === '' || refusal !== null)).toEqual([]);
  });

  it('say which key is wrong', () => {
    expect(() => scorecardFor('nothing', evaluators[0]?.key ?? '')).toThrow('no proposal «nothing»');
    expect(() => scorecardFor(proposals[0]?.key ?? '', 'nobody')).toThrow('no evaluator «nobody»');
  });
});
