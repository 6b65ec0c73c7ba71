import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { attachmentChange } from '../../../functions/attachments/store.ts';
import type { Challenge } from '../../../functions/challenges/rules.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { fieldsOf, type Stored } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { commitTo } from '../../../functions/platform/ledger.ts';
import { createSealer } from '../../../functions/platform/sealing.ts';
import { createLedgerKey } from '../../../functions/platform/signing.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { ownProposalView, receiptSchema } from '../../../functions/proposals/schema.ts';
import {
  inTime as inTimeGuard,
  listProposalsOfChallenge,
  listProposalsOfRound,
  proposalChange,
  readProposal,
  unsealProposal,
} from '../../../functions/proposals/store.ts';
import type { Round } from '../../../functions/rounds/rules.ts';
import {
  changeRound,
  createKey,
  deadline,
  storeCall,
  storePublished,
  storeSupplier,
  type Supplier,
} from '../../support/call-world.ts';
import { hashOf, readEntries } from '../../support/entries.ts';
import { callApi, type HttpAnswer, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { proposalsApi } from '../../support/proposals-api.ts';
import { attachmentLike, contentLike, declaredLike } from '../../support/sample-proposal.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const sealKeyArn = await createKey('seal');
const ledgerKey = createLedgerKey(await createKey('sign'));
const handler = proposalsApi(table, ledgerKey.sign);
const inTime = '2020-05-31T14:59:59.999Z';

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

const call = (
  accountId: string,
  request: Omit<HttpRequest, 'accountId'>,
  api = handler,
): Promise<HttpAnswer> => callApi(api, { receivedAt: inTime, ...request, accountId });

const begin = (supplier: Supplier, challengeId: string, more: Partial<HttpRequest> = {}) =>
  call(supplier.author, { method: 'POST', path: `/challenges/${challengeId}/proposals`, ...more });

const save = (accountId: string, proposalId: string, more: Partial<HttpRequest> = {}) =>
  call(accountId, { method: 'PUT', path: `/proposals/${proposalId}`, body: contentLike(), ...more });

const submit = (accountId: string, proposalId: string, more: Partial<HttpRequest> = {}, api = handler) =>
  call(accountId, { method: 'POST', path: `/proposals/${proposalId}/submission`, ...more }, api);

const withdraw = (accountId: string, proposalId: string, more: Partial<HttpRequest> = {}) =>
  call(accountId, { method: 'POST', path: `/proposals/${proposalId}/withdrawal`, ...more });

const read = (accountId: string, proposalId: string, receivedAt = inTime) =>
  call(accountId, { method: 'GET', path: `/proposals/${proposalId}`, receivedAt });

const idOf = ({ body }: HttpAnswer): string => v.parse(ownProposalView, body).proposalId;
const receiptIn = ({ body }: HttpAnswer) => v.parse(v.object({ receipt: receiptSchema }), body).receipt;
const receiptsOf = async (accountId: string, proposalId: string) => {
  const answer = await call(accountId, { method: 'GET', path: `/proposals/${proposalId}/receipts` });
  return v.parse(v.object({ rows: v.array(receiptSchema) }), answer.body).rows;
};

type Beginning = {
  readonly round: Stored<Round>;
  readonly challenge: Challenge;
  readonly supplier: Supplier;
  readonly proposalId: string;
};

/** A whole draft to a challenge of a new call. */
const ready = async (): Promise<Beginning> => {
  const round = await storeCall(table, sealKeyArn);
  const challenge = await storePublished(table, round.roundId);
  const supplier = await storeSupplier(table);
  const proposalId = idOf(await begin(supplier, challenge.challengeId));
  await save(supplier.author, proposalId);
  return { round, challenge, supplier, proposalId };
};

const moveDeadline = ({ round }: Beginning, proposals: string) =>
  changeRound(table, round.roundId, { deadlines: { ...round.deadlines, proposals } });

const open = ({ round }: Beginning) =>
  changeRound(table, round.roundId, { state: 'OPENED', openedAt: '2020-06-01T00:00:00.000Z' });

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

describe('beginning a proposal', () => {
  it('copies the deadline and says what is missing', async () => {
    const round = await storeCall(table, sealKeyArn);
    const { challengeId } = await storePublished(table, round.roundId);
    const supplier = await storeSupplier(table);
    const answer = await begin(supplier, challengeId);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        state: 'DRAFT',
        supplierId: supplier.supplierId,
        proposalDeadline: deadline,
        submissionNumber: 0,
      },
    });
    const { missing } = v.parse(ownProposalView, answer.body);
    expect(missing[0]).toMatchObject({ code: 'title-missing', ko: '제목을 한국어와 영어로 적어 주세요.' });
  });

  it('is done once for a supplier and challenge, also by two at once', async () => {
    const round = await storeCall(table, sealKeyArn);
    const { challengeId } = await storePublished(table, round.roundId);
    const supplier = await storeSupplier(table);
    const answers = await Promise.all(Array.from({ length: 5 }, () => begin(supplier, challengeId)));
    const [first, ...others] = [...answers].sort((one, other) => one.status - other.status);
    expect(first?.status).toBe(201);
    for (const other of others)
      expect(other).toMatchObject({
        status: 409,
        body: { code: 'already-exists', details: { proposalId: first && idOf(first) } },
      });
  });

  it('needs a published challenge, an open call and a confirmed supplier', async () => {
    const round = await storeCall(table, sealKeyArn);
    const { challengeId } = await storePublished(table, round.roundId);
    const supplier = await storeSupplier(table);
    expect(await begin(supplier, crypto.randomUUID())).toMatchObject({ status: 404 });
    expect(await begin(supplier, challengeId, { receivedAt: deadline })).toMatchObject({
      status: 409,
      body: { code: 'deadline-passed' },
    });
    const claimed = await storeSupplier(table, { state: 'CLAIMED' });
    expect(await begin(claimed, challengeId)).toMatchObject({ body: { code: 'supplier-not-confirmed' } });
    const early = await storeCall(table, sealKeyArn, { state: 'CHALLENGE_SELECTION', calledAt: null });
    const unpublished = await storePublished(table, early.roundId);
    expect(await begin(supplier, unpublished.challengeId)).toMatchObject({ status: 404 });
  });

  it('is for suppliers', async () => {
    const round = await storeCall(table, sealKeyArn);
    const { challengeId } = await storePublished(table, round.roundId);
    const path = `/challenges/${challengeId}/proposals`;
    expect(await call(staff.accountId, { method: 'POST', path })).toMatchObject({ status: 403 });
    const { supplierId } = await storeSupplier(table);
    expect(await call(staff.accountId, { method: 'POST', path, body: { supplierId } })).toMatchObject({
      status: 404,
    });
  });
});

