import { describe, expect, it } from '@jest/globals';
import type { Challenge } from '../../../functions/challenges/rules.ts';
import { challengeChange, readChallenge } from '../../../functions/challenges/store.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { commitTo } from '../../../functions/platform/ledger.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { deadline, storeSupplier } from '../../support/call-world.ts';
import type { HttpRequest } from '../../support/http-event.ts';
import { type Beginning, createProposalWorld, inTime, receiptIn } from '../../support/proposal-world.ts';
import { contentLike } from '../../support/sample-proposal.ts';
import { readEntries } from '../../support/entries.ts';

const world = await createProposalWorld();
const { table, call, moveDeadline, read, ready, receiptsOf, save, submit, withdraw } = world;

/** As staff do, without what they are asked for first. */
const correct = async ({ challenge }: Beginning, different: Partial<Challenge> = {}): Promise<void> => {
  const before = await readChallenge(table, challenge.challengeId);
  if (before === null) throw new Error('The challenge is gone');
  const after = { ...fieldsOf(before), ...different, correctionNumber: before.correctionNumber + 1 };
  await commit(table, {
    at: inTime,
    actor: { kind: 'system', task: 'test' },
    changes: [challengeChange(before, after, 'correct')],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
};

const acknowledge = (
  accountId: string,
  proposalId: string,
  correctionNumber: number,
  more: Partial<HttpRequest> = {},
) =>
  call(accountId, {
    method: 'POST',
    path: `/proposals/${proposalId}/acknowledgement`,
    body: { correctionNumber },
    ...more,
  });

const submitted = async (): Promise<Beginning> => {
  const beginning = await ready();
  await submit(beginning.supplier.signatory, beginning.proposalId);
  return beginning;
};

/** What the supplier is told to do about corrections. */
const askedOf = async ({ supplier, proposalId }: Beginning, receivedAt = inTime): Promise<unknown> =>
  (await read(supplier.author, proposalId, receivedAt)).body;

const lines = (...codes: readonly string[]) => ({
  missing: codes.map((code): unknown => expect.objectContaining({ code })),
});

describe('a correction of what was submitted', () => {
  it('is told to its supplier until it is acknowledged, with a receipt', async () => {
    const beginning = await submitted();
    const { proposalId, round, supplier } = beginning;
    expect(await askedOf(beginning)).toMatchObject({ correctionNumber: 0, ...lines() });
    await correct(beginning);
    expect(await askedOf(beginning)).toMatchObject({
      correctionNumber: 1,
      acknowledgedCorrection: 0,
      ...lines('correction-unacknowledged'),
    });

    const answer = await acknowledge(supplier.signatory, proposalId, 1);
    expect(answer).toMatchObject({
      status: 200,
      body: { proposal: { state: 'SUBMITTED', submissionNumber: 1, acknowledgedCorrection: 1 } },
    });
    const receipt = receiptIn(answer);
    expect(receipt.signature).not.toBeNull();
    expect(commitTo(receipt.disclosure?.key ?? '', receipt.disclosure?.after)).toBe(receipt.entry.after);
    const entries = await readEntries(table, `round/${round.roundId}`, `proposal/${proposalId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['draft', 'submit', 'acknowledge-correction']);
    expect((await receiptsOf(supplier.author, proposalId)).at(-1)).toEqual(receipt);
    expect(await askedOf(beginning)).toMatchObject({ acknowledgedCorrection: 1, ...lines() });

    await correct(beginning);
    expect(await askedOf(beginning)).toMatchObject(lines('correction-unacknowledged'));
  });

  it('below whose ceiling the submitted price does not stay is not acknowledged: it is submitted anew', async () => {
    const beginning = await submitted();
    const { proposalId, supplier } = beginning;
    const priceInWon = contentLike().priceInWon ?? 0;
    await correct(beginning, { priceCeilingInWon: priceInWon - 1 });
    expect(await acknowledge(supplier.signatory, proposalId, 1)).toMatchObject({
      status: 409,
      body: { code: 'price-above-ceiling', details: { priceCeilingInWon: priceInWon - 1 } },
    });
    await correct(beginning, { priceCeilingInWon: priceInWon });
    expect(await acknowledge(supplier.signatory, proposalId, 2)).toMatchObject({ status: 200 });
  });

  it('is acknowledged by a submission that was saved since, not by the old draft again', async () => {
    const beginning = await submitted();
    const { proposalId, supplier } = beginning;
    await correct(beginning);
    await submit(supplier.signatory, proposalId);
    expect(await askedOf(beginning)).toMatchObject(lines('correction-unacknowledged'));
    await save(supplier.author, proposalId);
    expect(await askedOf(beginning)).toMatchObject({
      draftCorrection: 1,
      ...lines('correction-unacknowledged'),
    });
    await correct(beginning);
    expect(await askedOf(beginning)).toMatchObject(
      lines('draft-before-correction', 'correction-unacknowledged'),
    );
    expect(await submit(supplier.signatory, proposalId)).toMatchObject({
      status: 200,
      body: { proposal: { acknowledgedCorrection: 1 } },
    });
    await save(supplier.author, proposalId);
    await submit(supplier.signatory, proposalId);
    expect(await askedOf(beginning)).toMatchObject({ acknowledgedCorrection: 2, ...lines() });
  });

  it('keeps its acknowledgement through an older draft that is submitted', async () => {
    const beginning = await submitted();
    const { proposalId, supplier } = beginning;
    await save(supplier.author, proposalId);
    await correct(beginning);
    await acknowledge(supplier.signatory, proposalId, 1);
    await submit(supplier.signatory, proposalId);
    expect(await readProposal(table, proposalId)).toMatchObject({
      acknowledgedCorrection: 1,
      draftCorrection: 0,
    });
  });

  it('is acknowledged by number: none that is not there, none but the last', async () => {
    const beginning = await submitted();
    const { proposalId, supplier } = beginning;
    const signed = (correctionNumber: number) =>
      acknowledge(supplier.signatory, proposalId, correctionNumber);
    expect(await signed(1)).toMatchObject({
      status: 422,
      body: { code: 'correction-unknown', details: { correctionNumber: 0 } },
    });
    await correct(beginning);
    await correct(beginning);
    expect(await signed(3)).toMatchObject({ status: 422, body: { code: 'correction-unknown' } });
    expect(await signed(1)).toMatchObject({
      status: 409,
      body: { code: 'correction-superseded', details: { correctionNumber: 2 } },
    });
    expect(await signed(0)).toMatchObject({ status: 400 });
    expect(await signed(2)).toMatchObject({ status: 200 });
  });

  it('has one effect: a repetition answers the first answer, another request none', async () => {
    const beginning = await submitted();
    const { proposalId, round, supplier } = beginning;
    await correct(beginning);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await acknowledge(supplier.signatory, proposalId, 1, { headers });
    expect(await acknowledge(supplier.signatory, proposalId, 1, { headers })).toEqual(first);
    const again = { 'idempotency-key': crypto.randomUUID() };
    const none = await acknowledge(supplier.signatory, proposalId, 1, { headers: again });
    expect(none).toMatchObject({ status: 200, body: { receipt: null } });
    await withdraw(supplier.signatory, proposalId);
    expect(await acknowledge(supplier.signatory, proposalId, 1, { headers: again })).toEqual(none);
    const entries = await readEntries(table, `round/${round.roundId}`, `proposal/${proposalId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual([
      'draft',
      'submit',
      'acknowledge-correction',
      'withdraw',
    ]);
  });

  it.each([
    ['2020-05-31T14:59:59.999Z', 200],
    ['2020-05-31T15:00:00.000Z', 409],
  ])('received at %s answers %d', async (receivedAt, status) => {
    const beginning = await submitted();
    await correct(beginning);
    const { proposalId, supplier } = beginning;
    expect(await acknowledge(supplier.signatory, proposalId, 1, { receivedAt })).toMatchObject({ status });
  });

  it('may be acknowledged until the deadline that was moved', async () => {
    const beginning = await submitted();
    await correct(beginning);
    await moveDeadline(beginning, '2020-06-03T15:00:00.000Z');
    const { proposalId, supplier } = beginning;
    expect(await acknowledge(supplier.signatory, proposalId, 1, { receivedAt: deadline })).toMatchObject({
      status: 200,
      body: { proposal: { proposalDeadline: '2020-06-03T15:00:00.000Z' } },
    });
  });

  it('is the signatory’s, for what was submitted', async () => {
    const beginning = await ready();
    await correct(beginning);
    const { proposalId, supplier } = beginning;
    expect(await askedOf(beginning)).toMatchObject(lines('draft-before-correction'));
    expect(await acknowledge(supplier.signatory, proposalId, 1)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    await submit(supplier.signatory, proposalId);
    expect(await acknowledge(supplier.author, proposalId, 1)).toMatchObject({
      status: 403,
      body: { code: 'signatory-needed' },
    });
    const stranger = await storeSupplier(table);
    expect(await acknowledge(stranger.signatory, proposalId, 1)).toMatchObject({ status: 404 });
  });

  it('asks nothing more of anybody from the deadline on', async () => {
    const beginning = await submitted();
    await correct(beginning);
    expect(await askedOf(beginning, deadline)).toMatchObject({ state: 'SEALED', ...lines() });
  });
});
