import { describe, expect, it } from '@jest/globals';
import { findSecondCard } from '../../../functions/decisions/rules/second-card.ts';

/** Cards as pairs of a proposal's and an evaluator's number. */
const secondOf = (cards: readonly (readonly [proposal: number, evaluator: number])[], evaluatorCount = 10) =>
  findSecondCard(
    Uint32Array.from(cards, ([proposal]) => proposal),
    Uint32Array.from(cards, ([, evaluator]) => evaluator),
    evaluatorCount,
  );

describe('a second card of one evaluator for one proposal', () => {
  it('is not there where each pair is another', () => {
    expect(secondOf([])).toBeNull();
    const pairs = Array.from({ length: 100 }, (_, at) => [Math.floor(at / 10), at % 10] as const);
    expect(secondOf(pairs)).toBeNull();
    expect(secondOf(pairs.toReversed())).toBeNull();
  });

  it('is told with the first one', () => {
    expect(
      secondOf([
        [3, 7],
        [0, 0],
        [3, 7],
      ]),
    ).toEqual({ firstAt: 0, at: 2 });
  });

  it('is that of the proposal that stands first, and the nearest to the first card', () => {
    expect(
      secondOf([
        [1, 1],
        [1, 1],
        [0, 9],
        [0, 8],
        [0, 9],
        [0, 9],
      ]),
    ).toEqual({ firstAt: 2, at: 4 });
  });

  it('is that of the evaluator with the lowest number, where a proposal has several', () => {
    expect(
      secondOf([
        [0, 9],
        [0, 8],
        [0, 9],
        [0, 8],
      ]),
    ).toEqual({ firstAt: 1, at: 3 });
  });
});
