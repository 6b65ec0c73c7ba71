import { beforeAll, describe, expect, it } from '@jest/globals';
import { accountKey } from '../../../functions/platform/identity.ts';
import { listProposalsOfChallenge, listProposalsOfRound } from '../../../functions/proposals/store.ts';
import { changeRound, deadline, storeCall, storeSupplier } from '../../support/call-world.ts';
import { declareClear, declareConflict } from '../../support/declare-conflict.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createProposalWorld, inTime, proposalIdIn } from '../../support/proposal-world.ts';

const world = await createProposalWorld();
const { table, sealKeyArn, call, begin, submit, withdraw, read, receiptsOf, ready, open } = world;

let staff: Member;
let auditor: Member;
let approver: Member;
let evaluator: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  auditor = await createMember(table, 'AGENCY', ['auditor']);
  approver = await createMember(table, 'AGENCY', ['approver']);
  evaluator = await createMember(table, 'INSTITUTE', ['evaluator']);
});

describe('withdrawing', () => {
  it('before the deadline gives a receipt, and the proposal can be submitted again', async () => {
    const { supplier, proposalId, challenge } = await ready();
    await submit(supplier.signatory, proposalId);
    expect(await withdraw(supplier.signatory, proposalId, { body: { reason: '가격 재검토' } })).toMatchObject(
      {
        status: 200,
        body: { proposal: { state: 'WITHDRAWN' }, receipt: { entry: { action: 'withdraw' } } },
      },
    );
    expect(await listProposalsOfChallenge(table, challenge.challengeId)).toEqual([]);
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 200,
      body: { proposal: { state: 'SUBMITTED', submissionNumber: 2 } },
    });
    const receipts = await receiptsOf(supplier.author, proposalId);
    expect(receipts.map(({ entry }) => entry.action)).toEqual(['submit', 'withdraw', 'submit']);
  });

  it('between deadline and opening is refused; after the opening it is on record', async () => {
    const beginning = await ready();
    const { supplier, proposalId, challenge } = beginning;
    await submit(supplier.signatory, proposalId);
    expect(await withdraw(supplier.signatory, proposalId, { receivedAt: deadline })).toMatchObject({
      status: 409,
      body: { code: 'deadline-passed' },
    });
    await open(beginning);
    expect(
      await withdraw(supplier.signatory, proposalId, { receivedAt: '2020-06-01T01:00:00.000Z' }),
    ).toMatchObject({
      status: 200,
      body: {
        proposal: { state: 'WITHDRAWN_AFTER_OPENING' },
        receipt: { entry: { action: 'withdraw-after-opening' } },
      },
    });
    expect(await listProposalsOfChallenge(table, challenge.challengeId)).toMatchObject([
      { state: 'WITHDRAWN_AFTER_OPENING' },
    ]);
    expect(
      await withdraw(supplier.signatory, proposalId, { receivedAt: '2020-06-01T01:00:00.000Z' }),
    ).toMatchObject({
      body: { code: 'wrong-state' },
    });
  });
});

