import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { proposalOwner } from '../../../functions/attachments/rules.ts';
import { attachmentChange } from '../../../functions/attachments/store.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { createSealer } from '../../../functions/platform/sealing.ts';
import { ownProposalView } from '../../../functions/proposals/schema.ts';
import { readProposal, unsealProposal } from '../../../functions/proposals/store.ts';
import { deadline, storeCall, storePublished, storeSupplier } from '../../support/call-world.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createProposalWorld, proposalIdIn } from '../../support/proposal-world.ts';
import { contentLike, declaredLike } from '../../support/sample-proposal.ts';

const { table, sealKeyArn, call, begin, save, submit, withdraw, read, ready } = await createProposalWorld();

let staff: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
});

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
        body: { code: 'already-exists', details: { proposalId: first && proposalIdIn(first) } },
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
    const proposalId = proposalIdIn(await begin(large, challenge.challengeId));
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

describe('the checklist', () => {
  it('is read without a save, with the files and the time that is left', async () => {
    const { supplier, proposalId, round } = await ready();
    await commit(table, {
      at: '2020-05-20T01:00:00.000Z',
      actor: { kind: 'system', task: 'test' },
      changes: [
        attachmentChange(
          null,
          declaredLike({ owner: proposalOwner(proposalId), proposalId, roundId: round.roundId }),
          'declare',
        ),
      ],
      idempotency: null,
      answer: () => ({ status: 201, body: null }),
    });
    expect(await read(supplier.author, proposalId, '2020-05-31T14:59:00.000Z')).toMatchObject({
      body: { missing: [{ code: 'attachment-not-ready' }], remainingInSeconds: 60 },
    });
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      body: { details: { missing: [{ code: 'attachment-not-ready' }] } },
    });
  });

  it('names the signatories to an author who would submit or withdraw', async () => {
    const { supplier, proposalId } = await ready();
    for (const answer of [
      await submit(supplier.author, proposalId),
      await withdraw(supplier.author, proposalId),
    ])
      expect(answer).toMatchObject({
        status: 403,
        body: { code: 'signatory-needed', details: { signatories: [supplier.signatory] } },
      });
  });
});
