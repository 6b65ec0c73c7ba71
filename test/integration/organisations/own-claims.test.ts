import { expect, it } from '@jest/globals';
import * as v from 'valibot';
import { listOwnClaims, recoveryView } from '../../../functions/organisations/schema.ts';
import { createOrganisationsWorld, idOf, newBusinessNumber } from '../../support/organisations-world.ts';

const { staff, call, claim, decide, confirmed, read } = await createOrganisationsWorld();

const claimsOf = async (accountId: string) => {
  const { status, body } = await call(accountId, { method: 'GET', path: '/account/claims' });
  expect(status).toBe(200);
  return v.parse(listOwnClaims.answer, body).rows;
};

it('what a person claimed and was not granted is listed to them alone, the newest first', async () => {
  const [one, another] = [crypto.randomUUID(), crypto.randomUUID()];
  expect(await claimsOf(one)).toEqual([]);
  const granted = idOf(await claim(one));
  const refused = idOf(await claim(one, { name: { ko: '둘째', en: 'Second' } }));
  const waiting = idOf(await claim(one, { name: { ko: '셋째', en: 'Third' } }));
  const others = idOf(await claim(another, { businessNumber: newBusinessNumber() }));
  expect((await decide(staff.accountId, granted, 'confirm')).status).toBe(200);
  expect((await decide(staff.accountId, refused, 'refuse')).status).toBe(200);
  const listed = (await claimsOf(one)).map(({ id, name, state }) => [id, name?.en, state]);
  expect(listed).toHaveLength(2);
  expect(listed).toEqual(
    expect.arrayContaining([
      [waiting, 'Third', 'CLAIMED'],
      [refused, 'Second', 'REFUSED'],
    ]),
  );
  expect((await claimsOf(another)).map(({ id }) => id)).toEqual([others]);
});

it('they stand in the order of their making, the newest first', async () => {
  const one = crypto.randomUUID();
  const ids: string[] = [];
  for (const minute of [1, 2, 3]) {
    const { body } = await call(one, {
      method: 'POST',
      path: '/organisations',
      body: {
        kind: 'SUPPLIER',
        name: { ko: '새봄', en: 'Saebom' },
        businessNumber: newBusinessNumber(),
      },
      receivedAt: `2020-06-01T00:0${minute}:00.000Z`,
    });
    ids.unshift(v.parse(v.object({ organisationId: v.string() }), body).organisationId);
  }
  expect((await claimsOf(one)).map(({ id }) => id)).toEqual(ids);
});

it('a claim to recover an organisation is listed without the name, which its claimant may not read', async () => {
  const { organisationId } = await confirmed();
  const { body } = await read(staff.accountId, organisationId);
  const { businessNumber } = v.parse(v.object({ businessNumber: v.string() }), body);
  const owner = crypto.randomUUID();
  const answered = await call(owner, {
    method: 'POST',
    path: '/organisation-recoveries',
    body: { businessNumber, reason: 'Our administrator left us' },
  });
  const { recoveryId } = v.parse(recoveryView, answered.body);
  expect(await claimsOf(owner)).toMatchObject([
    { kind: 'recovery', id: recoveryId, name: null, state: 'CLAIMED' },
  ]);
});
