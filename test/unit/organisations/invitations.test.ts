import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkRoom, type Organisation, withPeople } from '../../../functions/organisations/rules.ts';
import {
  hashOfCode,
  invite,
  join,
  openInvitation,
  withdrawInvitation,
} from '../../../functions/organisations/rules/invitations.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';

const at = '2020-05-01T00:00:00.000Z';
const expiresAt = '2020-05-15T00:00:00.000Z';
const code = 'f'.repeat(32);
const codeSha256 = createHash('sha256').update(code).digest('hex');

const firm: Organisation = {
  state: 'CONFIRMED',
  organisationId: 'o1',
  kind: 'SUPPLIER',
  name: { ko: '회사', en: 'Firm' },
  businessNumber: '1248100998',
  isSmallOrMedium: true,
  claimedBy: 'a1',
  claimedAt: '2020-01-01T00:00:00.000Z',
  members: { a1: ['administrator', 'signatory'] },
  offers: { a4: ['author'] },
  names: {},
  deputies: {},
  invitations: {},
  evidence: null,
  refusedBecause: null,
};
const invitedBy = 'a1';
const invitation = { name: '이서연', roles: ['author'], invitedBy, expiresAt } as const;
const inviting: Organisation = { ...firm, invitations: { [codeSha256]: invitation } };

/** Who joins, by a password alone unless more is said. */
const by = (accountId: string, hasSecondFactor = false) => ({ accountId, hasSecondFactor });

describe('an invitation', () => {
  it('is known by the hash of its code, for fourteen days, with each role once and in order', () => {
    expect(hashOfCode(code)).toBe(codeSha256);
    const asked = { name: '이서연', roles: ['signatory', 'author', 'author'], invitedBy } as const;
    expect(invite(firm, codeSha256, asked, at)).toEqual({
      invitations: { [codeSha256]: { name: '이서연', roles: ['author', 'signatory'], invitedBy, expiresAt } },
    });
  });

  it('refuses roles of another kind, a code that is taken, and one too many', () => {
    expect(invite(firm, codeSha256, { name: 'A', roles: ['staff'], invitedBy }, at)).toMatchObject({
      code: 'role-not-of-this-kind',
    });
    expect(invite(inviting, codeSha256, { name: 'A', roles: ['author'], invitedBy }, at)).toMatchObject({
      code: 'invitation-exists',
    });
    const offers = Object.fromEntries(
      Array.from({ length: 43 }, (_, place) => [`b${place}`, ['author']] as const),
    );
    const nearlyFull = { ...firm, offers };
    expect(checkRoom(nearlyFull)).toBeNull();
    const full = { ...nearlyFull, invitations: { other: invitation } };
    expect(invite(full, codeSha256, { name: 'A', roles: ['author'], invitedBy }, at)).toMatchObject({
      code: 'too-many-people',
      details: { maximum: 45 },
    });
  });

  it('gives its place and its code free when it has expired', () => {
    const later = invite(inviting, codeSha256, { name: 'B', roles: ['author'], invitedBy }, expiresAt);
    expect(later).toMatchObject({ invitations: { [codeSha256]: { name: 'B' } } });
    const other = invite(inviting, 'other', { name: 'B', roles: ['author'], invitedBy }, expiresAt);
    expect(other).toMatchObject({ invitations: { other: { name: 'B' } } });
    expect(other).not.toHaveProperty(['invitations', codeSha256]);
  });

  it('makes whoever has the code a member by the name they were invited by, once', () => {
    const joined = join(inviting, by('a2'), codeSha256, addSeconds(expiresAt, -1));
    expect(joined).toEqual({
      members: { ...firm.members, a2: ['author'] },
      offers: firm.offers,
      names: { a2: '이서연' },
      invitations: {},
    });
    expect(join({ ...inviting, ...joined }, by('a3'), codeSha256, at)).toMatchObject({
      code: 'invitation-not-open',
    });
    // An offer to the same person is used up with it.
    expect(join(inviting, by('a4'), codeSha256, at)).toMatchObject({ offers: {} });
  });

  it('opens nothing from its end on, under another code, or to a member', () => {
    expect(openInvitation(inviting, codeSha256, addSeconds(expiresAt, -1))).toEqual(invitation);
    expect(openInvitation(inviting, codeSha256, expiresAt)).toMatchObject({ code: 'invitation-not-open' });
    expect(join(inviting, by('a2'), codeSha256, expiresAt)).toMatchObject({ code: 'invitation-not-open' });
    expect(join(inviting, by('a2'), 'another', at)).toMatchObject({ code: 'invitation-not-open' });
    expect(join(inviting, by('a1'), codeSha256, at)).toMatchObject({ code: 'member-already' });
  });

  it('gives no roles to whoever made it, though they left meanwhile', () => {
    const left = { ...inviting, members: { a3: ['administrator'] } } as const;
    expect(join(left, by('a1'), codeSha256, at)).toMatchObject({ code: 'own-membership' });
    expect(join(left, by('a2'), codeSha256, at)).toMatchObject({ members: { a2: ['author'] } });
  });

  it('to the agency is used by nobody before they have a second factor, and stays open meanwhile', () => {
    const agency: Organisation = {
      ...inviting,
      kind: 'AGENCY',
      invitations: { [codeSha256]: { ...invitation, roles: ['staff'] } },
    };
    expect(join(agency, by('a2'), codeSha256, at)).toMatchObject({ code: 'second-factor-required' });
    // Whoever has no code is not told that there is one.
    expect(join(agency, by('a2'), 'another', at)).toMatchObject({ code: 'invitation-not-open' });
    expect(join(agency, by('a2', true), codeSha256, at)).toMatchObject({
      members: { a2: ['staff'] },
      invitations: {},
    });
  });

  it('is withdrawn once', () => {
    expect(withdrawInvitation(inviting, codeSha256)).toEqual({ invitations: {} });
    expect(withdrawInvitation(firm, codeSha256)).toMatchObject({ code: 'invitation-not-open' });
  });
});

describe('the name of a member', () => {
  it('goes with the membership', () => {
    const named = { ...firm, members: { ...firm.members, a2: ['author'] }, names: { a2: '이서연' } } as const;
    expect(withPeople(named, named).names).toEqual({ a2: '이서연' });
    expect(withPeople(named, firm)).toEqual({ ...named, members: firm.members, names: {} });
  });
});
