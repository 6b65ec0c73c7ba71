import { describe, expect, it } from '@jest/globals';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { readEntries } from '../../support/entries.ts';
import { createMember } from '../../support/members.ts';
import { createOrganisationsWorld, idOf, newBusinessNumber } from '../../support/organisations-world.ts';

const { table, staff, call, claim, decide, appoint, join, read, membershipsOf, confirmed } =
  await createOrganisationsWorld();

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

  it('stops nobody else’s claim on the number, until one is confirmed', async () => {
    const businessNumber = newBusinessNumber();
    const claims = await Promise.all(
      Array.from({ length: 4 }, () => claim(crypto.randomUUID(), { businessNumber })),
    );
    expect(claims.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const decisions = await Promise.all(
      claims.map((claimed) => decide(staff.accountId, idOf(claimed), 'confirm')),
    );
    expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const late = [
      decisions.find(({ status }) => status === 409),
      await claim(staff.accountId, { businessNumber }),
    ];
    for (const refused of late)
      expect(refused).toMatchObject({ status: 409, body: { code: 'business-number-taken' } });
  });

  it('is one of five that await staff, recoveries among them, until one is decided', async () => {
    const claimant = crypto.randomUUID();
    const businessNumber = newBusinessNumber();
    const standing = idOf(await claim(crypto.randomUUID(), { businessNumber }));
    await decide(staff.accountId, standing, 'confirm');
    const recover = () =>
      call(claimant, {
        method: 'POST',
        path: '/organisation-recoveries',
        body: { businessNumber, reason: 'Ours' },
      });
    const first = await claim(claimant);
    const others = await Promise.all([...Array.from({ length: 3 }, () => claim(claimant)), recover()]);
    expect([first, ...others].map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const refused = { status: 409, body: { code: 'too-many-claims', details: { maximum: 5 } } };
    expect(await claim(claimant)).toMatchObject(refused);
    expect(await recover()).toMatchObject(refused);
    expect((await claim(crypto.randomUUID())).status).toBe(201);

    expect((await decide(staff.accountId, idOf(first), 'refuse')).status).toBe(200);
    const answers = await Promise.all([claim(claimant), recover()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
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

  it('to refuse gives no right', async () => {
    const claimant = crypto.randomUUID();
    const businessNumber = newBusinessNumber();
    const organisationId = idOf(await claim(claimant, { businessNumber }));
    expect((await decide(staff.accountId, organisationId, 'refuse')).body).toMatchObject({
      state: 'REFUSED',
    });
    expect(await membershipsOf(claimant)).toMatchObject({ memberships: {} });
    // The notice says where the reason is, and there it is.
    expect((await read(claimant, organisationId)).body).toMatchObject({ refusedBecause: '등록증 확인' });
    expect((await claim(crypto.randomUUID(), { businessNumber })).status).toBe(201);
    expect(await table.get(noticeKey(`claim-decided/${organisationId}`))).toMatchObject({
      audience: { kind: 'account', accountId: claimant },
      facts: { organisationId, decision: 'refuse' },
    });
  });

  it('to confirm says what was checked', async () => {
    const organisationId = idOf(await claim(crypto.randomUUID()));
    const path = `/organisations/${organisationId}/claim-decision`;
    const decision = { decision: 'confirm', reason: '확인' };
    expect(await call(staff.accountId, { method: 'POST', path, body: decision })).toMatchObject({
      status: 400,
      body: { details: { problems: [{ place: '/body/evidence' }] } },
    });
    await decide(staff.accountId, organisationId, 'confirm');
    expect((await read(staff.accountId, organisationId)).body).toMatchObject({
      evidence: { method: 'document', checked: '사업자등록증' },
    });
  });

  it('is made once', async () => {
    const { organisationId } = await confirmed();
    for (const decision of ['confirm', 'refuse'])
      expect(await decide(staff.accountId, organisationId, decision)).toMatchObject({
        status: 409,
        body: {
          code: 'wrong-state',
          details: { possible: expect.arrayContaining(['appoint', 'accept', 'leave']) },
        },
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
    await join(founder, organisationId, successor, ['administrator']);
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
        body: { decision: 'refuse', reason: 'seen' },
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
