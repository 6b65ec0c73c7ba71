import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkBusinessNumber } from '../../../functions/organisations/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';

const nineDigits = fc.stringMatching(/^\d{9}$/u);
const isValid = (written: string): boolean => !isRefusal(checkBusinessNumber(written));

describe('of the ten numbers that share nine digits', () => {
  it('exactly one is valid', () => {
    fc.assert(
      fc.property(nineDigits, (digits) => {
        const valid = Array.from({ length: 10 }, (_, check) => `${digits}${check}`).filter(isValid);
        expect(valid).toHaveLength(1);
      }),
    );
  });
});

describe('a valid number', () => {
  const validNumber = nineDigits.map((digits) => {
    const found = Array.from({ length: 10 }, (_, check) => `${digits}${check}`).find(isValid);
    return found ?? digits;
  });

  it('is the same with hyphens and spaces wherever', () => {
    fc.assert(
      fc.property(
        validNumber,
        fc.array(fc.constantFrom('', '-', ' ', ' - '), { minLength: 11 }),
        (number, gaps) => {
          const written = Array.from(number, (digit, place) => `${gaps[place] ?? ''}${digit}`).join('');
          expect(checkBusinessNumber(written)).toBe(number);
        },
      ),
    );
  });

  // Weights of 1, 3 and 7 are units modulo ten, so a slip shows; that of the ninth digit has its own term.
  it('is no longer valid with one of its digits mistyped', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, place, slip) => {
        const digits = Array.from(number, Number);
        digits[place] = ((digits[place] ?? 0) + slip) % 10;
        expect(isValid(digits.join(''))).toBe(false);
      }),
    );
  });
});
