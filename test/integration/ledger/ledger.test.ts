import { createHash, createHmac, sign } from 'node:crypto';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';
import {
  createAuditAgencyLedger,
  createAuditLedger,
  createExportLedger,
  createListAgencyCheckpoints,
  createListRefusals,
} from '../../../functions/ledger/read-ledger.ts';
import { makeCheckpoint, reconcileLog } from '../../../functions/ledger/store.ts';
import { createReadSigningKey } from '../../../functions/ledger/read-signing-key.ts';
import {
  auditAgencyLedger,
  auditLedger,
  exportLedger,
  listAgencyCheckpoints,
  listRefusals,
} from '../../../functions/ledger/schema.ts';
import { leafHash, rootOf } from '../../../functions/ledger/verify/tree.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { fieldsOf, type Stored } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { serve } from '../../../functions/platform/http.ts';
import type { LogName } from '../../../functions/platform/ledger.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { refuse } from '../../../functions/platform/refusal.ts';
import { recordRefusal } from '../../../functions/platform/refusal-log.ts';
import type { Round } from '../../../functions/rounds/rules.ts';
import { readRound, roundChange } from '../../../functions/rounds/store.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { callApi, type HttpAnswer } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { storeProposal } from '../../support/proposals.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { newKeys, spkiOf } from '../../support/small-ledger.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const noticeAt = '2020-07-01T00:00:00.000Z';
const openedAt = '2020-05-31T18:00:00.000Z';
const keyAsked: number[] = [];

const handler = serve(
  [
    createExportLedger({ table }),
    createListAgencyCheckpoints({ table }),
    createAuditLedger({ table }),
    createAuditAgencyLedger({ table }),
    createListRefusals({ table }),
    createReadSigningKey(
      {
        publicKey: () => {
          keyAsked.push(1);
          return keyAsked.length === 1 ? Promise.reject(new Error('not now')) : Promise.resolve('c3BraQ==');
        },
      },
      'key-1',
    ),
  ],
  table,
);

const keys = newKeys();

/** Gives each entry its place in the log, and signs it. */
const checkpointLog = async (log: LogName): Promise<void> => {
  await reconcileLog(table, log);
  await makeCheckpoint(
    table,
    {
      sign: (text) => Promise.resolve(sign(null, Buffer.from(text), keys.privateKey).toString('base64')),
      publicKey: () => Promise.resolve(spkiOf(keys)),
    },
    log,
    { at: noticeAt, isSealed: false },
  );
};
const checkpoint = ({ roundId }: Pick<Round, 'roundId'>): Promise<void> => checkpointLog(`round/${roundId}`);

let auditor: Member;

beforeAll(async () => {
  auditor = await createMember(table, 'AGENCY', ['auditor']);
});

type List = 'ledger' | 'audit' | 'refusals';

const readPage = (
  { roundId }: Pick<Round, 'roundId'>,
  list: List,
  cursor: string | null = null,
  who: Member | null = auditor,
): Promise<HttpAnswer> =>
  callApi(handler, {
    method: 'GET',
    path: `/rounds/${roundId}/${list}`,
    ...(who === null ? {} : { accountId: who.accountId }),
    ...(cursor === null ? {} : { query: { cursor } }),
  });

