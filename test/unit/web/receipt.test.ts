import { describe, expect, it } from '@jest/globals';
import { disclosedIn, kindOfReceipt } from '../../../web/src/proposals/receipt.ts';

const file = { attachmentId: 'a', fileName: '성적서.pdf', sizeInBytes: 12, sha256: 'ab'.repeat(32) };
const opening = (after: unknown) => disclosedIn({ disclosure: { key: 'cd'.repeat(32), after } });

describe('what a receipt opens', () => {
  it('is the submission’s number and its files, as they stood then', () => {
    expect(opening({ submissionNumber: 2, attachments: [{ ...file, versionId: 'v' }] })).toEqual({
      submissionNumber: 2,
      files: [{ ...file, versionId: 'v' }],
    });
  });

  it('is nothing once the personal data behind it were deleted', () => {
    expect(disclosedIn({ disclosure: null })).toEqual({ submissionNumber: null, files: null });
  });

  it.each([null, 'text', [], { submissionNumber: '2', attachments: 'none' }])(
    'is nothing where it has another shape: %j',
    (after) => {
      expect(opening(after)).toEqual({ submissionNumber: null, files: null });
    },
  );
});

it.each([
  ['submit', 'DRAFT', 'SUBMITTED', 'submitted'],
  ['submit', 'SUBMITTED', 'SUBMITTED', 'replaced'],
  ['acknowledge-correction', 'SUBMITTED', 'SUBMITTED', 'other'],
  ['submit', 'WITHDRAWN', 'SUBMITTED', 'broughtBack'],
  ['withdraw', 'SUBMITTED', 'WITHDRAWN', 'withdrawn'],
  ['find-eligible', 'SUBMITTED', 'ELIGIBLE', 'other'],
])('a receipt of %s, %s to %s, is for what was %s', (action, from, to, kind) => {
  expect(kindOfReceipt({ action, from, to })).toBe(kind);
});
