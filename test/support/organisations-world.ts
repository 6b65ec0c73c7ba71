import { expect } from '@jest/globals';
import * as v from 'valibot';
import { createAcceptMembership, createEndMembership } from '../../functions/organisations/answer-offer.ts';
import { createAppointMember } from '../../functions/organisations/appoint-member.ts';
import { createClaimOrganisation } from '../../functions/organisations/claim-organisation.ts';
import { createClaimRecovery } from '../../functions/organisations/claim-recovery.ts';
import { createDecideClaim } from '../../functions/organisations/decide-claim.ts';
import { createDecideRecovery } from '../../functions/organisations/decide-recovery.ts';
import {
  createInviteMember,
  createWithdrawMemberInvitation,
} from '../../functions/organisations/invite-member.ts';
import {
  createJoinOrganisation,
  createReadMemberInvitation,
} from '../../functions/organisations/join-organisation.ts';
import { hashOfCode } from '../../functions/organisations/rules/invitations.ts';
import { createListClaims } from '../../functions/organisations/list-claims.ts';
import { createListOwnClaims } from '../../functions/organisations/list-own-claims.ts';
import { createReadAccount } from '../../functions/organisations/read-account.ts';
import { createReadOrganisation } from '../../functions/organisations/read-organisation.ts';
import { createListRecoveries, createReadRecovery } from '../../functions/organisations/read-recoveries.ts';
import { createAppointDeputy, createEndDeputy } from '../../functions/organisations/stand-in.ts';
import { organisationView } from '../../functions/organisations/schema.ts';
import { serve } from '../../functions/platform/http.ts';
import { callApi, type HttpAnswer, type HttpRequest } from './http-event.ts';
import { createMember } from './members.ts';
import { createTestTable } from './test-table.ts';

let numbers = 0;

/** A valid number that no tax office gives out; another at each call. */
export const newBusinessNumber = (): string => {
  numbers += 1;
  const digits = Array.from(`999${String(numbers).padStart(6, '0')}`, Number);
  const weighted = [1, 3, 7, 1, 3, 7, 1, 3, 5].map((weight, place) => weight * (digits[place] ?? 0));
  const sum = weighted.reduce((total, part) => total + part, Math.floor(((digits[8] ?? 0) * 5) / 10));
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
};

/** The organisation’s id in an answer that shows it. */
export const idOf = ({ body }: HttpAnswer): string => v.parse(organisationView, body).organisationId;

/** A table of its own with a member of staff, and the operations on organisations as a test speaks of them. */
export const createOrganisationsWorld = async () => {
  const table = await createTestTable();
  const handler = serve(
    [
      createReadAccount({ table }),
      createClaimOrganisation({ table }),
      createListClaims({ table }),
      createListOwnClaims({ table }),
      createReadOrganisation({ table }),
      createDecideClaim({ table }),
      createAppointMember({ table }),
      createAcceptMembership({ table }),
      createEndMembership({ table }),
      createAppointDeputy({ table }),
      createEndDeputy({ table }),
      createInviteMember({ table }),
      createReadMemberInvitation({ table }),
      createWithdrawMemberInvitation({ table }),
      createJoinOrganisation({ table }),
      createClaimRecovery({ table }),
      createListRecoveries({ table }),
      createReadRecovery({ table }),
      createDecideRecovery({ table }),
    ],
    table,
  );

  const staff = await createMember(table, 'AGENCY', ['staff']);

  const call = (accountId: string, request: Omit<HttpRequest, 'accountId'>): Promise<HttpAnswer> =>
    callApi(handler, { ...request, accountId });

  const claim = (accountId: string, more: object = {}): Promise<HttpAnswer> =>
    call(accountId, {
      method: 'POST',
      path: '/organisations',
      body: {
        kind: 'SUPPLIER',
        name: { ko: '새봄', en: 'Saebom' },
        businessNumber: newBusinessNumber(),
        isSmallOrMedium: true,
        ...more,
      },
    });

  const decide = (accountId: string, organisationId: string, decision: string): Promise<HttpAnswer> =>
    call(accountId, {
      method: 'POST',
      path: `/organisations/${organisationId}/claim-decision`,
      body: {
        decision,
        reason: '등록증 확인',
        ...(decision === 'confirm' ? { evidence: { method: 'document', checked: '사업자등록증' } } : {}),
      },
    });

  const appoint = (
    accountId: string,
    organisationId: string,
    memberId: string,
    roles: readonly string[],
  ): Promise<HttpAnswer> =>
    call(accountId, {
      method: 'PUT',
      path: `/organisations/${organisationId}/members/${memberId}`,
      body: { roles },
    });

  const accept = (accountId: string, organisationId: string): Promise<HttpAnswer> =>
    call(accountId, { method: 'POST', path: `/organisations/${organisationId}/membership` });

  const leave = (accountId: string, organisationId: string): Promise<HttpAnswer> =>
    call(accountId, { method: 'DELETE', path: `/organisations/${organisationId}/membership` });

  /** Offers a membership, which the person accepts. */
  const join = async (
    administratorId: string,
    organisationId: string,
    memberId: string,
    roles: readonly string[],
  ): Promise<void> => {
    expect((await appoint(administratorId, organisationId, memberId, roles)).status).toBe(200);
    expect((await accept(memberId, organisationId)).status).toBe(200);
  };

  /** Invites by a code, and the person uses it, signed in with a second factor unless told. */
  const joinByCode = async (
    administratorId: string,
    organisationId: string,
    memberId: string,
    roles: readonly string[],
    hasSecondFactor = true,
  ): Promise<HttpAnswer> => {
    const code = crypto.randomUUID();
    const path = `/organisations/${organisationId}/invitations`;
    const invited = await call(administratorId, {
      method: 'PUT',
      path: `${path}/${hashOfCode(code)}`,
      body: { name: '이서연', roles },
    });
    expect(invited.status).toBe(200);
    return call(memberId, { method: 'POST', path, body: { code }, hasSecondFactor });
  };

  const read = (accountId: string, organisationId: string): Promise<HttpAnswer> =>
    call(accountId, { method: 'GET', path: `/organisations/${organisationId}` });

  const membershipsOf = async (accountId: string): Promise<unknown> =>
    (await call(accountId, { method: 'GET', path: '/account' })).body;

  /** A supplier that staff have confirmed, with the person who claimed it. */
  const confirmed = async () => {
    const founder = crypto.randomUUID();
    const organisationId = idOf(await claim(founder));
    expect((await decide(staff.accountId, organisationId, 'confirm')).status).toBe(200);
    return { founder, organisationId };
  };

  return {
    table,
    staff,
    call,
    claim,
    decide,
    appoint,
    accept,
    leave,
    join,
    joinByCode,
    read,
    membershipsOf,
    confirmed,
  };
};