describe('who sees a proposal', () => {
  const after = '2020-06-01T01:00:00.000Z';

  it('is its supplier alone before the opening: for others no id exists, and every list says the same', async () => {
    const { supplier, proposalId, round } = await ready();
    await submit(supplier.signatory, proposalId);
    const empty = await storeCall(table, sealKeyArn);
    const stranger = await storeSupplier(table);
    for (const { accountId } of [staff, auditor, approver, evaluator, { accountId: stranger.author }]) {
      const known = await read(accountId, proposalId);
      const unknown = await read(accountId, crypto.randomUUID());
      expect(known).toMatchObject({ status: 404 });
      expect({ ...Object(known.body), instance: '' }).toEqual({ ...Object(unknown.body), instance: '' });
    }
    for (const { accountId } of [staff, auditor])
      for (const { roundId } of [round, empty])
        expect(await call(accountId, { method: 'GET', path: `/rounds/${roundId}/proposals` })).toMatchObject({
          status: 403,
          body: { code: 'sealed', details: { roundId } },
        });
    const path = `/proposals/${proposalId}/receipts`;
    expect(await call(staff.accountId, { method: 'GET', path })).toMatchObject({ status: 404 });
  });

  it('is staff and auditors too after it, without the content; drafts stay with their supplier', async () => {
    const beginning = await ready();
    const { supplier, proposalId, round, challenge } = beginning;
    await submit(supplier.signatory, proposalId);
    const other = await storeSupplier(table);
    const draftId = proposalIdIn(await begin(other, challenge.challengeId));
    await open(beginning);
    await declareClear(table, round.roundId, [staff]);
    for (const { accountId } of [staff, auditor]) {
      const seen = await read(accountId, proposalId, after);
      expect(seen).toMatchObject({ status: 200, body: { state: 'OPENED', supplierId: supplier.supplierId } });
      expect(seen.body).not.toHaveProperty('content');
      expect(await read(accountId, draftId, after)).toMatchObject({ status: 404 });
      expect(
        await call(accountId, {
          method: 'GET',
          path: `/rounds/${round.roundId}/proposals`,
          receivedAt: after,
        }),
      ).toMatchObject({ status: 200, body: { rows: [{ proposalId, state: 'OPENED' }], cursor: null } });
    }
    expect(await read(other.author, draftId, after)).toMatchObject({
      status: 200,
      body: { state: 'EXPIRED' },
    });
    expect(await read(evaluator.accountId, proposalId, after)).toMatchObject({ status: 404 });
    expect((await listProposalsOfRound(table, round.roundId)).map((found) => found.proposalId)).toEqual([
      proposalId,
    ]);
  });

  it('is no colleague who declared a conflict in its challenge, or belongs to a party of it', async () => {
    const beginning = await ready();
    const { supplier, proposalId, round, challenge } = beginning;
    await submit(supplier.signatory, proposalId);
    await open(beginning);
    const list = (accountId: string) =>
      call(accountId, { method: 'GET', path: `/rounds/${round.roundId}/proposals`, receivedAt: after });

    const sister = await createMember(table, 'AGENCY', ['staff']);
    await declareClear(table, round.roundId, [staff, sister]);
    await declareConflict(table, sister, challenge, after);
    expect(await read(sister.accountId, proposalId, after)).toMatchObject({
      status: 403,
      body: { code: 'conflict-declared' },
    });
    expect(await list(sister.accountId)).toMatchObject({ status: 200, body: { rows: [] } });

    const { accountId } = await createMember(table, 'AGENCY', ['auditor']);
    await table.put({
      ...accountKey(accountId),
      memberships: {
        [staff.organisationId]: { kind: 'AGENCY', roles: ['auditor'] },
        [challenge.buyerId]: { kind: 'PUBLIC_BODY', roles: ['buyer'] },
      },
      offers: {},
    });
    expect(await read(accountId, proposalId, after)).toMatchObject({ status: 403 });
    expect(await list(accountId)).toMatchObject({ status: 200, body: { rows: [] } });
    expect(await list(staff.accountId)).toMatchObject({ body: { rows: [{ proposalId }] } });
  });

  it('has its own in one list, in the state that the clock gives them', async () => {
    const beginning = await ready();
    const { supplier, proposalId } = beginning;
    await submit(supplier.signatory, proposalId);
    const list = (receivedAt: string) =>
      call(supplier.author, { method: 'GET', path: '/proposals', receivedAt });
    expect(await list(inTime)).toMatchObject({ body: { rows: [{ proposalId, state: 'SUBMITTED' }] } });
    expect(await list(deadline)).toMatchObject({ body: { rows: [{ proposalId, state: 'SEALED' }] } });
    await changeRound(table, beginning.round.roundId, { state: 'CANCELLED' });
    expect(await list(deadline)).toMatchObject({ body: { rows: [{ proposalId, state: 'VOID' }] } });
    expect(await call(staff.accountId, { method: 'GET', path: '/proposals' })).toMatchObject({
      body: { rows: [] },
    });
  });
});
