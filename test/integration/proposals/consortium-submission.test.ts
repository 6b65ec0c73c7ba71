import { beforeAll, describe, expect, it } from '@jest/globals';
import { readProposal } from '../../../functions/proposals/store.ts';
import { readAnswer } from '../../../functions/proposals/store/answers.ts';
import { readPartner } from '../../../functions/proposals/store/partners.ts';
import { storeSupplier } from '../../support/call-world.ts';
import { createConsortiumWorld } from '../../support/consortium.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { createMember, type Member } from '../../support/members.ts';
import { proposalsApi } from '../../support/proposal-world.ts';

const world = await createConsortiumWorld();
const { table, ledgerKey, submit, withdraw, read, open } = world;
const { invite, inviteWith, confirm, leave, remove, asked, agreed, rivalOf, noticeOf, readInvitation } =
  world;

let staff: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
});

describe('a submission of a consortium', () => {
  it('waits for every answer, and pins who confirmed', async () => {
    const { supplier, partner, partnerId, proposalId } = await asked();
    expect(await read(supplier.author, proposalId)).toMatchObject({
      body: { missing: [{ code: 'partner-not-confirmed', organisationIds: [partnerId] }] },
    });
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 422,
      body: { code: 'proposal-incomplete', details: { missing: [{ organisationIds: [partnerId] }] } },
    });
    await confirm(partner.signatory, proposalId, partnerId);
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 200,
      body: { proposal: { partnerIds: [partnerId] } },
    });
    expect(await readInvitation(partner.author, proposalId, partnerId)).toMatchObject({
      body: { standsInSubmission: true },
    });
    // What the lead and the partner agree on later is no part of what stands.
    const pinned = { organisationId: partnerId, share: { work: 'canary-share: 통신 모듈', percent: 30 } };
    expect(await read(supplier.author, proposalId)).toMatchObject({ body: { partners: [pinned] } });
    await leave(partner.signatory, proposalId, partnerId);
    await inviteWith(supplier.author, proposalId, partnerId, { work: 'Another part', percent: 5 });
    expect(await read(supplier.author, proposalId)).toMatchObject({ body: { partners: [pinned] } });
  });

  it('reads once and writes once, with partners as without', async () => {
    const { supplier, proposalId } = await agreed();
    const calls: string[] = [];
    const counting: typeof table = {
      ...table,
      getMany: (keys) => (calls.push('getMany'), table.getMany(keys)),
      get: (key) => (calls.push('get'), table.get(key)),
      page: (partition, options) => (calls.push('page'), table.page(partition, options)),
      transact: (writes) => (calls.push('transact'), table.transact(writes)),
    };
    expect(
      await submit(supplier.signatory, proposalId, {}, proposalsApi(counting, ledgerKey.sign)),
    ).toMatchObject({ status: 200 });
    expect(calls).toEqual(['getMany', 'page', 'transact']);
  });

  it('stands without whoever leaves at this moment, as of when it was received', async () => {
    const { supplier, partner, partnerId, proposalId } = await agreed();
    let isFirst = true;
    const meanwhile = proposalsApi(
      {
        ...table,
        transact: async (writes) => {
          if (isFirst) await leave(partner.signatory, proposalId, partnerId);
          isFirst = false;
          return table.transact(writes);
        },
      },
      ledgerKey.sign,
    );
    expect(await submit(supplier.signatory, proposalId, {}, meanwhile)).toMatchObject({
      status: 200,
      body: { proposal: { partnerIds: [] } },
    });
    expect(await readProposal(table, proposalId)).toMatchObject({ state: 'SUBMITTED', partners: [] });
  });

  it('is never in two answers by a race of leaving and submitting', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { supplier, partner, partnerId, proposalId, challenge } = await agreed();
      await Promise.all([
        submit(supplier.signatory, proposalId),
        leave(partner.signatory, proposalId, partnerId),
      ]);
      const [proposal, held] = await Promise.all([
        readProposal(table, proposalId),
        readAnswer(table, partnerId, challenge.challengeId),
      ]);
      const isNamed = proposal?.partners.length === 1;
      const part = await readPartner(table, { proposalId, organisationId: partnerId });
      expect(held).toBe(isNamed || part?.state === 'CONFIRMED' ? proposalId : null);
    }
  }, 30_000);

  it('stands as pinned when a partner leaves, who is free with the next one; both are told', async () => {
    const consortium = await agreed();
    const { supplier, partner, partnerId, proposalId, challenge } = consortium;
    await submit(supplier.signatory, proposalId);
    expect(await leave(partner.signatory, proposalId, partnerId)).toMatchObject({
      status: 200,
      body: { state: 'LEFT', standsInSubmission: true },
    });
    expect(await readProposal(table, proposalId)).toMatchObject({
      state: 'SUBMITTED',
      partners: [{ organisationId: partnerId }],
    });
    for (const [side, told, other] of [
      ['lead', supplier.supplierId, partnerId],
      ['partner', partnerId, supplier.supplierId],
    ])
      expect(await noticeOf(consortium, `3/${side ?? ''}`)).toMatchObject({
        kind: 'consortium-ended',
        audience: { organisationId: told },
        facts: { organisationId: other, by: 'partner', toldTo: side, submissionStands: true },
      });
    const { rivalId } = await rivalOf(consortium);
    expect(await confirm(partner.signatory, rivalId, partnerId)).toMatchObject({
      body: { code: 'answers-elsewhere' },
    });

    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 200,
      body: { proposal: { partnerIds: [], submissionNumber: 2 } },
    });
    expect(await readAnswer(table, partnerId, challenge.challengeId)).toBeNull();
    expect(await confirm(partner.signatory, rivalId, partnerId)).toMatchObject({ status: 200 });
  });

  it('frees by its withdrawal who left, and keeps who is confirmed', async () => {
    const { supplier, partner, partnerId, proposalId, challenge } = await agreed();
    const other = await storeSupplier(table);
    await invite(supplier.author, proposalId, other.supplierId);
    await confirm(other.signatory, proposalId, other.supplierId);
    await submit(supplier.signatory, proposalId);
    expect(await remove(supplier.author, proposalId, partnerId)).toMatchObject({ status: 200 });
    await withdraw(supplier.signatory, proposalId);
    const held = (organisationId: string) => readAnswer(table, organisationId, challenge.challengeId);
    expect(await held(partnerId)).toBeNull();
    expect(await held(supplier.supplierId)).toBeNull();
    expect(await held(other.supplierId)).toBe(proposalId);
    expect(await leave(other.signatory, proposalId, other.supplierId)).toMatchObject({
      body: { standsInSubmission: false },
    });
    expect(await held(other.supplierId)).toBeNull();
    await invite(supplier.author, proposalId, partnerId);
    expect(await confirm(partner.signatory, proposalId, partnerId)).toMatchObject({ status: 200 });
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      body: { proposal: { partnerIds: [partnerId] } },
    });
  });

  it('shows its partners to staff after the opening alone', async () => {
    const consortium = await agreed();
    const { supplier, partnerId, proposalId } = consortium;
    await submit(supplier.signatory, proposalId);
    expect(await read(staff.accountId, proposalId)).toMatchObject({ status: 404 });
    await open(consortium);
    await declareClear(table, consortium.round.roundId, [staff]);
    expect(await read(staff.accountId, proposalId)).toMatchObject({ body: { partnerIds: [partnerId] } });
  });
});