/** Every page of a list, one after another. */
const pagesOf = async <T>(
  round: Pick<Round, 'roundId'>,
  list: List,
  schema: v.GenericSchema<unknown, { readonly rows: T[]; readonly cursor: string | null }>,
): Promise<readonly (readonly T[])[]> => {
  const pages: T[][] = [];
  let cursor: string | null = null;
  do {
    const { body }: HttpAnswer = await readPage(round, list, cursor);
    const page = v.parse(schema, body);
    pages.push(page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
};

/** Gives a round so many more entries; answers it as it then stands. */
const knock = async (round: Stored<Round>, times: number): Promise<Stored<Round>> => {
  let present = round;
  for (let turn = 1; turn <= times; turn += 1) {
    await commit(table, {
      at: addSeconds('2020-02-01T00:00:00.000Z', turn),
      actor: { kind: 'system', task: 'test' },
      changes: [
        roundChange(present, { ...fieldsOf(present), generation: turn }, 'restart-execution', `turn ${turn}`),
      ],
      idempotency: null,
      answer: () => ({ status: 200, body: null }),
    });
    const read = await readRound(table, round.roundId);
    if (read === null) throw new Error('The round is gone');
    present = read;
  }
  return present;
};

describe('the export of a ledger', () => {
  it('holds every entry once, chained, over all pages', async () => {
    const round = await storeRound(table, { state: 'NOTICE', noticeAt });
    const present = await knock(round, 20);
    // Enough of other things that the shards do not fit one page.
    await Promise.all(Array.from({ length: 250 }, () => storeChallenge(table, { roundId: round.roundId })));
    await checkpoint(round);
    const pages = await pagesOf(round, 'ledger', exportLedger.answer);
    const leaves = pages.flat().map(({ entry }) => entry);
    expect(pages.flat().map(({ index }) => index)).toEqual(Array.from({ length: 271 }, (_, index) => index));
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(250);
    expect(leaves).toHaveLength(271);
    expect(new Set(leaves.map((leaf) => canonicalJson(leaf))).size).toBe(271);

    const chain = leaves
      .filter(({ entity }) => entity === `round/${round.roundId}`)
      .sort((one, other) => one.sequence - other.sequence);
    const hashes = chain.map((leaf) => createHash('sha256').update(canonicalJson(leaf)).digest('hex'));
    expect(chain.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, turn) => turn + 1));
    expect(chain.map(({ previous }) => previous)).toEqual([null, ...hashes.slice(0, -1)]);
    expect(present.bookkeeping.lastEntryHash).toBe(hashes.at(-1));
  }, 60_000);

  it('is open to everybody from the notice on, and to nobody before', async () => {
    const noticed = await storeRound(table, { state: 'NOTICE', noticeAt, openedAt });
    expect((await readPage(noticed, 'ledger', null, null)).status).toBe(200);
    const deciding = await storeRound(table, { state: 'DECISION', openedAt });
    for (const who of [null, auditor])
      expect(await readPage(deciding, 'ledger', null, who)).toMatchObject({
        status: 403,
        body: { code: 'not-yet-public' },
      });
  });

  it('names nobody and says nothing of what was written', async () => {
    const round = await storeRound(table, { state: 'NOTICE', noticeAt });
    const { supplierId } = await storeProposal(table, { roundId: round.roundId });
    await checkpoint(round);
    const written = JSON.stringify((await readPage(round, 'ledger', null, null)).body);
    expect(written).toContain('proposal/');
    for (const hidden of [supplierId, 'secret', 'disclosure', 'submissionNumber'])
      expect(written).not.toContain(hidden);
  });

  it.each([
    ['no form', 'x'],
    ['nothing', ''],
    ['a ninth shard', '8.'],
    ['a shard with no cursor of the table', '0.x'],
    ['a negative shard', '-1.'],
    ['two digits', '00.'],
    ['a key of other names', `1.${Buffer.from('{"a":1}').toString('base64url')}`],
    ['much of nothing', `0.${'A'.repeat(1990)}`],
    ['too much', `0.${'A'.repeat(1999)}`],
  ])('refuses a cursor of %s', async (_, cursor) => {
    const round = await storeRound(table, { state: 'NOTICE', noticeAt, openedAt });
    for (const list of ['ledger', 'audit'] as const)
      expect(await readPage(round, list, cursor)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request', details: { problems: [{ place: '/query/cursor' }] } },
      });
  });

  it('refuses the cursor of another round', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => storeRound(table, { state: 'NOTICE', noticeAt, openedAt })),
    );
    if (one === undefined || other === undefined) throw new Error('Two rounds were stored');
    const key = (roundId: string) => ({
      pk: `ROUND#${roundId}`,
      sk: `ENTRY#ROUND#round/${roundId}#00000001`,
      log: `LEDGER#round/${roundId}#0`,
      logPosition: `2020-01-01T00:00:00.000Z#round/${roundId}#00000001`,
    });
    const cursor = `0.${Buffer.from(JSON.stringify(key(other.roundId))).toString('base64url')}`;
    expect((await readPage(other, 'audit', cursor)).status).toBe(200);
    expect((await readPage(one, 'audit', cursor)).status).toBe(400);
  });

  it('of a round that does not exist is not-found', async () => {
    for (const list of ['ledger', 'audit', 'refusals'] as const)
      expect((await readPage({ roundId: crypto.randomUUID() }, list)).status).toBe(404);
  });
});

describe('the audit', () => {
  it('opens each commitment of each entry, by the formats’ description', async () => {
    const round = await knock(await storeRound(table, { state: 'SCREENING', openedAt }), 2);
    const entries = (await pagesOf(round, 'audit', auditLedger.answer)).flat();
    expect(entries).toHaveLength(3);
    for (const { leaf, disclosure } of entries) {
      if (disclosure === null) throw new Error('Nothing was deleted');
      const commitment = (field: string, value: unknown) => {
        const key = createHmac('sha256', Buffer.from(disclosure.secret, 'hex')).update(field).digest();
        return createHmac('sha256', key).update(canonicalJson(value)).digest('hex');
      };
      expect(leaf).toMatchObject({
        actor: commitment('actor', disclosure.actor),
        reason: disclosure.reason === null ? null : commitment('reason', disclosure.reason),
        after: commitment('after', disclosure.after),
      });
    }
  });

  it('is for auditors, from the opening on', async () => {
    const sealed = await storeRound(table, {
      state: 'CALL_FOR_PROPOSALS',
      calledAt: '2020-04-01T00:00:00.000Z',
    });
    const opened = await storeRound(table, { state: 'OPENED', openedAt });
    const staff = await createMember(table, 'AGENCY', ['staff', 'approver']);
    for (const list of ['audit', 'refusals'] as const) {
      expect((await readPage(opened, list)).status).toBe(200);
      expect(await readPage(sealed, list)).toMatchObject({ status: 403, body: { code: 'sealed' } });
      expect((await readPage(opened, list, null, staff)).body).toMatchObject({ code: 'not-permitted' });
      expect((await readPage(opened, list, null, null)).status).toBe(401);
    }
  });

  it('goes on where the personal data in it was deleted', async () => {
    const round = await storeRound(table, { state: 'SCREENING', openedAt });
    const { roundId } = round;
    const key = { pk: `ROUND#${roundId}`, sk: `ENTRY#ROUND#round/${roundId}#00000001` };
    const { disclosure: _, ...bare } = (await table.get(key)) ?? {};
    await table.put(bare);
    const [entry] = (await pagesOf(round, 'audit', auditLedger.answer)).flat();
    expect(entry).toMatchObject({ leaf: { sequence: 1, action: 'plan' }, disclosure: null });
  });
});

