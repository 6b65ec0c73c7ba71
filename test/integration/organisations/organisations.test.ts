import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { createAppointMember } from '../../../functions/organisations/appoint-member.ts';
import { createClaimOrganisation } from '../../../functions/organisations/claim-organisation.ts';
import { createDecideClaim } from '../../../functions/organisations/decide-claim.ts';
import { createListClaims } from '../../../functions/organisations/list-claims.ts';
import { createReadAccount } from '../../../functions/organisations/read-account.ts';
import { createReadOrganisation } from '../../../functions/organisations/read-organisation.ts';
import { organisationView } from '../../../functions/organisations/schema.ts';
import { readOrganisations } from '../../../functions/organisations/store.ts';
import { serve } from '../../../functions/platform/http.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi, type HttpAnswer, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const handler = serve(
  [
    createReadAccount(),
    createClaimOrganisation({ table }),
    createListClaims({ table }),
    createReadOrganisation({ table }),
    createDecideClaim({ table }),
    createAppointMember({ table }),
  ],
  table,
);

let staff: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
});

let numbers = 0;

/** A valid number that no tax office gives out; another at each call. */
const newBusinessNumber = (): string => {
  numbers += 1;
  const digits = Array.from(`999${String(numbers).padStart(6, '0')}`, Number);
  const weighted = [1, 3, 7, 1, 3, 7, 1, 3, 5].map((weight, place) => weight * (digits[place] ?? 0));
  const sum = weighted.reduce((total, part) => total + part, Math.floor(((digits[8] ?? 0) * 5) / 10));
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
};

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
    body: { decision, reason: '등록증 확인' },
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

const read = (accountId: string, organisationId: string): Promise<HttpAnswer> =>
  call(accountId, { method: 'GET', path: `/organisations/${organisationId}` });

const membershipsOf = async (accountId: string): Promise<unknown> =>
  (await call(accountId, { method: 'GET', path: '/account' })).body;

const idOf = ({ body }: HttpAnswer): string => v.parse(organisationView, body).organisationId;

/** A supplier that staff have confirmed, with the person who claimed it. */
const confirmed = async () => {
  const founder = crypto.randomUUID();
  const organisationId = idOf(await claim(founder));
  expect((await decide(staff.accountId, organisationId, 'confirm')).status).toBe(200);
  return { founder, organisationId };
};

describe('a claim', () => {
  it('makes an organisation that gives nobody a right yet', async () => {
    const claimant = crypto.randomUUID();
    const claimed = await claim(claimant, { businessNumber: '124-81-00998' });
    expect(claimed).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { state: 'CLAIMED', businessNumber: '1248100998', members: {}, version: 1 },
    });
    expect(await membershipsOf(claimant)).toMatchObject({ accountId: claimant, memberships: {} });
  });

  it('of a wrong number is refused', async () => {
    expect(await claim(crypto.randomUUID(), { businessNumber: '124-81-00997' })).toMatchObject({
      status: 422,
      body: { code: 'business-number-invalid' },
    });
  });

  it('of a number that is taken is refused, also of two at once', async () => {
    const businessNumber = newBusinessNumber();
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => claim(crypto.randomUUID(), { businessNumber })),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(claims.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'business-number-taken',
    });
  });

  it('cannot make an agency', async () => {
    expect(await claim(crypto.randomUUID(), { kind: 'AGENCY' })).toMatchObject({ status: 400 });
  });

  it('is a small or medium enterprise only as a supplier', async () => {
    expect((await claim(crypto.randomUUID(), { kind: 'PUBLIC_BODY' })).body).toMatchObject({
      isSmallOrMedium: false,
    });
  });

  it('is listed for staff until it is decided', async () => {
    const organisationId = idOf(await claim(crypto.randomUUID()));
    const list = () => call(staff.accountId, { method: 'GET', path: '/organisations' });
    const listed = expect.arrayContaining([expect.objectContaining({ organisationId })]);
    expect((await list()).body).toMatchObject({ rows: listed });
    await decide(staff.accountId, organisationId, 'refuse');
    expect((await list()).body).not.toMatchObject({ rows: listed });
    expect(await call(crypto.randomUUID(), { method: 'GET', path: '/organisations' })).toMatchObject({
      status: 403,
    });
  });
});

