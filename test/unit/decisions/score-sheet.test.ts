import { describe, expect, it } from '@jest/globals';
import { isSheetFault, SheetCannotBeRanked } from '../../../functions/decisions/rules.ts';

describe('a fault of a score sheet', () => {
  it('is told by its place and its reason, and from nothing that has but one of them', () => {
    expect(isSheetFault({ place: '', reason: 'is no object' })).toBe(true);
    expect(isSheetFault({ place: '/policy' })).toBe(false);
    expect(isSheetFault({ reason: 'is no object' })).toBe(false);
  });

  it('that the ranking meets says where it is, or that it is of the whole', () => {
    const at = new SheetCannotBeRanked({ place: '/policy', reason: 'asks too much' });
    expect(at.message).toBe('/policy: asks too much');
    expect(at.fault).toEqual({ place: '/policy', reason: 'asks too much' });
    expect(String(at)).toMatch(/^SheetCannotBeRanked: /u);
    expect(new SheetCannotBeRanked({ place: '', reason: 'is too long' }).message).toBe(
      'the sheet: is too long',
    );
  });
});
