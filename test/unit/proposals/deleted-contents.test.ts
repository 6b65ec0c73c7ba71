import { describe, expect, it } from '@jest/globals';
import {
  areContentsDeleted,
  checkContentsKept,
  emptiedContents,
  emptiedSeal,
} from '../../../functions/proposals/rules.ts';

const sealed = { keyArn: 'key', wrappedKey: 'w', nonce: 'n', ciphertext: 'c', tag: 't' };
const empty = emptiedSeal('key');
const partner = { partnershipId: 'p', organisationId: 'o', share: sealed, confirmedAt: '2020-05-01' };
const of = { sealKeyArn: 'key', proposalId: 'P1', roundId: 'R1' };

describe('the texts of a proposal that are deleted', () => {
  it.each([
    ['as submitted', sealed, null, empty, null],
    ['as submitted and saved since', sealed, sealed, empty, empty],
    ['of a draft', null, sealed, null, empty],
    ['of which nothing was written', null, null, null, empty],
  ])('are emptied, %s', (_, content, draft, contentLeft, draftLeft) => {
    const kept = { ...of, content, draft, partners: [partner] };
    const left = emptiedContents(kept);
    expect(left).toEqual({
      content: contentLeft,
      draft: draftLeft,
      partners: [{ ...partner, share: empty }],
    });
    expect(emptiedContents({ ...of, ...left })).toEqual(left);
    expect(areContentsDeleted(kept)).toBe(false);
    expect(areContentsDeleted(left)).toBe(true);
  });

  it('are refused to every reader, in words', () => {
    expect(checkContentsKept({ ...of, content: sealed, draft: null })).toBeNull();
    expect(checkContentsKept({ ...of, content: empty, draft: null })).toMatchObject({
      code: 'contents-deleted',
      status: 410,
      details: { proposalId: 'P1', roundId: 'R1' },
    });
  });

  it('leave under which key they lay, and nothing that opens', () => {
    expect(empty).toEqual({ keyArn: 'key', wrappedKey: '', nonce: '', ciphertext: '', tag: '' });
  });
});
