import { beforeAll, describe, expect, it } from '@jest/globals';
import { readProposal } from '../../../functions/proposals/store.ts';
import { readAnswer } from '../../../functions/proposals/store/answers.ts';
import { readPartner } from '../../../functions/proposals/store/partners.ts';
import {
  deadline,
  storeCall,
  storePublished,
  storeSupplier,
  type Supplier,
} from '../../support/call-world.ts';
import { createConsortiumWorld } from '../../support/consortium.ts';
import { readEntries } from '../../support/entries.ts';
import { createMember, type Member } from '../../support/members.ts';
import { proposalIdIn } from '../../support/proposal-world.ts';

const world = await createConsortiumWorld();
const { table, sealKeyArn, begin, save, submit, withdraw, read, ready, moveDeadline } = world;
const { invite, inviteByNumber, confirm, decline, leave, remove, asked, agreed, rivalOf, noticeOf } = world;
const { readInvitation, listPartners, listInvitations } = world;

let staff: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
});

describe('asking a partner', () => {
  it('is the lead’s, by id or business number, and on record', async () => {
    const { supplier, proposalId, round } = await ready();
    const partner = await storeSupplier(table);
    const stranger = await storeSupplier(table);
    expect(await invite(stranger.signatory, proposalId, partner.supplierId)).toMatchObject({ status: 404 });
    expect(await invite(staff.accountId, proposalId, partner.supplierId)).toMatchObject({ status: 404 });
    expect(await invite(supplier.author, proposalId, supplier.supplierId)).toMatchObject({
      status: 422,
      body: { code: 'partner-not-possible' },
    });
    expect(await invite(supplier.author, proposalId, crypto.randomUUID())).toMatchObject({ status: 422 });
    expect(await inviteByNumber(supplier.author, proposalId, '123')).toMatchObject({
      body: { code: 'business-number-invalid' },
    });
    await table.put({
      pk: 'BUSINESS-NUMBER#9991234561',
      sk: 'BUSINESS-NUMBER',
      organisationId: partner.supplierId,
    });
    const answer = await inviteByNumber(supplier.author, proposalId, '999-12-34561');
    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'INVITED', organisationId: partner.supplierId, leadId: supplier.supplierId },
    });
    expect(await invite(supplier.author, proposalId, partner.supplierId)).toMatchObject({
      body: { code: 'wrong-state' },
    });
    const stored = await readPartner(table, { proposalId, organisationId: partner.supplierId });
    const entries = await readEntries(
      table,
      `round/${round.roundId}`,
      `partner/${stored?.partnershipId ?? ''}`,
    );
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['invite']);
    expect(JSON.stringify(entries.map(({ leaf }) => leaf))).not.toContain(partner.supplierId);
  });

  it('leaves what is sealed in no row and no kept answer', async () => {
    const { proposalId } = await asked();
    const rows = await table.all(`PROPOSAL#${proposalId}`);
    expect(rows.some(({ sk }) => String(sk).startsWith('PROPOSAL-PARTNER#'))).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('canary-share');
  });

  it('shows the asked one lead, title and share, and nothing else of the proposal; others nothing', async () => {
    const consortium = await asked();
    const { supplier, partner, partnerId, proposalId } = consortium;
    const answer = await readInvitation(partner.author, proposalId, partnerId);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        state: 'INVITED',
        leadId: supplier.supplierId,
        leadName: { en: 'Saebom' },
        title: { en: 'Drone station' },
        share: { work: 'canary-share: 통신 모듈', percent: 30 },
        content: null,
        undertaking: { version: '1' },
        standsInSubmission: false,
      },
    });
    // The digits of the price may stand in an id by chance.
    expect(
      JSON.stringify(answer.body).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, ''),
    ).not.toContain('350');
    expect(await read(partner.author, proposalId)).toMatchObject({ status: 404 });
    expect(await listPartners(partner.author, proposalId)).toMatchObject({ status: 404 });
    expect(await listInvitations(partner.author)).toMatchObject({
      body: { rows: [{ proposalId, state: 'INVITED', leadName: { en: 'Saebom' } }] },
    });
    expect(await listPartners(supplier.author, proposalId)).toMatchObject({
      body: { rows: [{ organisationId: partnerId, name: { en: 'Hangyeol' }, share: { percent: 30 } }] },
    });

    const stranger = await storeSupplier(table);
    for (const accountId of [stranger.signatory, staff.accountId, supplier.author])
      expect(await readInvitation(accountId, proposalId, partnerId)).toMatchObject({ status: 404 });
    const known = await readInvitation(stranger.signatory, proposalId, stranger.supplierId);
    const unknown = await readInvitation(stranger.signatory, crypto.randomUUID(), stranger.supplierId);
    expect(known).toMatchObject({ status: 404, body: { code: 'not-found', details: {} } });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not-found', details: {} } });
    expect(await listInvitations(stranger.author)).toMatchObject({ body: { rows: [] } });
    expect(await confirm(stranger.signatory, proposalId, partnerId)).toMatchObject({ status: 404 });
    expect(await remove(partner.signatory, proposalId, partnerId)).toMatchObject({ status: 404 });
  });

  it('shows the text where the lead says so, while the asked one takes part', async () => {
    const { supplier, proposalId } = await ready();
    const partner = await storeSupplier(table);
    const shown = { body: { showsText: true, content: { solution: '자동 이착륙과 배터리 교환' } } };
    await world.inviteWith(supplier.author, proposalId, partner.supplierId, { showsText: true });
    expect(await readInvitation(partner.author, proposalId, partner.supplierId)).toMatchObject(shown);
    await decline(partner.signatory, proposalId, partner.supplierId);
    expect(await readInvitation(partner.author, proposalId, partner.supplierId)).toMatchObject({
      body: { content: null, title: null },
    });
  });

  it('leaves the lead a share of the price', async () => {
    const { supplier, proposalId } = await asked();
    const other = await storeSupplier(table);
    expect(
      await world.inviteWith(supplier.author, proposalId, other.supplierId, { percent: 70 }),
    ).toMatchObject({ status: 422, body: { code: 'shares-exceed-whole', details: { taken: 30 } } });
    expect(
      await world.inviteWith(supplier.author, proposalId, other.supplierId, { percent: 69 }),
    ).toMatchObject({ status: 201 });
  });

  it('tells the lead nothing of where else the asked one stands', async () => {
    const consortium = await agreed();
    const { rival, rivalId } = await rivalOf(consortium);
    expect(await listPartners(rival.author, rivalId)).toMatchObject({
      body: { rows: [{ state: 'INVITED', standsInSubmission: false }] },
    });
  });
});

