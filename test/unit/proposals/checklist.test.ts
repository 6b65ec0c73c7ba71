import { describe, expect, it } from '@jest/globals';
import {
  checklist,
  type Circumstances,
  emptyContent,
  linesOf,
  missingOf,
} from '../../../functions/proposals/rules.ts';
import { contentLike } from '../../support/sample-proposal.ts';

const circumstances: Circumstances = {
  priceCeilingInWon: 400_000_000,
  maximumPriceInWon: 500_000_000,
  decisionPromisedAt: '2020-07-31T09:00:00.000Z',
  smallOrMediumOnly: true,
  supplierIsSmallOrMedium: true,
};

describe('the checklist of a draft', () => {
  it('is empty for a whole draft', () => {
    expect(missingOf(contentLike(), circumstances)).toEqual([]);
  });

  it('names everything that an empty draft lacks, in the order of the form', () => {
    expect(missingOf(emptyContent, circumstances)).toEqual([
      'title-missing',
      'summary-missing',
      'solution-missing',
      'price-missing',
      'readiness-missing',
      'validity-missing',
      'delivery-missing',
    ]);
  });

  it('asks for both languages', () => {
    expect(missingOf(contentLike({ title: { ko: '거점', en: null } }), circumstances)).toEqual([
      'title-missing',
    ]);
    expect(missingOf(contentLike({ summary: { ko: null, en: 'Station' } }), circumstances)).toEqual([
      'summary-missing',
    ]);
  });

  it.each([
    [0, ['price-missing']],
    [1, []],
    [400_000_000, []],
    [400_000_001, ['price-above-ceiling']],
  ])('judges the price %d by the challenge’s ceiling', (priceInWon, expected) => {
    expect(missingOf(contentLike({ priceInWon }), circumstances)).toEqual(expected);
  });

  it('judges the price by the round’s maximum where that is lower', () => {
    const low = { ...circumstances, maximumPriceInWon: 300_000_000 };
    expect(missingOf(contentLike({ priceInWon: 300_000_000 }), low)).toEqual([]);
    expect(missingOf(contentLike({ priceInWon: 300_000_001 }), low)).toEqual(['price-above-ceiling']);
  });

  it.each([
    [6, ['readiness-out-of-range']],
    [7, []],
    [9, []],
    [10, ['readiness-out-of-range']],
  ])('takes technology readiness 7 to 9: %d', (technologyReadinessLevel, expected) => {
    expect(missingOf(contentLike({ technologyReadinessLevel }), circumstances)).toEqual(expected);
  });

  it.each([
    ['2020-07-31T08:59:59.999Z', ['validity-too-short']],
    ['2020-07-31T09:00:00.000Z', ['validity-too-short']],
    ['2020-07-31T09:00:00.001Z', []],
  ])('wants validity beyond the promised decision: %s', (validUntil, expected) => {
    expect(missingOf(contentLike({ validUntil }), circumstances)).toEqual(expected);
  });

  it('wants no more than a date while no decision is promised', () => {
    const unpromised = { ...circumstances, decisionPromisedAt: null };
    expect(missingOf(contentLike({ validUntil: '2020-01-01T00:00:00.000Z' }), unpromised)).toEqual([]);
    expect(missingOf(contentLike({ validUntil: null }), unpromised)).toEqual(['validity-missing']);
  });

  it('wants a small or medium enterprise only where the round does', () => {
    const large = { ...circumstances, supplierIsSmallOrMedium: false };
    expect(missingOf(contentLike(), large)).toEqual(['enterprise-not-small']);
    expect(missingOf(contentLike(), { ...large, smallOrMediumOnly: false })).toEqual([]);
  });

  it('says in both languages what to do about each line', () => {
    for (const line of Object.values(checklist)) {
      expect(line.en).toMatch(/^[A-Z].+\.$/u);
      expect(line.ko).toMatch(/\p{Script=Hangul}.*\.$/u);
    }
    expect(linesOf(['price-missing'])).toEqual([{ code: 'price-missing', ...checklist['price-missing'] }]);
  });

  it('names the partners that are waited for, with that line alone', () => {
    expect(linesOf(['price-missing', 'partner-not-confirmed'], ['O1'])).toEqual([
      { code: 'price-missing', ...checklist['price-missing'] },
      { code: 'partner-not-confirmed', ...checklist['partner-not-confirmed'], organisationIds: ['O1'] },
    ]);
    expect(linesOf(['partner-not-confirmed'])).toMatchObject([{ organisationIds: [] }]);
  });

  it('has a sentence for each code, or says which it has not', () => {
    expect(() => linesOf(['unheard-of'])).toThrow('unheard-of');
  });
});
