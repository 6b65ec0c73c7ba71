import { describe, expect, it } from '@jest/globals';
import type { Organisation } from '../../../functions/organisations/rules.ts';
import {
  checkUninvolved,
  type Recovery,
  recoverPeople,
  recoveryTransitions,
} from '../../../functions/organisations/rules/recovery.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const firm: Organisation = {
  state: 'CONFIRMED',
  organisationId: 'o1',
  kind: 'SUPPLIER',
  name: { ko: '회사', en: 'Firm' },
  businessNumber: '1248100998',
  isSmallOrMedium: true,
  claimedBy: 'a1',
  claimedAt: '2020-01-01T00:00:00.000Z',
  members: { a1: ['administrator'], a2: ['author'] },
  offers: { a3: ['author'] },
  names: {},
  deputies: {},
  invitations: {},
  evidence: null,
  refusedBecause: null,
};

const recovery: Recovery = {
  state: 'PREPARED',
  recoveryId: 'r1',
  organisationId: 'o1',
  claim: 'Our administrator left',
  claimedBy: 'owner',
  claimedAt: '2020-02-01T00:00:00.000Z',
  prepared: {
    members: 'end',
    evidence: { method: 'document', checked: 'Register' },
    preparedBy: 'staff',
  },
  refusedBecause: null,
};

describe('a recovery', () => {
  it('takes these arrows and no others', () => {
    expectOnlyArrows(
      recoveryTransitions,
      ['CLAIMED', 'PREPARED', 'CONFIRMED', 'REFUSED'],
      [
        ['claim', null, 'CLAIMED', []],
        ['prepare', 'CLAIMED', 'PREPARED', ['staff']],
        ['refuse', 'CLAIMED', 'REFUSED', ['staff']],
        ['approve', 'PREPARED', 'CONFIRMED', ['approver']],
        ['reject', 'PREPARED', 'REFUSED', ['approver']],
      ],
    );
  });

  it.each(['owner', 'staff', 'a1', 'a2', 'a3'])('is not decided by %s, who has a part in it', (accountId) => {
    expect(checkUninvolved(recovery, firm, accountId)).toMatchObject({ code: 'same-person' });
  });

  it('is decided by somebody else', () => {
    expect(checkUninvolved(recovery, firm, 'approver')).toBeNull();
    expect(checkUninvolved({ ...recovery, prepared: null }, firm, 'staff')).toBeNull();
  });

  it('makes the claimant the administrator, beside those who stay', () => {
    const founder = ['administrator', 'author', 'signatory'];
    expect(recoverPeople(firm, 'owner', 'keep')).toEqual({
      members: { ...firm.members, owner: founder },
      offers: {},
      changed: ['owner', 'a3'],
    });
    expect(recoverPeople(firm, 'owner', 'end')).toEqual({
      members: { owner: founder },
      offers: {},
      changed: ['owner', 'a3', 'a1', 'a2'],
    });
  });

  it('gives a member who claims it all roles, and leaves the one membership', () => {
    expect(recoverPeople(firm, 'a2', 'end')).toMatchObject({
      members: { a2: ['administrator', 'author', 'signatory'] },
      changed: ['a2', 'a3', 'a1'],
    });
  });
});