describe('a decision on a claim', () => {
  it('to confirm makes the claimant a member with the roles of the kind', async () => {
    const { founder, organisationId } = await confirmed();
    const roles = ['administrator', 'author', 'signatory'];
    expect(await membershipsOf(founder)).toMatchObject({
      accountId: founder,
      memberships: { [organisationId]: { kind: 'SUPPLIER', roles } },
    });
    expect((await read(founder, organisationId)).body).toMatchObject({
      state: 'CONFIRMED',
      members: { [founder]: roles },
      version: 2,
    });
  });

  it('to refuse gives no right and frees the number', async () => {
    const claimant = crypto.randomUUID();
    const businessNumber = newBusinessNumber();
    const organisationId = idOf(await claim(claimant, { businessNumber }));
    expect((await decide(staff.accountId, organisationId, 'refuse')).body).toMatchObject({
      state: 'REFUSED',
    });
    expect(await membershipsOf(claimant)).toMatchObject({ memberships: {} });
    expect((await claim(crypto.randomUUID(), { businessNumber })).status).toBe(201);
  });

  it('is made once', async () => {
    const { organisationId } = await confirmed();
    for (const decision of ['confirm', 'refuse'])
      expect(await decide(staff.accountId, organisationId, decision)).toMatchObject({
        status: 409,
        body: { code: 'wrong-state', details: { possible: ['appoint'] } },
      });
  });

  it('is not for the claimant, nor for who is no staff', async () => {
    const organisationId = idOf(await claim(staff.accountId));
    expect(await decide(staff.accountId, organisationId, 'confirm')).toMatchObject({
      status: 403,
      body: { code: 'same-person' },
    });
    const auditor = await createMember(table, 'AGENCY', ['auditor']);
    expect((await decide(auditor.accountId, organisationId, 'confirm')).body).toMatchObject({
      code: 'not-permitted',
    });
  });

  it('is in the agency’s log with its actor and reason', async () => {
    const { founder, organisationId } = await confirmed();
    const entries = await readEntries(table, 'agency', `organisation/${organisationId}`);
    expect(entries.map(({ leaf: { action, from, to } }) => [action, from, to])).toEqual([
      ['claim', null, 'CLAIMED'],
      ['confirm', 'CLAIMED', 'CONFIRMED'],
    ]);
    expect(entries.map(({ disclosure: { actor, reason } }) => ({ actor, reason }))).toEqual([
      { actor: { kind: 'account', accountId: founder }, reason: null },
      {
        actor: { kind: 'person', ...staff, role: 'staff' },
        reason: '등록증 확인',
      },
    ]);
  });
});

describe('an appointment', () => {
  it('gives, changes and ends a membership', async () => {
    const { founder, organisationId } = await confirmed();
    const colleague = crypto.randomUUID();
    for (const roles of [['author'], ['author', 'signatory']]) {
      expect((await appoint(founder, organisationId, colleague, roles)).status).toBe(200);
      expect(await membershipsOf(colleague)).toMatchObject({
        memberships: { [organisationId]: { kind: 'SUPPLIER', roles } },
      });
    }
    expect((await read(colleague, organisationId)).status).toBe(200);
    await appoint(founder, organisationId, colleague, []);
    expect(await membershipsOf(colleague)).toEqual({
      accountId: colleague,
      hasSecondFactor: true,
      memberships: {},
    });
    expect((await read(colleague, organisationId)).status).toBe(404);
  });

  it('leaves a person’s other memberships alone', async () => {
    const { founder, organisationId } = await confirmed();
    const evaluator = await createMember(table, 'INSTITUTE', ['evaluator']);
    await appoint(founder, organisationId, evaluator.accountId, ['author']);
    await appoint(founder, organisationId, evaluator.accountId, []);
    expect(await membershipsOf(evaluator.accountId)).toMatchObject({
      memberships: { [evaluator.organisationId]: { roles: ['evaluator'] } },
    });
  });

  it('is refused of oneself, of foreign roles, by others and by strangers', async () => {
    const { founder, organisationId } = await confirmed();
    const author = crypto.randomUUID();
    await appoint(founder, organisationId, author, ['author']);
    const refusals = await Promise.all([
      appoint(founder, organisationId, founder, ['administrator']),
      appoint(founder, organisationId, author, ['staff']),
      appoint(author, organisationId, founder, []),
      appoint(staff.accountId, organisationId, author, []),
      appoint(founder, crypto.randomUUID(), author, []),
    ]);
    expect(refusals.map(({ body }) => body)).toMatchObject([
      { code: 'own-membership' },
      { code: 'role-not-of-this-kind' },
      { code: 'not-permitted' },
      { code: 'not-found' },
      { code: 'not-found' },
    ]);
  });

  it('of two administrators who end each other at once leaves one', async () => {
    const { founder, organisationId } = await confirmed();
    const other = crypto.randomUUID();
    await appoint(founder, organisationId, other, ['administrator']);
    const outcomes = await Promise.all([
      appoint(founder, organisationId, other, []),
      appoint(other, organisationId, founder, []),
    ]);
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    const stored = (await readOrganisations(table, [organisationId])).get(organisationId);
    expect(Object.keys(stored?.members ?? {})).toHaveLength(1);
    const held = await Promise.all([founder, other].map(membershipsOf));
    expect(held.filter((account) => JSON.stringify(account).includes(organisationId))).toHaveLength(1);
  });
});

