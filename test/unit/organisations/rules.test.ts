import { describe, expect, it } from '@jest/globals';
import {
  acceptOffer,
  appoint,
  endMembership,
  checkBusinessNumber,
  checkRoles,
  founderRoles,
  type Organisation,
  organisationTransitions,
} from '../../../functions/organisations/rules.ts';
import { organisationKinds, roles, rolesOfKind } from '../../../functions/platform/roles.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

describe('the transitions of an organisation', () => {
  it('are those of a claim and of its people, and no others', () => {
    expectOnlyArrows(
      organisationTransitions,
      ['CLAIMED', 'CONFIRMED', 'REFUSED'],
      [
        ['found', null, 'CONFIRMED', []],
        ['claim', null, 'CLAIMED', []],
        ['confirm', 'CLAIMED', 'CONFIRMED', ['staff']],
        ['refuse', 'CLAIMED', 'REFUSED', ['staff']],
        ['appoint', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['offer', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['withdraw-offer', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['appoint-deputy', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['end-deputy', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['invite', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['withdraw-invitation', 'CONFIRMED', 'CONFIRMED', ['administrator']],
        ['join', 'CONFIRMED', 'CONFIRMED', []],
        ['accept', 'CONFIRMED', 'CONFIRMED', []],
        ['decline', 'CONFIRMED', 'CONFIRMED', []],
        ['leave', 'CONFIRMED', 'CONFIRMED', []],
        ['recover', 'CONFIRMED', 'CONFIRMED', ['approver']],
      ],
    );
  });
});

describe('a business registration number', () => {
  it.each([
    ['124-81-00998', '1248100998'],
    ['1248100998', '1248100998'],
    ['124 81 00998', '1248100998'],
    ['999-00-00001', '9990000001'],
    // Ten minus zero is written 0.
    ['130-00-00000', '1300000000'],
  ])('%s is valid', (written, digits) => {
    expect(checkBusinessNumber(written)).toBe(digits);
  });

  it.each([
    '124-81-00997',
    '124-81-0099',
    '124-81-009980',
    '',
    '----------',
    '١٢٤٨١٠٠٩٩٨',
    '124-81-0099O',
    '1248100998; DROP',
  ])('%p is not', (written) => {
    expect(checkBusinessNumber(written)).toMatchObject({ code: 'business-number-invalid', status: 422 });
  });
});

describe('roles', () => {
  it('belong to their kind of organisation', () => {
    for (const kind of organisationKinds)
      for (const role of roles) {
        const checked = checkRoles(kind, [role]);
        if (rolesOfKind[kind].includes(role)) expect(checked).toEqual([role]);
        else
          expect(checked).toMatchObject({
            code: 'role-not-of-this-kind',
            details: { roles: [role], possible: rolesOfKind[kind] },
          });
      }
  });

  it('of the agency are nobody else’s', () => {
    for (const kind of ['PUBLIC_BODY', 'SUPPLIER', 'INSTITUTE'] as const)
      for (const role of ['staff', 'approver', 'auditor'] as const)
        expect(rolesOfKind[kind]).not.toContain(role);
  });

  it('of a founder make the organisation able to act', () => {
    for (const kind of organisationKinds) {
      expect(founderRoles(kind)).toContain('administrator');
      expect(checkRoles(kind, founderRoles(kind))).toEqual(founderRoles(kind));
    }
  });
});

describe('an appointment', () => {
  const firm: Organisation = {
    state: 'CONFIRMED',
    organisationId: 'o1',
    kind: 'SUPPLIER',
    name: { ko: '회사', en: 'Firm' },
    businessNumber: '1248100998',
    isSmallOrMedium: true,
    claimedBy: 'a1',
    claimedAt: '2020-01-01T00:00:00.000Z',
    members: { a1: ['administrator', 'signatory'], a2: ['author'] },
    offers: { a4: ['author'] },
    names: {},
    deputies: {},
    invitations: {},
    evidence: null,
    refusedBecause: null,
  };

  const { members, offers } = firm;

  it('of a person who is not of the agency yet is by invitation alone', () => {
    const agency: Organisation = {
      ...firm,
      kind: 'AGENCY',
      members: { a1: ['administrator'], a2: ['staff'] },
    };
    expect(appoint(agency, 'a3', ['staff'])).toMatchObject({ code: 'invitation-needed', status: 409 });
    expect(appoint(agency, 'a4', ['staff'])).toMatchObject({ code: 'invitation-needed' });
    expect(appoint(agency, 'a4', [])).toMatchObject({ action: 'withdraw-offer' });
    expect(appoint(agency, 'a2', ['auditor'])).toMatchObject({ action: 'appoint' });
  });

  it('of a person who is no member is an offer, with each role once and in order', () => {
    expect(appoint(firm, 'a3', ['signatory', 'author', 'author'])).toEqual({
      action: 'offer',
      members,
      offers: { ...offers, a3: ['author', 'signatory'] },
    });
    expect(appoint(firm, 'a4', ['signatory'])).toEqual({
      action: 'offer',
      members,
      offers: { a4: ['signatory'] },
    });
  });

  it('changes a member’s roles at once', () => {
    expect(appoint(firm, 'a2', ['signatory', 'author'])).toEqual({
      action: 'appoint',
      members: { a1: members['a1'], a2: ['author', 'signatory'] },
      offers,
    });
  });

  it('without roles ends a membership or an offer, and refuses where there is none', () => {
    expect(appoint(firm, 'a2', [])).toEqual({
      action: 'appoint',
      members: { a1: ['administrator', 'signatory'] },
      offers,
    });
    expect(appoint(firm, 'a4', [])).toEqual({ action: 'withdraw-offer', members, offers: {} });
    expect(appoint(firm, 'a3', [])).toMatchObject({ code: 'no-such-membership' });
  });

  it('refuses roles of another kind', () => {
    expect(appoint(firm, 'a2', ['author', 'staff'])).toMatchObject({
      code: 'role-not-of-this-kind',
      details: { roles: ['staff'] },
    });
  });

  it('refuses to leave nobody who administers', () => {
    expect(appoint(firm, 'a1', ['signatory'])).toMatchObject({ code: 'last-administrator' });
    expect(appoint(firm, 'a1', [])).toMatchObject({ code: 'last-administrator' });
    const shared = { ...firm, members: { ...members, a2: ['administrator'] as const } };
    expect(appoint(shared, 'a1', [])).toMatchObject({ members: { a2: ['administrator'] } });
  });

  it('refuses more people than one transaction could change', () => {
    const people = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, number) => [`p${number}`, ['author'] as const]));
    expect(appoint({ ...firm, offers: people(42) }, 'new', ['author'])).toMatchObject({ action: 'offer' });
    expect(appoint({ ...firm, offers: people(43) }, 'new', ['author'])).toMatchObject({
      code: 'too-many-people',
      details: { maximum: 45 },
    });
    expect(appoint({ ...firm, offers: people(43) }, 'p0', ['signatory'])).toMatchObject({ action: 'offer' });
  });

  it('is accepted as it was offered, by whom it was offered to', () => {
    expect(acceptOffer(firm, 'a4')).toEqual({ members: { ...members, a4: ['author'] }, offers: {} });
    expect(acceptOffer(firm, 'a3')).toMatchObject({ code: 'no-offer' });
    expect(acceptOffer(firm, 'a2')).toMatchObject({ code: 'no-offer' });
    // An offer of the agency would be taken by whoever has the password of its account.
    expect(acceptOffer({ ...firm, kind: 'AGENCY' }, 'a4')).toMatchObject({ code: 'invitation-needed' });
  });

  it('ends by the person’s own word', () => {
    expect(endMembership(firm, 'a2')).toEqual({ action: 'leave', members: { a1: members['a1'] }, offers });
    expect(endMembership(firm, 'a4')).toEqual({ action: 'decline', members, offers: {} });
    expect(endMembership(firm, 'a1')).toMatchObject({ code: 'last-administrator' });
    expect(endMembership(firm, 'a3')).toMatchObject({ code: 'no-such-membership' });
  });
});
