import { describe, expect, it } from '@jest/globals';
import type { Attachment } from '../../../web/src/files/owner.ts';
import { type Choice, isEarlier, isReady, isWanted } from '../../../web/src/files/taking.ts';

const file: Attachment = {
  attachmentId: 'contract',
  proposalId: 'proposal',
  state: 'VERIFIED',
  fileName: '계약서.pdf',
  contentType: 'application/pdf',
  sizeInBytes: 583,
  sha256: '0'.repeat(64),
  partSha256s: [],
  versionId: 'version',
  declaredAt: '2026-03-01T09:00:00.000Z',
  receivedAt: '2026-03-01T09:00:01.000Z',
  removedAt: null,
  finding: null,
  scan: null,
  version: 3,
};

const choice: Choice = { since: null, takesAll: true, brought: [], wanted: new Map() };

describe('what an act takes along', () => {
  it('is all that its side attached since it acted last, unless it is left out', () => {
    const before = { ...choice, since: '2026-03-01T08:59:59.999Z' };
    expect([isEarlier(file, choice), isWanted(file, choice)]).toEqual([false, true]);
    expect([isEarlier(file, before), isWanted(file, before)]).toEqual([false, true]);
    expect(isWanted(file, { ...choice, wanted: new Map([['contract', false]]) })).toBe(false);
  });

  it('is of what went along before only what is chosen or brought again', () => {
    const after = { ...choice, since: '2026-03-01T09:00:00.000Z' };
    expect([isEarlier(file, after), isWanted(file, after)]).toEqual([true, false]);
    expect(isWanted(file, { ...after, wanted: new Map([['contract', true]]) })).toBe(true);
    const again = { ...after, brought: ['contract'] };
    expect([isEarlier(file, again), isWanted(file, again)]).toEqual([false, true]);
  });

  it('is nothing that is rather meant for another act, unless it is chosen', () => {
    const other = { ...choice, takesAll: false };
    expect(isWanted(file, other)).toBe(false);
    expect(isWanted(file, { ...other, wanted: new Map([['contract', true]]) })).toBe(true);
  });

  it.each([
    ['DECLARED', false],
    ['RECEIVED', true],
    ['VERIFIED', true],
    ['REFUSED', false],
  ] as const)('is ready or not as it is %s', (state, ready) => {
    expect(isReady({ ...file, state })).toBe(ready);
  });
});
