import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { recoveryView } from '../../../functions/organisations/schema.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { expectApproversTold } from '../../support/awaited-approval.ts';
import { readEntries } from '../../support/entries.ts';
import type { HttpAnswer } from '../../support/http-event.ts';
import { createMember } from '../../support/members.ts';
import { createOrganisationsWorld, newBusinessNumber } from '../../support/organisations-world.ts';

const { table, staff, call, claim, confirmed, join, read, membershipsOf, appoint, accept } =
  await createOrganisationsWorld();
const approver = await createMember(table, 'AGENCY', ['approver', 'staff'], staff.organisationId);

const recoveryOf = ({ body }: HttpAnswer) => v.parse(recoveryView, body);

const numberOf = async (organisationId: string): Promise<string> => {
  const { body } = await read(staff.accountId, organisationId);
  return v.parse(v.object({ businessNumber: v.string() }), body).businessNumber;
};

const claimRecovery = (accountId: string, businessNumber: string) =>
  call(accountId, {
    method: 'POST',
    path: '/organisation-recoveries',
    body: { businessNumber, reason: 'Our administrator left us' },
  });

const decide = (accountId: string, recoveryId: string, decision: object) =>
  call(accountId, {
    method: 'POST',
    path: `/organisation-recoveries/${recoveryId}/decision`,
    body: { reason: 'Seen', ...decision },
  });

const prepare = (accountId: string, recoveryId: string, members: 'keep' | 'end') =>
  decide(accountId, recoveryId, {
    decision: 'prepare',
    members,
    evidence: { method: 'code', checked: 'The registered address' },
  });

/** An organisation with a colleague and an open offer, and the claim of its rightful owner. */
const claimed = async () => {
  const organisation = await confirmed();
  const { founder, organisationId } = organisation;
  const [colleague, asked, owner] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  await join(founder, organisationId, colleague, ['author']);
  await appoint(founder, organisationId, asked, ['author']);
  const answered = await claimRecovery(owner, await numberOf(organisationId));
  expect(answered.status).toBe(201);
  return { ...organisation, colleague, asked, owner, recoveryId: recoveryOf(answered).recoveryId };
};

