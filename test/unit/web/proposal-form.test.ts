import { describe, expect, it } from '@jest/globals';
import { isSameForm } from '../../../web/src/acts/kept.ts';
import {
  draftOf,
  emptyDraft,
  formOf,
  invalidFields,
  markField,
  whyField,
} from '../../../web/src/proposals/form.ts';

describe('a proposal’s form', () => {
  const typed = {
    ...formOf(emptyDraft),
    titleKo: '구조 드론',
    price: '50,000,000',
    readiness: ' 8 ',
    delivery: '90',
    validUntil: '2027-12-31',
  };
  const saved = draftOf(typed, emptyDraft);

  it('takes numbers as people type them, and a day to its last second in Seoul', () => {
    expect(invalidFields(typed)).toEqual([]);
    expect(saved).toMatchObject({
      priceInWon: 50_000_000,
      technologyReadinessLevel: 8,
      validUntil: '2027-12-31T23:59:59+09:00',
    });
  });

  it('is as it was saved, however its numbers were typed', () => {
    expect(isSameForm(formOf(draftOf(typed, saved)), formOf(saved))).toBe(true);
    expect(isSameForm(formOf(draftOf({ ...typed, price: '50,000,001' }, saved)), formOf(saved))).toBe(false);
  });

  it('keeps the marks of trade secrets as the API has them, and takes them away', () => {
    const secret = { kind: 'attachment', attachmentId: 'a1', reason: 'Test values' } as const;
    const withFile = { ...saved, tradeSecrets: [secret] };
    const marked = {
      ...formOf(withFile),
      [markField('solution')]: 'yes',
      [whyField('solution')]: 'The charging is not filed yet',
    };
    const field = { kind: 'field', field: 'solution', reason: 'The charging is not filed yet' };
    expect(draftOf(marked, withFile).tradeSecrets).toEqual([field, secret]);
    expect(isSameForm(formOf(draftOf(marked, withFile)), marked)).toBe(true);
    const unmarked = { ...marked, [markField('a1')]: '', [markField('solution')]: '' };
    expect(draftOf(unmarked, withFile).tradeSecrets).toEqual([]);
  });

  it('saves no mark without a reason', () => {
    const marked = { ...typed, [markField('summary')]: 'yes', [whyField('summary')]: ' ' };
    expect(invalidFields(marked)).toEqual([whyField('summary')]);
    expect(isSameForm(marked, formOf(saved))).toBe(false);
  });

  it('saves whatever else was typed where one field is wrong, and leaves that as it was saved', () => {
    const wrong = { ...typed, titleKo: '산악 구조 드론', price: 'fifty', [markField('solution')]: 'yes' };
    expect(draftOf(wrong, saved)).toEqual({ ...saved, title: { ko: '산악 구조 드론', en: null } });
    const secret = { kind: 'field', field: 'solution', reason: 'Not filed yet' } as const;
    const before = { ...saved, tradeSecrets: [secret] };
    const emptied = { ...formOf(before), [whyField('solution')]: '' };
    expect(draftOf(emptied, before).tradeSecrets).toEqual([secret]);
  });

  it('names what cannot be saved', () => {
    const wrong = { ...typed, price: '5e7', readiness: '10', delivery: '0', validUntil: '2027-02-30' };
    expect(invalidFields(wrong)).toEqual(['price', 'readiness', 'delivery', 'validUntil']);
  });
});
