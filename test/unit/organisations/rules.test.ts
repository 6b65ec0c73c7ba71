import { describe, expect, it } from '@jest/globals';
import {
  appoint,
  checkBusinessNumber,
  checkRoles,
  founderRoles,
  type Organisation,
  organisationTransitions,
} from '../../../functions/organisations/rules.ts';
import { organisationKinds, roles, rolesOfKind } from '../../../functions/platform/roles.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

describe('the transitions of an organisation', () => {
  it('are those of a claim and no others', () => {
    expectOnlyArrows(
      organisationTransitions,
      ['CLAIMED', 'CONFIRMED', 'REFUSED'],
      [
        ['found', null, 'CONFIRMED', []],
        ['claim', null, 'CLAIMED', []],
        ['confirm', 'CLAIMED', 'CONFIRMED', ['staff']],
        ['refuse', 'CLAIMED', 'REFUSED', ['staff']],
        ['appoint', 'CONFIRMED', 'CONFIRMED', ['administrator']],
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
  };

  it('adds a person, with each role once and in order', () => {
    expect(appoint(firm, 'a3', ['signatory', 'author', 'author'])).toEqual({
      ...firm.members,
      a3: ['author', 'signatory'],
    });
  });

  it('changes a person’s roles', () => {
    expect(appoint(firm, 'a2', ['signatory'])).toEqual({ a1: firm.members['a1'], a2: ['signatory'] });
  });

  it('ends a membership by giving no roles', () => {
    expect(appoint(firm, 'a2', [])).toEqual({ a1: ['administrator', 'signatory'] });
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
    const shared = { ...firm, members: { ...firm.members, a2: ['administrator'] as const } };
    expect(appoint(shared, 'a1', [])).toEqual({ a2: ['administrator'] });
  });
});
