import { beforeAll, describe, expect, it } from '@jest/globals';
import { recipientsOf } from '../../../functions/notices/store/recipients.ts';
import { readOrganisation } from '../../../functions/organisations/store.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { readEntries } from '../../support/entries.ts';
import { createFounder } from '../../support/evaluation-world.ts';
import type { HttpAnswer } from '../../support/http-event.ts';
import type { Member } from '../../support/members.ts';
import { createOrganisationsWorld, idOf } from '../../support/organisations-world.ts';

const { table, call, appoint, joinByCode, leave, claim } = await createOrganisationsWorld();
const begins = '2020-06-10T00:00:00.000Z';
const before = '2020-06-09T23:59:59.999Z';
const last = '2020-06-19T23:59:59.999Z';
const ends = '2020-06-20T00:00:00.000Z';

let head: Member;
let colleague: string;

const hire = async (accountId: string, roles: readonly string[]): Promise<void> => {
  expect(await joinByCode(head.accountId, head.organisationId, accountId, roles)).toMatchObject({
    status: 200,
  });
};

/** An agency whose head alone is staff, and a colleague who is an auditor. */
beforeAll(async () => {
  head = await createFounder(table, 'AGENCY', ['administrator', 'staff']);
  colleague = crypto.randomUUID();
  await hire(colleague, ['auditor']);
});

const pathOf = (accountId: string): string =>
  `/organisations/${head.organisationId}/members/${accountId}/deputy`;
const standIn = (
  different: object = {},
  who = head.accountId,
  deputy = colleague,
  receivedAt = '2020-06-01T00:00:00.000Z',
): Promise<HttpAnswer> =>
  call(who, {
    method: 'PUT',
    path: pathOf(deputy),
    body: { standsInFor: head.accountId, from: begins, until: ends, ...different },
    receivedAt,
  });
/** Staff alone may decide a claim. */
const decideAt = async (receivedAt: string): Promise<HttpAnswer> => {
  const organisationId = idOf(await claim(crypto.randomUUID()));
  return call(colleague, {
    method: 'POST',
    path: `/organisations/${organisationId}/claim-decision`,
    body: { decision: 'refuse', reason: 'Not in the register' },
    receivedAt,
  });
};

describe('who stands in for an absent colleague', () => {
  it('has that one’s roles from the first instant to before the last, but never administers', async () => {
    expect(await decideAt(begins)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await standIn()).toMatchObject({
      status: 200,
      body: {
        deputies: {
          [colleague]: { standsInFor: head.accountId, roles: ['staff'], from: begins, until: ends },
        },
      },
    });
    expect(await decideAt(before)).toMatchObject({ status: 403 });
    expect(await decideAt(begins)).toMatchObject({ status: 200 });
    expect(await decideAt(last)).toMatchObject({ status: 200 });
    expect(await decideAt(ends)).toMatchObject({ status: 403 });
    expect(await appoint(colleague, head.organisationId, crypto.randomUUID(), ['staff'])).toMatchObject({
      status: 403,
    });
  });

  it('is told of it, and hears what is for that role meanwhile', async () => {
    const organisation = await readOrganisation(table, head.organisationId);
    const version = organisation?.bookkeeping.version ?? 0;
    expect(
      await table.get(noticeKey(`deputy-appointed/${head.organisationId}/${colleague}/${version - 1}`)),
    ).toMatchObject({ kind: 'deputy-appointed', audience: { kind: 'account', accountId: colleague } });
    const toStaff = { kind: 'organisation', organisationId: head.organisationId, roles: ['staff'] } as const;
    const heardAt = async (at: string) => {
      const heard: string[] = [];
      for await (const { accountIds } of recipientsOf(table, toStaff, null, at)) heard.push(...accountIds);
      return heard.sort();
    };
    expect(await heardAt(begins)).toEqual([head.accountId, colleague].sort());
    expect(await heardAt(ends)).toEqual([head.accountId]);
  });

  it('gives it back before the time, which the ledger tells', async () => {
    const end = () => call(head.accountId, { method: 'DELETE', path: pathOf(colleague), receivedAt: begins });
    expect(await end()).toMatchObject({ status: 200, body: { deputies: {} } });
    expect(await end()).toMatchObject({ status: 404, body: { code: 'no-such-deputy' } });
    expect(await decideAt(begins)).toMatchObject({ status: 403 });
    const entries = await readEntries(table, 'agency', `organisation/${head.organisationId}`);
    const actions = entries.map(({ leaf }) => leaf.action);
    expect(actions.slice(-2)).toEqual(['appoint-deputy', 'end-deputy']);
  });

  it('is appointed by an administrator, who is another, of another member, for a time that is ahead', async () => {
    expect(await standIn({}, colleague)).toMatchObject({ status: 403 });
    expect(await standIn({}, crypto.randomUUID())).toMatchObject({ status: 404 });
    expect(await standIn({ standsInFor: colleague }, head.accountId, head.accountId)).toMatchObject({
      body: { code: 'own-membership' },
    });
    expect(await standIn({ standsInFor: colleague })).toMatchObject({ body: { code: 'deputy-of-oneself' } });
    expect(await standIn({ standsInFor: crypto.randomUUID() })).toMatchObject({
      body: { code: 'no-such-membership' },
    });
    for (const period of [{ until: begins }, { until: '2020-09-11T00:00:00.000Z' }])
      expect(await standIn(period)).toMatchObject({ status: 422, body: { code: 'deputy-period' } });
    expect(await standIn({}, head.accountId, colleague, ends)).toMatchObject({
      body: { code: 'deputy-period' },
    });
    await appoint(head.accountId, head.organisationId, colleague, ['auditor', 'staff']);
    expect(await standIn()).toMatchObject({ status: 409, body: { code: 'nothing-to-stand-in-for' } });
  });

  it('stands in no more once the own membership has ended', async () => {
    await appoint(head.accountId, head.organisationId, colleague, ['auditor']);
    expect(await standIn()).toMatchObject({ status: 200 });
    expect(await appoint(head.accountId, head.organisationId, colleague, [])).toMatchObject({
      status: 200,
      body: { deputies: {} },
    });
    expect(await decideAt(begins)).toMatchObject({ status: 403 });
  });

  it('keeps nothing of a colleague who has lost the role, or has left', async () => {
    const second = crypto.randomUUID();
    const rejoin = async (roles: readonly string[]) => {
      await appoint(head.accountId, head.organisationId, second, []);
      await hire(second, roles);
    };
    await hire(colleague, ['auditor']);
    await rejoin(['approver', 'staff']);
    const forSecond = { standsInFor: second };
    expect(await standIn(forSecond)).toMatchObject({ status: 200 });
    expect(await decideAt(begins)).toMatchObject({ status: 200 });
    expect(await appoint(head.accountId, head.organisationId, second, ['approver'])).toMatchObject({
      body: { deputies: { [colleague]: { roles: ['approver'] } } },
    });
    expect(await decideAt(begins)).toMatchObject({ status: 403 });

    await rejoin(['approver', 'staff']);
    expect(await standIn(forSecond)).toMatchObject({ status: 200 });
    expect(await decideAt(begins)).toMatchObject({ status: 200 });
    expect(await leave(second, head.organisationId)).toMatchObject({ status: 200 });
    expect(await decideAt(begins)).toMatchObject({ status: 403 });
    const organisation = await readOrganisation(table, head.organisationId);
    expect(organisation?.deputies).toEqual({});
  });
});
