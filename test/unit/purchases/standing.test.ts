import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../functions/platform/roles.ts';
import {
  checkFirstUser,
  checkNotSupplier,
  maySeePurchase,
  type Memberships,
} from '../../../functions/purchases/rules.ts';
import { reserved } from '../../support/sample-purchase.ts';

const member = (organisationId: string, ...roles: readonly Role[]): Memberships => ({
  [organisationId]: { roles },
});
const firstUser = member('organisation-buyer', 'buyer');
const supplier = member('organisation-supplier', 'signatory');
const partner = member('organisation-partner', 'author');
const staff = member('agency', 'staff');
const otherBuyer = member('organisation-other', 'buyer');
const evaluator = member('institute', 'evaluator');

const codeFor = (memberships: Memberships) => checkFirstUser(memberships, reserved)?.code ?? null;

describe('who stands where in a purchase', () => {
  it('lets the first user’s members decide', () => {
    expect(codeFor(firstUser)).toBeNull();
  });

  it('keeps the supplier and its partners from deciding, whatever else the person is', () => {
    expect(codeFor(supplier)).toBe('supplier-decides');
    expect(codeFor({ ...firstUser, ...supplier })).toBe('supplier-decides');
    expect(codeFor({ ...firstUser, ...partner })).toBe('supplier-decides');
    expect(checkNotSupplier({ ...staff, ...partner }, reserved)?.code).toBe('supplier-decides');
    expect(checkNotSupplier({ ...staff, ...supplier }, reserved)).toMatchObject({
      code: 'supplier-decides',
      concernsFairness: true,
      details: { roundId: 'round-1' },
    });
    expect(checkNotSupplier(staff, reserved)).toBeNull();
  });

  it('tells another body’s buyer that it is not the first user', () => {
    expect(checkFirstUser(otherBuyer, reserved)).toMatchObject({
      code: 'not-the-first-user',
      concernsFairness: true,
    });
  });

  it('permits staff nothing of the first user’s, and does not exist for outsiders', () => {
    expect(codeFor(staff)).toBe('not-permitted');
    expect(codeFor(evaluator)).toBe('not-found');
    expect(codeFor({})).toBe('not-found');
  });

  it('shows a purchase to both sides and to those who oversee it', () => {
    const seen = [
      firstUser,
      supplier,
      partner,
      staff,
      member('agency', 'auditor'),
      member('agency', 'approver'),
    ];
    expect(seen.every((memberships) => maySeePurchase(memberships, reserved))).toBe(true);
    const unseen = [otherBuyer, evaluator, member('agency', 'administrator'), {}];
    expect(unseen.some((memberships) => maySeePurchase(memberships, reserved))).toBe(false);
  });
});
