import { describe, expect, it } from '@jest/globals';
import { challenges } from '../../../infra/local/dataset/challenges.ts';
import { proposals } from '../../../infra/local/dataset/proposals.ts';
import { isMet, ratioOf } from '../../../infra/local/dataset/targets.ts';
import { verdictFor } from '../../../infra/local/dataset/verdicts.ts';

const answered = [...new Set(proposals.map(({ challengeKey }) => challengeKey))];

describe('verdicts', () => {
  it('are of all three kinds whichever five challenges are funded first', () => {
    for (let start = 0; start + 5 <= answered.length; start++) {
      const kinds = answered.slice(start, start + 5).map((key, index) => verdictFor(key, index).verdict);
      expect(new Set(kinds)).toEqual(new Set(['SUCCESS', 'FAILURE', 'INCONCLUSIVE']));
    }
  });

  it('report every target, with what was measured and whether it was met', () => {
    for (const key of answered) {
      for (let index = 0; index < 20; index++) {
        const report = verdictFor(key, index);
        expect(report.measurements).toHaveLength(3);
        expect(report.evidence.ko).toMatch(/\p{Script=Hangul}/u);
        const met = report.measurements.map((measurement) => measurement.isMet);
        if (report.verdict === 'SUCCESS') expect(met).toEqual([true, true, true]);
        if (report.verdict === 'FAILURE') expect(met).toContain(false);
        if (report.verdict === 'INCONCLUSIVE') expect(met).toContain(null);
      }
    }
  });

  it('are mostly successes', () => {
    const verdicts = Array.from({ length: 14 }, (_, index) => verdictFor('algae-watch', index).verdict);
    expect(verdicts.filter((verdict) => verdict === 'SUCCESS')).toHaveLength(10);
    expect(verdicts.filter((verdict) => verdict === 'FAILURE')).toHaveLength(2);
  });

  it('refuse what was never tried', () => {
    const unanswered = challenges.find(({ key, selected }) => selected && !answered.includes(key));
    expect(() => verdictFor(unanswered?.key ?? '', 0)).toThrow('it has no proposal');
    const unselected = challenges.find(({ selected }) => !selected);
    expect(() => verdictFor(unselected?.key ?? '', 0)).toThrow('it has no proposal');
    expect(() => verdictFor('algae-watch', -1)).toThrow('count from 0');
    expect(() => verdictFor('algae-watch', 0.5)).toThrow('count from 0');
    expect(() => verdictFor('nothing', 0)).toThrow('no challenge «nothing»');
  });
});

describe('targets', () => {
  it('are met at the limit', () => {
    expect(isMet({ comparison: 'at-least', value: 5 }, 5)).toBe(true);
    expect(isMet({ comparison: 'at-least', value: 5 }, 4.9)).toBe(false);
    expect(isMet({ comparison: 'at-most', value: 5 }, 5)).toBe(true);
    expect(isMet({ comparison: 'at-most', value: 5 }, 5.1)).toBe(false);
  });

  it('are compared by ratio', () => {
    expect(ratioOf({ comparison: 'at-least', value: 4 }, 6)).toBe(1.5);
    expect(ratioOf({ comparison: 'at-most', value: 6 }, 4)).toBe(1.5);
    expect(ratioOf({ comparison: 'at-most', value: 6 }, 0)).toBe(2);
    expect(ratioOf({ comparison: 'at-most', value: 6 }, null)).toBe(0);
  });
});
