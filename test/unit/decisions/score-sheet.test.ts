import { describe, expect, it } from '@jest/globals';
import { isSheetFault, SheetCannotBeRanked, sheetFault } from '../../../functions/decisions/rules.ts';

describe('a fault of a score sheet', () => {
  it('is told by its place, its code and its reason, and by nothing that lacks one of them', () => {
    expect(isSheetFault(sheetFault('', 'sheet-no-object'))).toBe(true);
    expect(isSheetFault({ place: '/policy', code: 'sheet-no-object' })).toBe(false);
    expect(isSheetFault({ code: 'sheet-no-object', reason: 'is no object' })).toBe(false);
    expect(isSheetFault({ place: '', reason: 'is no object' })).toBe(false);
  });

  it('that the ranking meets says where it is, or that it is of the whole', () => {
    const at = new SheetCannotBeRanked('/proposals/0', 'sheet-total-too-large');
    expect(at.message).toBe('/proposals/0: has a total of more than 2^53 − 1');
    expect(at.fault).toEqual(sheetFault('/proposals/0', 'sheet-total-too-large'));
    expect(String(at)).toMatch(/^SheetCannotBeRanked: /u);
    expect(new SheetCannotBeRanked('', 'sheet-no-object').message).toBe('the sheet: is not an object');
  });
});
