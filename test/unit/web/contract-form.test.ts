import { describe, expect, it } from '@jest/globals';
import type { Form } from '../../../web/src/acts/kept.ts';
import { contractOf, problemsOf, sumOfLines } from '../../../web/src/agency/purchases/contract-form.ts';

const whole: Form = {
  deliveryDueAt: '2999-03-01T18:00',
  terms: 'Trial at the site.',
  trialLiability: 'The supplier.',
  intellectualProperty: 'With the supplier.',
  'item.0': 'Station',
  'amount.0': '1,000',
  'item.1': 'Training',
  'amount.1': '500',
};

describe('the form of a contract', () => {
  it('makes up a contract, lines without a word left out', () => {
    expect(contractOf({ ...whole, 'item.2': '', 'amount.2': ' ' }, 1500)).toEqual({
      deliveryDueAt: '2999-03-01T09:00:00.000Z',
      terms: 'Trial at the site.',
      trialLiability: 'The supplier.',
      intellectualProperty: 'With the supplier.',
      priceBreakdown: [
        { item: 'Station', amountInWon: 1000 },
        { item: 'Training', amountInWon: 500 },
      ],
    });
  });

  it.each([
    [{ deliveryDueAt: '' }, 'deliveryDueAt', 'missing'],
    [{ deliveryDueAt: '2020-03-01T18:00' }, 'deliveryDueAt', 'past'],
    [{ terms: ' ' }, 'terms', 'missing'],
    [{ trialLiability: '' }, 'trialLiability', 'missing'],
    [{ 'item.1': '' }, 'item.1', 'missing'],
    [{ 'amount.1': '' }, 'amount.1', 'missing'],
    [{ 'amount.1': '5e2' }, 'amount.1', 'amount'],
    [{ 'amount.1': '501' }, 'amount.0', 'sum'],
  ])('is refused with %j', (changed, field, kind) => {
    const form = { ...whole, ...changed };
    expect(problemsOf(form, 1500)).toEqual([{ field, kind }]);
    expect(contractOf(form, 1500)).toBeNull();
  });

  it('asks for a first line, and sums up what is typed so far', () => {
    expect(problemsOf({}, 1500).map(({ field }) => field)).toEqual([
      'deliveryDueAt',
      'terms',
      'trialLiability',
      'intellectualProperty',
      'item.0',
      'amount.0',
    ]);
    expect(sumOfLines({ 'amount.0': '1,000', 'amount.1': 'x' })).toBe(1000);
  });
});
