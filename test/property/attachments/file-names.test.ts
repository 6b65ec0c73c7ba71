import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFile, contentDisposition, uploadLife } from '../../../functions/attachments/rules.ts';
import { epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';

const written = fc.string({ unit: 'binary', maxLength: 40 }).map((name) => `${name}.pdf`);

describe('a file’s name that is accepted', () => {
  it('hides nothing, leads nowhere, and is accepted again as it is', () => {
    fc.assert(
      fc.property(written, (name) => {
        const kept = checkFile(name, 'application/pdf');
        if (isRefusal(kept)) return;
        expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\]/u);
        expect(checkFile(kept, 'application/pdf')).toBe(kept);
      }),
      { numRuns: 1000 },
    );
  });

  it('goes into one header line of ASCII, and comes out of it whole but for what Windows cannot keep', () => {
    fc.assert(
      fc.property(written, (name) => {
        const kept = checkFile(name, 'application/pdf');
        if (isRefusal(kept)) return;
        const header = contentDisposition(kept);
        expect(header).toMatch(/^attachment; filename="[ !#-[\]-~]+"; filename\*=UTF-8''[\w!.~%-]+$/u);
        expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(
          kept.replaceAll(/[<>:"|?*]/gu, '_'),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an upload link', () => {
  it('never outlives the deadline or an hour, and is given whenever a whole second is left', () => {
    const epoch = fc.integer({ min: 1_577_836_800_000, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(epoch, fc.integer({ min: 1, max: 8 * 3_600_000 }), (received, left) => {
        const receivedAt = instantOf(received);
        const deadline = instantOf(received + left);
        const life = uploadLife(receivedAt, deadline, 'round');
        if (isRefusal(life)) {
          expect(left).toBeLessThan(1000);
          return;
        }
        expect(life.expiresAt <= deadline).toBe(true);
        expect(epochMillisecondsOf(life.expiresAt) - received).toBeLessThanOrEqual(3_600_000);
        expect(epochMillisecondsOf(life.signedAt) + life.expiresInSeconds * 1000).toBe(
          epochMillisecondsOf(life.expiresAt),
        );
      }),
    );
  });
});
