import { describe, expect, it } from '@jest/globals';
import { hundredths } from '../../../web/src/i18n/typed.ts';
import {
  formOf,
  invalidFields,
  missingFields,
  reachedAnchor,
  scoresOf,
  stepped,
  sumsOf,
} from '../../../web/src/evaluations/form.ts';

const said = { ko: '뜻', en: 'A meaning' };
const criterion = (name: string) => ({
  name,
  maximum: 1000,
  guidance: said,
  anchors: [
    { points: 0, meaning: said },
    { points: 1000, meaning: said },
  ],
});
const scoring = {
  passMark: 7000,
  cutOffPercent: 60,
  trimFrom: 5,
  tieBreak: [],
  dimensions: [
    {
      name: 'publicness',
      criteria: [criterion('meets-targets'), criterion('urgency')],
    },
  ],
  gates: ['safety'],
  outlierPercent: 10,
  reasonsNeeded: { belowPercent: 60, abovePercent: 90 },
};

it('points reach the highest of the meanings that they are not below', () => {
  const anchors = [0, 600, 1000].map((points) => ({ points, meaning: said }));
  expect([0, 599, 600, 1000].map((points) => reachedAnchor({ anchors }, points)?.points)).toEqual([
    0, 0, 600, 1000,
  ]);
  expect(reachedAnchor({ anchors }, null)).toBeNull();
  expect(reachedAnchor({ anchors }, Number.NaN)).toBeNull();
});

describe('points as people type them', () => {
  it.each([
    ['87.5', 8750],
    ['8.57', 857],
    [' 8 ', 800],
    ['８.5', 850],
    ['8.', 800],
    ['', null],
  ])('«%s» are %s hundredths', (typed, expected) => {
    expect(hundredths(typed)).toBe(expected);
  });

  it.each(['8,5', '8.555', '-1', '1e2', '.5', 'eight'])('«%s» are none', (typed) => {
    expect(hundredths(typed)).toBeNaN();
  });

  it('go by half points on the arrow keys, from wherever one is and never past an end', () => {
    expect(stepped('8.3', 50, 1000)).toBe('8.5');
    expect(stepped('8.3', -50, 1000)).toBe('8');
    expect(stepped('8.5', 50, 1000)).toBe('9');
    expect(stepped('10', 50, 1000)).toBe('10');
    expect(stepped('0', -50, 1000)).toBe('0');
    expect(stepped('', 50, 1000)).toBe('0.5');
    expect(stepped('9', 500, 1000)).toBe('10');
  });
});

describe('a scorecard’s form', () => {
  const typed = {
    'points.meets-targets': '8.50',
    'reason.meets-targets': ' Measured on site ',
    'points.urgency': '',
    'gate.safety': 'fail',
  };

  it('is saved unfinished, in hundredths', () => {
    expect(scoresOf(typed, scoring)).toEqual({
      points: { 'meets-targets': 850 },
      gates: { safety: false },
      reasons: { 'meets-targets': 'Measured on site' },
    });
  });

  it('shows what was saved', () => {
    expect(formOf(scoresOf(typed, scoring))).toEqual({
      'points.meets-targets': '8.5',
      'reason.meets-targets': 'Measured on site',
      'gate.safety': 'fail',
    });
  });

  it('names what a lock needs, and a reason only where the points are low or high', () => {
    expect(missingFields(typed, scoring)).toEqual(['points.urgency']);
    const reasonless = (points: string) =>
      missingFields(
        { ...typed, 'points.urgency': '7', 'points.meets-targets': points, 'reason.meets-targets': '  ' },
        scoring,
      );
    for (const points of ['6', '9', '10.01']) expect(reasonless(points)).toEqual([]);
    for (const points of ['5.99', '9.01']) expect(reasonless(points)).toEqual(['reason.meets-targets']);
  });

  it('names points above the maximum, and counts none of what is no number', () => {
    const wrong = { ...typed, 'points.meets-targets': '10.01', 'points.urgency': '10' };
    expect(invalidFields(wrong, scoring)).toEqual(['points.meets-targets']);
    expect(sumsOf(wrong, scoring)).toEqual([{ name: 'publicness', sum: 1000, maximum: 2000 }]);
  });
});