describe('an organisation', () => {
  it('is seen by its members, staff and auditors, and a claim by its claimant', async () => {
    const { founder, organisationId } = await confirmed();
    const auditor = await createMember(table, 'AGENCY', ['auditor']);
    for (const reader of [founder, staff.accountId, auditor.accountId])
      expect((await read(reader, organisationId)).status).toBe(200);
    const claimant = crypto.randomUUID();
    expect((await read(claimant, idOf(await claim(claimant)))).status).toBe(200);
  });

  it('does not exist for others, nor for a claimant whose membership has ended', async () => {
    const { founder, organisationId } = await confirmed();
    const approver = await createMember(table, 'AGENCY', ['approver']);
    expect(await read(approver.accountId, organisationId)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    const successor = crypto.randomUUID();
    await appoint(founder, organisationId, successor, ['administrator']);
    await appoint(successor, organisationId, founder, []);
    expect((await read(founder, organisationId)).status).toBe(404);
  });

  it('does not tell who claimed it', async () => {
    const claimant = crypto.randomUUID();
    const organisationId = idOf(await claim(claimant));
    expect(JSON.stringify((await read(staff.accountId, organisationId)).body)).not.toContain(claimant);
  });
});

describe('If-Match', () => {
  it('holds a change to the version that the person has seen', async () => {
    const { founder, organisationId } = await confirmed();
    const change = (version: number) =>
      call(founder, {
        method: 'PUT',
        path: `/organisations/${organisationId}/members/${crypto.randomUUID()}`,
        headers: { 'If-Match': `"${version}"` },
        body: { roles: ['author'] },
      });
    expect(await change(1)).toMatchObject({
      status: 412,
      body: { code: 'version-not-matched', details: { version: 2 } },
    });
    expect(await change(2)).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    const claimed = idOf(await claim(crypto.randomUUID()));
    expect(
      await call(staff.accountId, {
        method: 'POST',
        path: `/organisations/${claimed}/claim-decision`,
        headers: { 'If-Match': '"2"' },
        body: { decision: 'confirm', reason: 'seen' },
      }),
    ).toMatchObject({ status: 412 });
  });
});

describe('a repeated request', () => {
  it('has one effect and one answer, however often it is sent at once', async () => {
    const claimant = crypto.randomUUID();
    const request = {
      method: 'POST',
      path: '/organisations',
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: { kind: 'SUPPLIER', name: { ko: '가', en: 'A' }, businessNumber: newBusinessNumber() },
    } as const;
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(claimant, request)));
    const made = answers.filter(({ status }) => status !== 503);
    expect(new Set(made.map((answered) => JSON.stringify(answered))).size).toBe(1);
    expect(made[0]).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    const other = { ...request, body: { ...request.body, name: { ko: '나', en: 'B' } } };
    expect(await call(claimant, other)).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
  });
});
