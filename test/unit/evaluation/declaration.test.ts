import { describe, expect, it } from '@jest/globals';
import { checkDeclared, type RoundDeclaration } from '../../../functions/evaluation/rules.ts';
import { roundLike } from '../../support/rounds.ts';

const declared: RoundDeclaration = {
  state: 'DECLARED',
  declarationId: 'D1',
  roundId: 'R1',
  accountId: 'A1',
  organisationId: 'O1',
  challengeIds: [],
  declaredAt: '2020-06-01T00:00:00.000Z',
};

describe('a declaration for a round', () => {
  it('is due once the round is opened, and given once', () => {
    const opened = roundLike({ roundId: 'R1', state: 'OPENED', openedAt: '2020-06-01T00:00:00.000Z' });
    expect(checkDeclared(null, opened)).toMatchObject({
      code: 'declaration-due',
      details: { roundId: 'R1' },
    });
    expect(checkDeclared(declared, opened)).toBeNull();
    expect(checkDeclared(null, { ...opened, openedAt: null })).toBeNull();
    expect(checkDeclared(null, null)).toBeNull();
  });
});