describe('a recovery', () => {
  it.each(['keep', 'end'] as const)(
    'by two people makes the owner the administrator: %s',
    async (members) => {
      const { founder, organisationId, colleague, asked, owner, recoveryId } = await claimed();
      expect((await read(owner, organisationId)).status).toBe(404);
      expect((await prepare(staff.accountId, recoveryId, members)).status).toBe(200);
      await expectApproversTold(table, 'recovery', recoveryId);
      expect((await read(owner, organisationId)).status).toBe(404);
      expect(await decide(approver.accountId, recoveryId, { decision: 'approve' })).toMatchObject({
        status: 200,
        body: { state: 'CONFIRMED' },
      });

      expect(await membershipsOf(owner)).toMatchObject({
        memberships: { [organisationId]: { roles: ['administrator', 'author', 'signatory'] } },
      });
      for (const old of [founder, colleague]) {
        expect((await read(old, organisationId)).status).toBe(members === 'keep' ? 200 : 404);
        expect(await table.get(noticeKey(`organisation-recovered/${recoveryId}/${old}`))).toMatchObject({
          audience: { kind: 'account', accountId: old },
          facts: { organisationId, members },
        });
      }
      expect(await membershipsOf(asked)).toMatchObject({ offers: {} });
      const log = await readEntries(table, 'agency', `recovery/${recoveryId}`);
      expect(log.map(({ leaf }) => leaf.action)).toEqual(['claim', 'prepare', 'approve']);
      const entries = await readEntries(table, 'agency', `organisation/${organisationId}`);
      expect(entries.at(-1)?.leaf.action).toBe('recover');
      expect(await table.get(noticeKey(`claim-decided/${recoveryId}`))).toMatchObject({
        facts: { decision: 'confirm' },
      });
    },
  );

  it('takes an organisation back that is as full as one can be', async () => {
    const { founder, organisationId, owner, recoveryId } = await claimed();
    let last = founder;
    for (let one = crypto.randomUUID(); ; one = crypto.randomUUID()) {
      if ((await appoint(founder, organisationId, one, ['author'])).status !== 200) break;
      await accept(one, organisationId);
      last = one;
    }
    expect((await prepare(staff.accountId, recoveryId, 'end')).status).toBe(200);
    expect(await decide(approver.accountId, recoveryId, { decision: 'approve' })).toMatchObject({
      status: 200,
    });
    expect((await read(owner, organisationId)).status).toBe(200);
    for (const old of [founder, last]) expect((await read(old, organisationId)).status).toBe(404);
  }, 30_000);

  it('is not approved by who prepared it, nor by who belongs to the organisation', async () => {
    const { organisationId, founder, recoveryId } = await claimed();
    expect((await prepare(approver.accountId, recoveryId, 'end')).status).toBe(200);
    expect(await decide(approver.accountId, recoveryId, { decision: 'approve' })).toMatchObject({
      status: 403,
      body: { code: 'same-person' },
    });
    const partial = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
    await join(founder, organisationId, partial.accountId, ['author']);
    expect(await decide(partial.accountId, recoveryId, { decision: 'approve' })).toMatchObject({
      body: { code: 'same-person' },
    });
    expect((await read(founder, organisationId)).status).toBe(200);
  });

  it('that is refused or rejected changes nothing but itself', async () => {
    for (const steps of [['refuse'], ['prepare', 'reject']]) {
      const { founder, organisationId, owner, recoveryId } = await claimed();
      if (steps[0] === 'prepare') await prepare(staff.accountId, recoveryId, 'end');
      const who = steps[0] === 'prepare' ? approver : staff;
      expect(await decide(who.accountId, recoveryId, { decision: steps.at(-1) })).toMatchObject({
        body: { state: 'REFUSED' },
      });
      expect((await read(founder, organisationId)).status).toBe(200);
      expect((await read(owner, organisationId)).status).toBe(404);
      expect(await decide(approver.accountId, recoveryId, { decision: 'approve' })).toMatchObject({
        body: { code: 'wrong-state' },
      });
    }
  });

  it('is seen by who claimed it and by the agency, and listed until it is decided', async () => {
    const { founder, owner, recoveryId } = await claimed();
    const path = `/organisation-recoveries/${recoveryId}`;
    const see = (accountId: string) => call(accountId, { method: 'GET', path });
    for (const reader of [owner, staff.accountId, approver.accountId])
      expect((await see(reader)).status).toBe(200);
    expect((await see(founder)).status).toBe(404);
    const list = async () =>
      JSON.stringify(await call(staff.accountId, { method: 'GET', path: '/organisation-recoveries' }));
    expect(await list()).toContain(recoveryId);
    // An approver, who reads no organisation as such, decides by its name.
    expect(await call(approver.accountId, { method: 'GET', path: '/organisation-recoveries' })).toMatchObject(
      {
        body: {
          rows: expect.arrayContaining([
            expect.objectContaining({
              recoveryId,
              organisationName: expect.objectContaining({ ko: expect.any(String) }),
            }),
          ]),
        },
      },
    );
    expect(await list()).not.toContain(owner);
    await decide(staff.accountId, recoveryId, { decision: 'refuse' });
    expect(await list()).not.toContain(recoveryId);
    expect(await call(owner, { method: 'GET', path: '/organisation-recoveries' })).toMatchObject({
      status: 403,
    });
  });

  it('needs an organisation that is confirmed under the number', async () => {
    const businessNumber = newBusinessNumber();
    await claim(crypto.randomUUID(), { businessNumber });
    expect(await claimRecovery(crypto.randomUUID(), businessNumber)).toMatchObject({
      status: 409,
      body: { code: 'nothing-to-recover' },
    });
  });
});
