import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../web/src/i18n/typed.ts';
import {
  formOf,
  invalidFields,
  missingFields,
  targetRows,
  termsOf,
} from '../../../web/src/proposing/form.ts';

const both = { ko: '가', en: 'a' };
const terms = {
  field: '03' as const,
  title: both,
  problem: both,
  requiredPerformance: [{ name: both, unit: '°C', comparison: 'at-most' as const, value: -20.5 }],
  placeOfUse: both,
  quantity: 2,
  priceCeilingInWon: 120_000_000,
  trialPeriodInDays: 60,
  firstUseCommitment: { site: both, people: both, permits: both },
  contact: { office: both, email: 'a@b.example', telephone: '02-000-0000' },
};

describe('a challenge’s form', () => {
  it('gives back the terms that it shows', () => {
    expect(termsOf(formOf(terms))).toEqual(terms);
    expect(missingFields(formOf(terms))).toEqual([]);
    expect(invalidFields(formOf(terms))).toEqual([]);
  });

  it('takes numbers as people type them', () => {
    expect(
      termsOf({ ...formOf(terms), priceCeiling: '120,000,000', 'target.0.value': '1,200' }),
    ).toMatchObject({ priceCeilingInWon: 120_000_000, requiredPerformance: [{ value: 1200 }] });
  });

  it('leaves out a target of which nothing is filled in, and asks for the rest of a begun one', () => {
    const form = { ...formOf(terms), 'target.1.nameKo': ' ' };
    expect(targetRows(form)).toBe(2);
    expect(termsOf(form).requiredPerformance).toHaveLength(1);
    expect(missingFields(form)).toEqual([]);
    expect(missingFields({ ...form, 'target.1.unit': 'm' })).toEqual([
      'target.1.nameKo',
      'target.1.nameEn',
      'target.1.comparison',
      'target.1.value',
    ]);
  });

  it('asks for a field of the list', () => {
    expect(missingFields({ ...formOf(terms), field: '' })).toEqual(['field']);
    expect(missingFields({ ...formOf(terms), field: '11' })).toEqual(['field']);
  });

  it('asks for one target at least', () => {
    expect(missingFields(formOf({ ...terms, requiredPerformance: [] }))).toContain('target.0.value');
  });

  it('names what cannot be as it is typed', () => {
    const wrong = {
      ...formOf(terms),
      quantity: '0',
      priceCeiling: '5e7',
      trialPeriod: '3651',
      email: 'nobody',
      telephone: 'call me',
      'target.0.value': 'fast',
    };
    expect(invalidFields(wrong)).toEqual([
      'quantity',
      'priceCeiling',
      'trialPeriod',
      'email',
      'telephone',
      'target.0.value',
    ]);
  });

  it('reads numbers below nought and with decimals, and no others', () => {
    expect(['-20', '0.5', '1,200', ''].map(decimal)).toEqual([-20, 0.5, 1200, null]);
    expect(['1e5', '.5', '--1', 'x'].map(decimal)).toEqual([NaN, NaN, NaN, NaN]);
  });
});