describe('a partner', () => {
  it('confirms by its signatory with the undertaking, or declines, and the lead is told', async () => {
    const consortium = await asked();
    const { supplier, partner, partnerId, proposalId } = consortium;
    expect(await confirm(partner.author, proposalId, partnerId)).toMatchObject({
      status: 403,
      body: { code: 'signatory-needed', details: { signatories: [partner.signatory] } },
    });
    const answer = await confirm(partner.signatory, proposalId, partnerId);
    expect(answer).toMatchObject({ status: 200, body: { state: 'CONFIRMED' } });
    expect(await readPartner(table, { proposalId, organisationId: partnerId })).toMatchObject({
      undertaking: '1',
    });
    expect(await noticeOf(consortium, '2')).toMatchObject({
      kind: 'consortium-answered',
      audience: { organisationId: supplier.supplierId },
      facts: { answer: 'accepted', organisationId: partnerId },
    });
    const other = await asked();
    expect(await decline(other.partner.signatory, other.proposalId, other.partnerId)).toMatchObject({
      body: { state: 'DECLINED' },
    });
    expect(await readInvitation(other.partner.author, other.proposalId, other.partnerId)).toMatchObject({
      body: { title: null, share: null },
    });
    expect(await submit(other.supplier.signatory, other.proposalId)).toMatchObject({
      body: { proposal: { partnerIds: [] } },
    });
  });

  it('acts before the deadline only, by the deadline that stands', async () => {
    const consortium = await asked();
    const { supplier, partner, partnerId, proposalId } = consortium;
    const late = { receivedAt: deadline };
    for (const act of [
      confirm(partner.signatory, proposalId, partnerId, late),
      decline(partner.signatory, proposalId, partnerId, late),
      remove(supplier.author, proposalId, partnerId, late),
      invite(supplier.author, proposalId, partnerId, late),
    ])
      expect(await act).toMatchObject({ status: 409, body: { code: 'deadline-passed' } });
    await moveDeadline(consortium, '2020-06-02T09:00:00.000Z');
    expect(await confirm(partner.signatory, proposalId, partnerId, late)).toMatchObject({ status: 200 });
    expect(
      await leave(partner.signatory, proposalId, partnerId, { receivedAt: '2020-06-02T09:00:00.000Z' }),
    ).toMatchObject({ body: { code: 'deadline-passed' } });
  });

  it('stands in one answer to a challenge: of two confirmed at once one is taken', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const consortium = await asked();
      const { partner, partnerId, proposalId, challenge } = consortium;
      const { rivalId } = await rivalOf(consortium);
      const answers = await Promise.all([
        confirm(partner.signatory, proposalId, partnerId),
        confirm(partner.signatory, rivalId, partnerId),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)).toMatchObject({
        body: { code: 'answers-elsewhere' },
      });
      const taken = answers[0].status === 200 ? proposalId : rivalId;
      expect(await readAnswer(table, partnerId, challenge.challengeId)).toBe(taken);
    }
  }, 30_000);

  it('submits no proposal of its own while it takes part in another', async () => {
    const { challenge, partner, partnerId, proposalId } = await agreed();
    const ownId = proposalIdIn(await begin(partner, challenge.challengeId));
    await save(partner.author, ownId);
    expect(await read(partner.author, ownId)).toMatchObject({
      body: { missing: [{ code: 'answers-elsewhere' }] },
    });
    expect(await submit(partner.signatory, ownId)).toMatchObject({
      status: 409,
      body: { code: 'answers-elsewhere', details: { proposalId } },
    });
    await leave(partner.signatory, proposalId, partnerId);
    expect(await submit(partner.signatory, ownId)).toMatchObject({ status: 200 });
    const { supplier } = await readLead(proposalId);
    await invite(supplier.signatory, proposalId, partnerId);
    expect(await confirm(partner.signatory, proposalId, partnerId)).toMatchObject({
      body: { code: 'answers-elsewhere' },
    });
    await withdraw(partner.signatory, ownId);
    expect(await confirm(partner.signatory, proposalId, partnerId)).toMatchObject({ status: 200 });
  });

  it('stands in several answers where the call allows it', async () => {
    const round = await storeCall(table, sealKeyArn);
    const free = await storeCall(table, sealKeyArn, { policy: { ...round.policy, oneAnswerOnly: false } });
    const challenge = await storePublished(table, free.roundId);
    const partner = await storeSupplier(table);
    for (const lead of [await storeSupplier(table), await storeSupplier(table)]) {
      const proposalId = proposalIdIn(await begin(lead, challenge.challengeId));
      await save(lead.author, proposalId);
      await invite(lead.author, proposalId, partner.supplierId);
      expect(await confirm(partner.signatory, proposalId, partner.supplierId)).toMatchObject({ status: 200 });
      expect(await submit(lead.signatory, proposalId)).toMatchObject({ status: 200 });
    }
  });
});

/** Whoever signs for the lead of a proposal of this file. */
const readLead = async (proposalId: string): Promise<{ readonly supplier: Supplier }> => {
  const proposal = await readProposal(table, proposalId);
  const supplierId = proposal?.supplierId ?? '';
  const { accountId } = await createMember(table, 'SUPPLIER', ['author', 'signatory'], supplierId);
  return { supplier: { supplierId, author: accountId, signatory: accountId } };
};