describe('saving a draft', () => {
  it('keeps it under seal: no row of the table holds a word of it', async () => {
    const { supplier, proposalId } = await ready();
    const key = 'save-once';
    await save(supplier.author, proposalId, { headers: { 'idempotency-key': key } });
    const rows = [
      ...(await table.all(`PROPOSAL#${proposalId}`)),
      ...(await table.all(`ACCOUNT#${supplier.author}`)),
    ];
    expect(rows.some(({ sk }) => sk === `IDEMPOTENCY#${key}`)).toBe(true);
    for (const word of ['무인기', 'Drone', '자동', '350000000'])
      expect(JSON.stringify(rows)).not.toContain(word);
    expect(await read(supplier.author, proposalId)).toMatchObject({
      status: 200,
      body: { content: null, draft: contentLike(), missing: [] },
    });
  });

  it('takes a part, says what is still missing, and honours the version that was read', async () => {
    const { supplier, proposalId } = await ready();
    const half = {
      title: { ko: '무인기 거점' },
      priceInWon: 400_000_001,
      validUntil: '2020-07-31T18:00:00+09:00',
    };
    const answer = await save(supplier.author, proposalId, { body: half, headers: { 'if-match': '"2"' } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(v.parse(ownProposalView, answer.body).missing.map(({ code }) => code)).toEqual([
      'title-missing',
      'summary-missing',
      'solution-missing',
      'price-above-ceiling',
      'readiness-missing',
      'validity-too-short',
      'delivery-missing',
    ]);
    expect(await save(supplier.author, proposalId, { headers: { 'if-match': '"2"' } })).toMatchObject({
      status: 412,
    });
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 422,
      body: { code: 'proposal-incomplete' },
    });
  });

  it('is refused to a large enterprise’s submission where the round is for small ones', async () => {
    const { challenge } = await ready();
    const large = await storeSupplier(table, { isSmallOrMedium: false });
    const proposalId = idOf(await begin(large, challenge.challengeId));
    expect(await save(large.author, proposalId)).toMatchObject({
      body: { missing: [{ code: 'enterprise-not-small' }] },
    });
  });

  it('leaves what was submitted live until the next submission, with a new nonce each time', async () => {
    const { supplier, proposalId } = await ready();
    await submit(supplier.signatory, proposalId);
    await save(supplier.author, proposalId, { body: contentLike({ priceInWon: 1 }) });
    expect(await read(supplier.author, proposalId)).toMatchObject({
      body: {
        state: 'SUBMITTED',
        hasUnsubmittedDraft: true,
        content: { priceInWon: 350_000_000 },
        draft: { priceInWon: 1 },
      },
    });
    const nonces = new Set<string>();
    for (const priceInWon of [350_000_000, 1]) {
      const stored = await readProposal(table, proposalId);
      if (stored === null) throw new Error('The proposal is gone');
      const content = await unsealProposal(createSealer(), stored);
      expect(content.priceInWon).toBe(priceInWon);
      expect(content.drawNonce).toMatch(/^[0-9a-f]{64}$/u);
      nonces.add(content.drawNonce);
      await submit(supplier.signatory, proposalId);
    }
    expect(nonces.size).toBe(2);
  });
});

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
            inTimeGuard('r', receivedAt),
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
    const path = `/proposals/${proposalId}/receipts`;
    const unsigned = await call(supplier.author, { method: 'GET', path }, broken);
    expect(unsigned).toMatchObject({ status: 200, body: { rows: [{ signature: null }] } });
    const [late] = await receiptsOf(supplier.author, proposalId);
    expect(late).toMatchObject({ entry: receiptIn(answer).entry, note: null });
    expect(late?.signature).toMatch(/^[\w+/]{86}==$/u);
    const kept = await call(supplier.author, { method: 'GET', path }, broken);
    expect(kept).toMatchObject({ body: { rows: [{ signature: late?.signature }] } });
  });

  it('pins the files that have arrived, and waits for those that have not', async () => {
    const { supplier, proposalId, round } = await ready();
    const declared = declaredLike({ attachmentId: crypto.randomUUID(), proposalId, roundId: round.roundId });
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
    await store(attachmentLike({ attachmentId, proposalId: other.proposalId, roundId: other.round.roundId }));
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
    const draftId = idOf(await begin(other, challenge.challengeId));
    await open(beginning);
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

describe('the rush', () => {
  it('of many suppliers to one challenge is taken whole, each listed once', async () => {
    const round = await storeCall(table, sealKeyArn);
    const challenge = await storePublished(table, round.roundId);
    const beginnings = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const supplier = await storeSupplier(table);
        const proposalId = idOf(await begin(supplier, challenge.challengeId));
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
