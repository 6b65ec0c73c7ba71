import { describe, expect, it } from '@jest/globals';
import { serve } from '../../../functions/platform/http.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { createSubmitProposal } from '../../../functions/proposals/submit-proposal.ts';
import { deadline } from '../../support/call-world.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi, type HttpRequest } from '../../support/http-event.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { type Answered, faultsOfRepeating, type Repeating } from '../../support/repeated-write.ts';
import { storeRushers } from '../../support/rush/rushers.ts';
import { forgettingKeys } from '../../support/unsteady-table.ts';

const receivedAt = '2020-05-20T00:00:00.000Z';
const elevenMinutesLater = '2020-05-20T00:11:00.000Z';

/** The table as the handler sees it, and what a request is made into before it comes there. */
type Broken = {
  readonly table?: (table: Table) => Table;
  readonly request?: (request: HttpRequest) => HttpRequest;
  /** How the handler sees the table eleven minutes later. */
  readonly laterTable?: (table: Table) => Table;
};

const asItIs = (table: Table): Table => table;

/** Repeats a submission by the real handler, and answers what is found wrong. */
const repeat = async ({ table: broken = asItIs, request: altered, laterTable = broken }: Broken = {}) => {
  const table = memoryTable();
  const roundId = crypto.randomUUID();
  const [accountId, strangerId] = [crypto.randomUUID(), crypto.randomUUID()];
  const [rusher] = await storeRushers(table, [accountId], {
    roundId,
    challengeId: crypto.randomUUID(),
    deadline,
  });
  await storeRushers(table, [strangerId], { roundId, challengeId: crypto.randomUUID(), deadline });
  const handlerOn = (seen: Table) =>
    serve(
      [createSubmitProposal({ table: seen, sign: () => Promise.resolve('signature'), keyId: 'key' })],
      seen,
    );
  const request = {
    method: 'POST',
    path: `/proposals/${rusher?.proposalId ?? ''}/submission`,
    headers: { 'idempotency-key': 'one' },
    accountId,
    receivedAt,
  } as const;
  const send = async (more: Partial<HttpRequest> = {}, seen = broken(table)): Promise<Answered> => {
    const sent = { ...request, ...more };
    const { status, headers, body } = await callApi(handlerOn(seen), altered?.(sent) ?? sent);
    return { status, etag: String(headers['etag']), text: JSON.stringify(body) };
  };
  const ways: Repeating = {
    send: () => send(),
    sendLater: async () => (await send({ receivedAt: elevenMinutesLater }, laterTable(table))).text,
    sendAnotherBody: () => send({ body: { another: true } }),
    sendAsStranger: () => send({ accountId: strangerId }),
    effects: async () => (await readEntries(table, `round/${roundId}`)).length,
  };
  const first = await send();
  expect(first.status).toBe(200);
  return faultsOfRepeating(first, 10, ways);
};

/** As if keys were kept for everybody together. */
const sharingKeys = (table: Table): Table => {
  const shared = <Key extends { readonly pk: string; readonly sk: string }>(key: Key): Key =>
    key.sk.startsWith('IDEMPOTENCY#') ? { ...key, pk: 'ACCOUNT#all' } : key;
  return {
    ...table,
    get: (key) => table.get(shared(key)),
    getMany: (keys) => table.getMany(keys.map(shared)),
    transact: (writes) =>
      table.transact(
        writes.map((write) =>
          write.Put?.Item?.['sk']?.S?.startsWith('IDEMPOTENCY#') === true
            ? { Put: { ...write.Put, Item: { ...write.Put.Item, pk: { S: 'ACCOUNT#all' } } } }
            : write,
        ),
      ),
  };
};

/** As if the answer kept under a key were not looked at before acting, and its row not tested on writing. */
const keptForTenMinutes = (table: Table): Table => ({
  ...forgettingKeys(table),
  getMany: (keys) =>
    table.getMany(keys.map((key) => (key.sk.startsWith('IDEMPOTENCY#') ? { ...key, sk: '' } : key))),
});

const withoutBody = ({ body: _, ...request }: HttpRequest): HttpRequest => request;

describe('a write that is repeated under its key (R5)', () => {
  it('has one effect and one answer', async () => {
    expect(await repeat()).toEqual([]);
  });

  it.each<[string, Broken, RegExp]>([
    ['keys are forgotten', { table: forgettingKeys }, /another answer|effects more/u],
    ['a key is kept for ten minutes', { laterTable: keptForTenMinutes }, /eleven minutes later/u],
    ['a key stands for any body', { request: withoutBody }, /another body: 200/u],
    ['a key stands for any person', { table: sharingKeys }, /another person: 200/u],
  ])('is found wrong where %s', async (_, broken, fault) => {
    expect(await repeat(broken)).toContainEqual(expect.stringMatching(fault));
  });

  it('is found to have effects where keys are forgotten', async () => {
    expect(await repeat({ table: forgettingKeys })).toContainEqual(
      expect.stringMatching(/^\d+ effects more$/u),
    );
  });
});