describe('the agency’s ledger', () => {
  const read = (path: string, who: Member | null) =>
    callApi(handler, { method: 'GET', path, ...(who === null ? {} : { accountId: who.accountId }) });

  it('is rebuilt by an auditor, entry by entry, to what its public checkpoint signs', async () => {
    const staff = await createMember(table, 'AGENCY', ['staff']);
    const { handler: roundsApi } = createRoundsApi(table);
    for (const day of ['2020-05-28', '2020-05-29', '2020-06-01'])
      await callApi(roundsApi, {
        method: 'PUT',
        path: `/calendar/days/${day}`,
        accountId: staff.accountId,
        body: { kind: 'closed', reason: { ko: '청사 이전', en: 'The office moves' } },
      });
    await checkpointLog('agency');
    const { rows } = v.parse(auditAgencyLedger.answer, (await read('/ledger/audit', auditor)).body);
    const leaves = [...rows].sort((one, other) => (one.index ?? 0) - (other.index ?? 0));
    expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_, at) => at));
    const checkpoints = v.parse(listAgencyCheckpoints.answer, (await read('/ledger/checkpoints', null)).body);
    const root = rootOf(leaves.map(({ leaf }) => leafHash(canonicalJson(leaf))));
    expect(leaves).toHaveLength(3);
    expect(checkpoints.rows.at(-1)?.note.split('\n').slice(0, 3)).toEqual([
      'first-buyer/agency',
      String(leaves.length),
      root.toString('base64'),
    ]);
  });

  it('is opened to auditors alone', async () => {
    const staff = await createMember(table, 'AGENCY', ['staff', 'approver']);
    expect((await read('/ledger/audit', staff)).body).toMatchObject({ code: 'not-permitted' });
    expect((await read('/ledger/audit', null)).status).toBe(401);
  });
});

describe('the refusal log', () => {
  it('tells who was refused what and when, round by round', async () => {
    const [round, other] = await Promise.all(
      [1, 2].map(() => storeRound(table, { state: 'OPENED', openedAt })),
    );
    if (round === undefined || other === undefined) throw new Error('Two rounds were stored');
    const at = '2020-05-31T15:00:00.000Z';
    const refused = Array.from({ length: 12 }, (_, turn) => ({
      at: addSeconds(at, turn),
      requestId: crypto.randomUUID(),
      accountId: `a${turn}`,
      operation: 'submitProposal',
      parameters: { proposalId: `p${turn}` },
    }));
    for (const request of refused)
      await recordRefusal(table, {
        ...request,
        refusal: refuse('same-person', { roundId: round.roundId, late: true }),
      });
    const rows = (await pagesOf(round, 'refusals', listRefusals.answer)).flat();
    expect(rows.sort((one, two) => (one.at < two.at ? -1 : 1))).toEqual(
      refused.map(({ at: instant, accountId, operation, parameters }) => ({
        at: instant,
        accountId,
        operation,
        parameters,
        code: 'same-person',
        details: { late: true },
      })),
    );
    expect((await pagesOf(other, 'refusals', listRefusals.answer)).flat()).toEqual([]);
  });

  it('keeps the same request once', async () => {
    const round = await storeRound(table, { state: 'OPENED', openedAt });
    const refused = {
      at: openedAt,
      requestId: crypto.randomUUID(),
      accountId: 'a',
      operation: 'openRound',
      parameters: {},
      refusal: refuse('same-person', { roundId: round.roundId }),
    };
    await recordRefusal(table, refused);
    await recordRefusal(table, refused);
    expect((await pagesOf(round, 'refusals', listRefusals.answer)).flat()).toHaveLength(1);
  });
});

describe('the signing key', () => {
  it('is asked for until it is there, and then no more', async () => {
    const read = () => callApi(handler, { method: 'GET', path: '/signing-key' });
    const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect((await read()).status).toBe(500);
    said.mockRestore();
    for (let turn = 0; turn < 2; turn += 1)
      expect(await read()).toMatchObject({
        status: 200,
        body: { algorithm: 'Ed25519', keyId: 'key-1', publicKey: 'c3BraQ==' },
      });
    expect(keyAsked).toHaveLength(2);
  });
});
