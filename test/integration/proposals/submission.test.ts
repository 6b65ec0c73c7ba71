import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { proposalOwner } from '../../../functions/attachments/rules.ts';
import { attachmentChange } from '../../../functions/attachments/store.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { commitTo } from '../../../functions/platform/ledger.ts';
import type { Table } from '../../../functions/platform/table.ts';
import {
  inTime as inTimeCondition,
  listProposalsOfChallenge,
  proposalChange,
  readProposal,
} from '../../../functions/proposals/store.ts';
import { deadline, storeCall, storePublished, storeSupplier } from '../../support/call-world.ts';
import { hashOf, readEntries } from '../../support/entries.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import {
  createProposalWorld,
  inTime,
  proposalIdIn,
  proposalsApi,
  receiptIn,
} from '../../support/proposal-world.ts';
import { attachmentLike, declaredLike } from '../../support/sample-proposal.ts';

const world = await createProposalWorld();
const { table, sealKeyArn, ledgerKey, begin, save, submit, receiptsOf, ready, moveDeadline } = world;

let staff: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
});

/** Counts the calls of a table by their names. */
const counted = (): { readonly counting: Table; readonly calls: string[] } => {
  const calls: string[] = [];
  const count =
    <A extends unknown[], R>(name: string, inner: (...parameters: A) => R) =>
    (...parameters: A): R => {
      calls.push(name);
      return inner(...parameters);
    };
  return {
    calls,
    counting: {
      ...table,
      get: count('get', (key) => table.get(key)),
      getMany: count('getMany', (keys) => table.getMany(keys)),
      page: count('page', (partition, options) => table.page(partition, options)),
      put: count('put', (row) => table.put(row)),
      putNew: count('putNew', (row) => table.putNew(row)),
      transact: count('transact', (writes) => table.transact(writes)),
    },
  };
};

/** The API of a moment at which a colleague saves twice, each time between an act's read and its write; counts the writes. */
const whileColleagueSaves = (colleague: Parameters<typeof save>[0], proposalId: string) => {
  let begun = 0;
  const meanwhile = proposalsApi(
    {
      ...table,
      transact: async (writes) => {
        if (begun++ < 2) await save(colleague, proposalId);
        return table.transact(writes);
      },
    },
    ledgerKey.sign,
  );
  return { meanwhile, writes: () => begun };
};

