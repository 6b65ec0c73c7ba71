import { describe, expect, it } from '@jest/globals';
import {
  type Account,
  actAs,
  holds,
  parseAccount,
  publicAccount,
} from '../../../functions/platform/identity.ts';

const account: Account = {
  accountId: 'a1',
  hasSecondFactor: true,
  withheld: {},
  memberships: {
    agency: { kind: 'AGENCY', roles: ['auditor'] },
    firm: { kind: 'SUPPLIER', roles: ['administrator', 'author'] },
    other: { kind: 'SUPPLIER', roles: ['signatory'] },
  },
};

const at = '2020-06-10T00:00:00.000Z';

describe('acting by a membership', () => {
  it('takes the first membership that has a wanted role', () => {
    expect(actAs(account, ['staff', 'auditor'])).toEqual({
      kind: 'person',
      accountId: 'a1',
      organisationId: 'agency',
      role: 'auditor',
    });
  });

  it('takes the role of the organisation that the thing belongs to, not of another', () => {
    expect(actAs(account, ['author', 'signatory'], 'other')).toMatchObject({
      organisationId: 'other',
      role: 'signatory',
    });
    expect(actAs(account, ['author'], 'other')).toMatchObject({ code: 'not-permitted' });
  });

  it('sees nothing of an organisation that the person does not belong to', () => {
    expect(actAs(account, ['author'], 'stranger')).toMatchObject({ code: 'not-found' });
  });

  it('is refused without the role', () => {
    expect(actAs(account, ['staff', 'approver'])).toMatchObject({
      code: 'not-permitted',
      details: { roles: ['staff', 'approver'] },
    });
    expect(actAs(publicAccount, ['staff'])).toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('holding a role', () => {
  it('looks through all memberships', () => {
    expect(holds(account, 'signatory')).toBe(true);
    expect(holds(account, 'staff', 'auditor')).toBe(true);
    expect(holds(account, 'staff', 'buyer')).toBe(false);
  });
});

describe('a sign-in without a second factor', () => {
  const { agency, ...others } = account.memberships;
  const weak = parseAccount('a1', false, { memberships: account.memberships }, at);

  it('keeps the memberships of the agency out of what anybody looks at', () => {
    expect(weak).toEqual({
      accountId: 'a1',
      hasSecondFactor: false,
      memberships: others,
      withheld: { agency },
    });
  });

  it('gives no right of the agency, and says what is missing', () => {
    expect(actAs(weak, ['staff', 'auditor'])).toMatchObject({ code: 'second-factor-required', status: 403 });
    expect(actAs(weak, ['auditor'], 'agency')).toMatchObject({ code: 'second-factor-required' });
    expect(holds(weak, 'auditor')).toBe(false);
  });

  it('leaves the rights of other organisations, and the plain refusals', () => {
    expect(actAs(weak, ['author'])).toMatchObject({ organisationId: 'firm' });
    expect(actAs(weak, ['auditor', 'signatory'])).toMatchObject({ organisationId: 'other' });
    expect(actAs(weak, ['staff'])).toMatchObject({ code: 'not-permitted' });
    expect(holds(weak, 'author', 'auditor')).toBe(true);
  });
});

describe('an account as kept', () => {
  it('has no memberships where there is no row', () => {
    expect(parseAccount('a1', false, null, at)).toEqual({
      accountId: 'a1',
      hasSecondFactor: false,
      memberships: {},
      withheld: {},
    });
  });

  it('is read with its memberships and nothing else of the row', () => {
    const { memberships } = account;
    expect(parseAccount('a1', true, { pk: 'ACCOUNT#a1', sk: 'ACCOUNT', memberships, note: 1 }, at)).toEqual(
      account,
    );
  });

  it('has the roles of a colleague for whom the person stands in, from the first instant to before the last', () => {
    const deputy = { standsInFor: 'a2', roles: ['approver'], from: at, until: '2020-06-20T00:00:00.000Z' };
    const row = { memberships: { agency: { kind: 'AGENCY', roles: ['staff'], deputy } } };
    const rolesAt = (instant: string) => parseAccount('a1', true, row, instant).memberships['agency'];
    const own = { kind: 'AGENCY', roles: ['staff'] };
    expect(rolesAt('2020-06-09T23:59:59.999Z')).toEqual(own);
    expect(rolesAt(at)).toEqual({ kind: 'AGENCY', roles: ['staff', 'approver'] });
    expect(rolesAt('2020-06-19T23:59:59.999Z')).toEqual({ kind: 'AGENCY', roles: ['staff', 'approver'] });
    expect(rolesAt('2020-06-20T00:00:00.000Z')).toEqual(own);
    expect(parseAccount('a1', false, row, at)).toMatchObject({ memberships: {} });
  });

  it('is a fault where a role is unknown, rather than a right', () => {
    expect(() =>
      parseAccount('a1', true, { memberships: { x: { kind: 'AGENCY', roles: ['king'] } } }, at),
    ).toThrow();
  });
});
