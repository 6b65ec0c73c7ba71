import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, spansItsPoints } from '../../../functions/rounds/rules.ts';

const meaning = { ko: '뜻', en: 'A meaning' };
const anchoredAt = (...points: readonly number[]) => ({
  maximum: 1000,
  anchors: points.map((at) => ({ points: at, meaning })),
});

describe('the anchors of a criterion', () => {
  it.each([[[0, 1000]], [[0, 1, 1000]], [[0, 600, 999, 1000]]])('span its points at %j', (points) => {
    expect(spansItsPoints(anchoredAt(...points))).toBe(true);
  });

  it.each([
    ['are missing', []],
    ['leave out what no points mean', [1, 1000]],
    ['leave out what all points mean', [0, 999]],
    ['reach past the maximum', [0, 1000, 1001]],
    ['name a number twice', [0, 600, 600, 1000]],
    ['name the maximum twice', [0, 1000, 1000]],
    ['go down', [0, 700, 600, 1000]],
  ])('do not where they %s', (_, points) => {
    expect(spansItsPoints(anchoredAt(...points))).toBe(false);
  });
});

describe('the criteria by default', () => {
  const criteria = defaultPolicy.scoring.dimensions.flatMap((dimension) => dimension.criteria);

  it('are ten of ten points, 40, 30 and 30 by dimension', () => {
    expect(
      defaultPolicy.scoring.dimensions.map((dimension) => [
        dimension.name,
        dimension.criteria.reduce((sum, { maximum }) => sum + maximum, 0),
      ]),
    ).toEqual([
      ['publicness', 4000],
      ['innovativeness', 3000],
      ['feasibility', 3000],
    ]);
    expect(criteria).toHaveLength(10);
  });

  it('say what none, the cut-off and all of their points mean, each in words of its own', () => {
    const { cutOffPercent } = defaultPolicy.scoring;
    for (const { maximum, anchors } of criteria)
      expect(anchors.map(({ points }) => points)).toEqual([0, (maximum * cutOffPercent) / 100, maximum]);
    const said = criteria.flatMap(({ guidance, anchors }) => [
      guidance,
      ...anchors.map((anchor) => anchor.meaning),
    ]);
    expect(new Set(said.map(({ ko }) => ko)).size).toBe(40);
    expect(new Set(said.map(({ en }) => en)).size).toBe(40);
  });
});