describe('submitting', () => {
  it('answers a receipt that stands on its own', async () => {
    const { supplier, proposalId, round } = await ready();
    const answer = await submit(supplier.signatory, proposalId);
    expect(answer).toMatchObject({
      status: 200,
      body: { proposal: { state: 'SUBMITTED', submissionNumber: 1, submittedAt: inTime } },
    });
    const receipt = receiptIn(answer);
    const publicKey = createPublicKey({
      key: Buffer.from(await ledgerKey.publicKey(), 'base64'),
      format: 'der',
      type: 'spki',
    });
    const signature = Buffer.from(receipt.signature ?? '', 'base64');
    expect(verify(null, Buffer.from(canonicalJson(receipt.entry)), publicKey, signature)).toBe(true);
    expect(receipt.keyId).toBe('ledger-key');
    expect(commitTo(receipt.disclosure?.key ?? '', receipt.disclosure?.after)).toBe(receipt.entry.after);
    expect(receipt.disclosure?.after).toMatchObject({ proposalId, submissionNumber: 1, state: 'SUBMITTED' });

    const entries = await readEntries(table, `round/${round.roundId}`, `proposal/${proposalId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['draft', 'submit']);
    expect(entries.map(hashOf)[1]).toBe(receipt.entryHash);
    expect(await receiptsOf(supplier.author, proposalId)).toEqual([receipt]);
  });

  it('is the signatory’s', async () => {
    const { supplier, proposalId } = await ready();
    expect(await submit(supplier.author, proposalId)).toMatchObject({ status: 403 });
    const stranger = await storeSupplier(table);
    expect(await submit(stranger.signatory, proposalId)).toMatchObject({ status: 404 });
    expect(await submit(staff.accountId, proposalId)).toMatchObject({ status: 404 });
  });

  it('takes, after who asks, one read and one transaction of the supplier’s own rows', async () => {
    const { supplier, proposalId } = await ready();
    const { counting, calls } = counted();
    await submit(supplier.signatory, proposalId, {}, proposalsApi(counting, ledgerKey.sign));
    expect(calls).toEqual(['getMany', 'page', 'transact']);
  });

  it('counts once however often it is sent under one key', async () => {
    const { supplier, proposalId } = await ready();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await submit(supplier.signatory, proposalId, { headers });
    const again = await submit(supplier.signatory, proposalId, { headers, receivedAt: deadline });
    expect(again.body).toEqual(first.body);
    const twins = { 'idempotency-key': crypto.randomUUID() };
    const [one, other] = await Promise.all([
      submit(supplier.signatory, proposalId, { headers: twins }),
      submit(supplier.signatory, proposalId, { headers: twins }),
    ]);
    expect(one.body).toEqual(other.body);
    expect(await readProposal(table, proposalId)).toMatchObject({ submissionNumber: 2 });
  });

  it('stands as of when it was received, whatever a colleague saves at this moment', async () => {
    const { supplier, proposalId } = await ready();
    const { meanwhile, writes } = whileColleagueSaves(supplier.author, proposalId);
    const receivedAt = '2020-05-31T14:59:59.999Z';
    expect(await submit(supplier.signatory, proposalId, { receivedAt }, meanwhile)).toMatchObject({
      status: 200,
      body: { proposal: { submittedAt: receivedAt } },
    });
    expect(writes()).toBe(3);
  });

  it('is taken back as of when that was received, whatever a colleague saves at this moment', async () => {
    const withdrawAt = async (receivedAt: string) => {
      const { supplier, proposalId } = await ready();
      expect(await submit(supplier.signatory, proposalId)).toMatchObject({ status: 200 });
      const { meanwhile } = whileColleagueSaves(supplier.author, proposalId);
      const path = `/proposals/${proposalId}/withdrawal`;
      return callApi(meanwhile, { method: 'POST', path, accountId: supplier.signatory, receivedAt });
    };
    expect(await withdrawAt('2020-05-31T14:59:59.999Z')).toMatchObject({
      status: 200,
      body: { proposal: { state: 'WITHDRAWN' } },
    });
    expect(await withdrawAt(deadline)).toMatchObject({ status: 409, body: { code: 'deadline-passed' } });
  });

  it.each([
    ['2020-05-31T14:59:59.999Z', 200],
    ['2020-05-31T15:00:00.000Z', 409],
    ['2020-05-31T15:00:00.001Z', 409],
  ])('received at %s answers %d', async (receivedAt, status) => {
    const { supplier, proposalId } = await ready();
    expect(await submit(supplier.signatory, proposalId, { receivedAt })).toMatchObject({ status });
  });

  it('is judged in the write itself, whatever was asked before', async () => {
    const { proposalId } = await ready();
    const before = await readProposal(table, proposalId);
    if (before === null) throw new Error('The proposal is gone');
    const write = (receivedAt: string) =>
      commit(table, {
        at: receivedAt,
        actor: { kind: 'system', task: 'test' },
        changes: [
          proposalChange(
            before,
            { ...fieldsOf(before), state: 'SUBMITTED' },
            'submit',
            null,
            inTimeCondition('r', receivedAt),
          ),
        ],
        idempotency: null,
        answer: () => ({ status: 200, body: null }),
      });
    expect(await write(deadline)).toMatchObject({
      code: 'deadline-passed',
      details: { deadline, roundId: 'r' },
    });
    expect(await write(inTime)).toMatchObject({ status: 200 });
  });

  it('holds by a deadline that moved later after the draft was begun, and no longer', async () => {
    const beginning = await ready();
    const { supplier, proposalId } = beginning;
    await moveDeadline(beginning, '2020-06-02T09:00:00.000Z');
    expect(
      await submit(supplier.signatory, proposalId, { receivedAt: '2020-06-02T09:00:00.000Z' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'deadline-passed' },
    });
    const answer = await submit(supplier.signatory, proposalId, { receivedAt: '2020-06-02T08:59:59.999Z' });
    expect(answer).toMatchObject({
      status: 200,
      body: { proposal: { proposalDeadline: '2020-06-02T09:00:00.000Z', submissionNumber: 1 } },
    });
    expect(await save(supplier.author, proposalId, { receivedAt: '2020-06-02T08:59:59.999Z' })).toMatchObject(
      {
        status: 200,
      },
    );
  });

  it('too late stands in the round’s refusal log', async () => {
    const { supplier, proposalId, round } = await ready();
    await submit(supplier.signatory, proposalId, { receivedAt: deadline });
    const shards = await Promise.all(
      Array.from({ length: 8 }, (_, shard) =>
        table.all(`REFUSALS#round/${round.roundId}#${shard}`, { index: 'log' }),
      ),
    );
    expect(shards.flat()).toMatchObject([
      { code: 'deadline-passed', operation: 'submitProposal', accountId: supplier.signatory },
    ]);
  });

  it('stands when signing fails, and the signature follows', async () => {
    const { supplier, proposalId } = await ready();
    const broken = proposalsApi(table, () => Promise.reject(new Error('no key service')));
    const answer = await submit(supplier.signatory, proposalId, {}, broken);
    expect(answer).toMatchObject({
      status: 200,
      body: { receipt: { signature: null, note: { en: expect.stringContaining('follows') } } },
    });
    expect(await receiptsOf(supplier.author, proposalId, broken)).toMatchObject([{ signature: null }]);
    const [late] = await receiptsOf(supplier.author, proposalId);
    expect(late).toMatchObject({ entry: receiptIn(answer).entry, note: null });
    expect(late?.signature).toMatch(/^[\w+/]{86}==$/u);
    expect(await receiptsOf(supplier.author, proposalId, broken)).toMatchObject([
      { signature: late?.signature },
    ]);
  });

  it('pins the files that have arrived, and waits for those that have not', async () => {
    const { supplier, proposalId, round } = await ready();
    const declared = declaredLike({
      attachmentId: crypto.randomUUID(),
      owner: proposalOwner(proposalId),
      proposalId,
      roundId: round.roundId,
    });
    const store = (attachment: typeof declared) =>
      commit(table, {
        at: inTime,
        actor: { kind: 'system', task: 'test' },
        changes: [attachmentChange(null, attachment, 'declare')],
        idempotency: null,
        answer: () => ({ status: 201, body: null }),
      });
    await store(declared);
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 409,
      body: {
        code: 'attachments-not-ready',
        details: { attachments: [{ attachmentId: declared.attachmentId }] },
      },
    });
    const other = await ready();
    const attachmentId = crypto.randomUUID();
    await store(
      attachmentLike({
        attachmentId,
        owner: proposalOwner(other.proposalId),
        proposalId: other.proposalId,
        roundId: other.round.roundId,
      }),
    );
    expect(await submit(other.supplier.signatory, other.proposalId)).toMatchObject({
      status: 200,
      body: { proposal: { attachments: [{ attachmentId, versionId: 'v1', sha256: 'a'.repeat(64) }] } },
    });
  });

  it('is refused to who lost the role meanwhile', async () => {
    const { supplier, proposalId } = await ready();
    const lost = proposalsApi(
      {
        ...table,
        transact: async (writes) => {
          await table.put({ pk: `ACCOUNT#${supplier.signatory}`, sk: 'ACCOUNT', memberships: {} });
          return table.transact(writes);
        },
      },
      ledgerKey.sign,
    );
    expect(await submit(supplier.signatory, proposalId, {}, lost)).toMatchObject({
      status: 403,
      body: { code: 'membership-changed' },
    });
    expect(await readProposal(table, proposalId)).toMatchObject({ state: 'DRAFT' });
  });
});

describe('the rush', () => {
  it('of many suppliers to one challenge is taken whole, each listed once', async () => {
    const round = await storeCall(table, sealKeyArn);
    const challenge = await storePublished(table, round.roundId);
    const beginnings = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const supplier = await storeSupplier(table);
        const proposalId = proposalIdIn(await begin(supplier, challenge.challengeId));
        await save(supplier.author, proposalId);
        return { supplier, proposalId };
      }),
    );
    const answers = await Promise.all(
      beginnings.map(({ supplier, proposalId }) => submit(supplier.signatory, proposalId)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const listed = await listProposalsOfChallenge(table, challenge.challengeId);
    expect(listed.map(({ proposalId }) => proposalId)).toEqual(
      beginnings.map(({ proposalId }) => proposalId).sort(),
    );
  });
});
