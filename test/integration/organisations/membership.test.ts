import { describe, expect, it } from '@jest/globals';
import { hashOfCode } from '../../../functions/organisations/rules/invitations.ts';
import { readOrganisations } from '../../../functions/organisations/store.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { readEntries } from '../../support/entries.ts';
import { createMember } from '../../support/members.ts';
import { createOrganisationsWorld } from '../../support/organisations-world.ts';

const { table, staff, call, appoint, accept, leave, join, read, membershipsOf, confirmed } =
  await createOrganisationsWorld();

describe('an appointment', () => {
  it('of somebody else is an offer, which gives no right and no conflict before it is accepted', async () => {
    const { founder, organisationId } = await confirmed();
    const rival = await createMember(table, 'INSTITUTE', ['evaluator']);
    await appoint(founder, organisationId, rival.accountId, ['author']);
    expect(await membershipsOf(rival.accountId)).toEqual({
      accountId: rival.accountId,
      hasSecondFactor: true,
      memberships: { [rival.organisationId]: { kind: 'INSTITUTE', roles: ['evaluator'] } },
      offers: {
        [organisationId]: { kind: 'SUPPLIER', name: { ko: '새봄', en: 'Saebom' }, roles: ['author'] },
      },
    });
    expect((await read(rival.accountId, organisationId)).status).toBe(404);
    const stored = (await readOrganisations(table, [organisationId])).get(organisationId);
    expect(stored?.members).not.toHaveProperty(rival.accountId);
    expect(
      await table.get(noticeKey(`membership-offered/${organisationId}/${rival.accountId}/2`)),
    ).toMatchObject({
      kind: 'membership-offered',
      audience: { kind: 'account', accountId: rival.accountId },
    });
    expect((await leave(rival.accountId, organisationId)).body).toEqual({ organisationId, ended: 'offer' });
    expect(await accept(rival.accountId, organisationId)).toMatchObject({ status: 404 });
    expect(await membershipsOf(rival.accountId)).toMatchObject({ offers: {} });
  });

  it('is withdrawn before it is accepted, and accepted once', async () => {
    const { founder, organisationId } = await confirmed();
    const colleague = crypto.randomUUID();
    await appoint(founder, organisationId, colleague, ['author']);
    expect((await appoint(founder, organisationId, colleague, [])).status).toBe(200);
    expect((await accept(colleague, organisationId)).status).toBe(404);
    expect(await appoint(founder, organisationId, colleague, [])).toMatchObject({
      body: { code: 'no-such-membership' },
    });
    await join(founder, organisationId, colleague, ['author']);
    expect((await accept(colleague, organisationId)).status).toBe(404);
  });

  it('ends when the person leaves, unless nobody else administers', async () => {
    const { founder, organisationId } = await confirmed();
    const colleague = crypto.randomUUID();
    await join(founder, organisationId, colleague, ['author']);
    expect((await leave(colleague, organisationId)).body).toEqual({ organisationId, ended: 'membership' });
    expect((await read(colleague, organisationId)).status).toBe(404);
    expect(await leave(founder, organisationId)).toMatchObject({ body: { code: 'last-administrator' } });
    const entries = await readEntries(table, 'agency', `organisation/${organisationId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['claim', 'confirm', 'offer', 'accept', 'leave']);
  });

  it('gives, changes and ends a membership', async () => {
    const { founder, organisationId } = await confirmed();
    const colleague = crypto.randomUUID();
    await join(founder, organisationId, colleague, ['author']);
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
      offers: {},
    });
    expect((await read(colleague, organisationId)).status).toBe(404);
  });

  it('leaves a person’s other memberships alone', async () => {
    const { founder, organisationId } = await confirmed();
    const evaluator = await createMember(table, 'INSTITUTE', ['evaluator']);
    await join(founder, organisationId, evaluator.accountId, ['author']);
    await appoint(founder, organisationId, evaluator.accountId, []);
    expect(await membershipsOf(evaluator.accountId)).toMatchObject({
      memberships: { [evaluator.organisationId]: { roles: ['evaluator'] } },
    });
  });

  it('is refused of oneself, of foreign roles, by others and by strangers', async () => {
    const { founder, organisationId } = await confirmed();
    const author = crypto.randomUUID();
    await join(founder, organisationId, author, ['author']);
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
    await join(founder, organisationId, other, ['administrator']);
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

describe('an invitation', () => {
  const code = 'a-code-of-more-than-twenty-letters';
  const codeSha256 = hashOfCode(code);
  const path = (organisationId: string) => `/organisations/${organisationId}/invitations`;
  const ask = (who: string, organisationId: string, method: 'GET' | 'PUT' | 'DELETE') =>
    call(who, {
      method,
      path: `${path(organisationId)}/${codeSha256}`,
      ...(method === 'PUT' ? { body: { name: '이서연', roles: ['author'] } } : {}),
    });
  const use = (who: string, organisationId: string, used = code) =>
    call(who, { method: 'POST', path: path(organisationId), body: { code: used } });

  it('is an administrator’s, shows whoever has its code what it is to, and makes one person a member', async () => {
    const { founder, organisationId } = await confirmed();
    const [invited, other] = [crypto.randomUUID(), crypto.randomUUID()];
    await join(founder, organisationId, other, ['author']);
    expect(await ask(other, organisationId, 'PUT')).toMatchObject({ status: 403 });
    expect(await ask(invited, organisationId, 'PUT')).toMatchObject({ status: 404 });
    expect(await ask(invited, organisationId, 'GET')).toMatchObject({ status: 404 });
    expect(await ask(founder, organisationId, 'PUT')).toMatchObject({
      status: 200,
      body: { invitations: { [codeSha256]: { name: '이서연', roles: ['author'] } } },
    });
    expect(await ask(invited, organisationId, 'GET')).toMatchObject({
      status: 200,
      body: { organisationName: { en: 'Saebom' }, roles: ['author'] },
    });
    expect(await use(other, organisationId)).toMatchObject({ body: { code: 'member-already' } });
    // The hash that stands in the organisation opens nothing.
    expect(await use(invited, organisationId, codeSha256)).toMatchObject({ status: 404 });
    expect(await use(invited, organisationId)).toMatchObject({
      status: 200,
      body: { names: { [invited]: '이서연' }, invitations: {} },
    });
    expect(await membershipsOf(invited)).toMatchObject({
      memberships: { [organisationId]: { kind: 'SUPPLIER', roles: ['author'] } },
    });
    expect(await use(crypto.randomUUID(), organisationId)).toMatchObject({ status: 404 });
    expect((await leave(invited, organisationId)).status).toBe(200);
    expect((await read(founder, organisationId)).body).toMatchObject({ names: {} });
  });

  it('makes one member however many use it at once, and none once it is withdrawn', async () => {
    const { founder, organisationId } = await confirmed();
    await ask(founder, organisationId, 'PUT');
    const people = Array.from({ length: 5 }, () => crypto.randomUUID());
    const answers = await Promise.all(people.map((who) => use(who, organisationId)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await ask(founder, organisationId, 'PUT');
    expect(await ask(founder, organisationId, 'DELETE')).toMatchObject({
      status: 200,
      body: { invitations: {} },
    });
    expect(await use(crypto.randomUUID(), organisationId)).toMatchObject({ status: 404 });
  });
});
