import { describe, expect, it } from '@jest/globals';
import { sign } from 'node:crypto';
import * as v from 'valibot';
import { checkFiles, sentenceOf } from '../../../functions/ledger/check-files.ts';
import { createExportLedger, createListCheckpoints } from '../../../functions/ledger/read-ledger.ts';
import { type exportLedger, listCheckpoints } from '../../../functions/ledger/schema.ts';
import { createSequenceEntries } from '../../../functions/ledger/sequence-entries.ts';
import {
  makeCheckpoint,
  pageOfLog,
  readInclusion,
  readLogSize,
  reconcileLog,
  sequenceEntries,
} from '../../../functions/ledger/store.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { logPartitions } from '../../../functions/platform/change.ts';
import { serve } from '../../../functions/platform/http.ts';
import { entryOf, entryHash, type LedgerEntry } from '../../../functions/platform/ledger.ts';
import type { Row, Table, TableKey } from '../../../functions/platform/table.ts';
import { receiptOf } from '../../../functions/proposals/store/receipt.ts';
import { callApi, type HttpAnswer } from '../../support/http-event.ts';
import { storeProposal } from '../../support/proposals.ts';
import { storeRound } from '../../support/rounds.ts';
import { newKeys, spkiOf } from '../../support/small-ledger.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const keys = newKeys();
const signer = {
  sign: (text: string) => Promise.resolve(sign(null, Buffer.from(text), keys.privateKey).toString('base64')),
  publicKey: () => Promise.resolve(spkiOf(keys)),
};
const at = '2020-06-01T00:00:00.000Z';
const secret = 'ab'.repeat(32);

/** Writes the entries of `entities` things, `each` a thing, as changes do; answers their keys. */
const writeEntries = async (
  roundId: string,
  entities: number,
  each: number,
): Promise<readonly TableKey[]> => {
  const rows: (Row & TableKey)[] = [];
  for (let entity = 0; entity < entities; entity += 1) {
    let last: LedgerEntry | null = null;
    for (let sequence = 1; sequence <= each; sequence += 1) {
      const leaf: LedgerEntry = entryOf(
        {
          log: `round/${roundId}`,
          entity: `thing/${roundId}-${entity}`,
          sequence,
          previous: last === null ? null : entryHash(last),
          // Instants of two gateways that cross.
          at: new Date(Date.parse(at) + ((sequence * 7) % 5) * 1000).toISOString(),
          action: 'knock',
          from: last?.to ?? null,
          to: `S${sequence}`,
          actor: { kind: 'system', task: 'test' },
          reason: null,
          before: null,
          after: { entity, sequence },
        },
        secret,
      );
      last = leaf;
      const number = `${leaf.entity}#${String(sequence).padStart(8, '0')}`;
      rows.push({
        pk: `THING#${roundId}-${entity}`,
        sk: `ENTRY#THING#${number}`,
        leaf,
        log: logPartitions(`round/${roundId}`)[entity % 8],
        logPosition: `${leaf.at}#${number}`,
      });
    }
  }
  await Promise.all(rows.map((row) => table.put(row)));
  return rows.map(({ pk, sk }) => ({ pk, sk }));
};

const leavesOf = async (
  roundId: string,
): Promise<readonly v.InferOutput<typeof exportLedger.answer>['rows'][number][]> => {
  const size = await readLogSize(table, `round/${roundId}`);
  const rows = [];
  for (let next: number | null = 0; next !== null;) {
    const page: Awaited<ReturnType<typeof pageOfLog>> = await pageOfLog(
      table,
      `round/${roundId}`,
      next,
      size,
    );
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
};

const fileOf = async (roundId: string, checkpoint: string) => {
  const rows = await leavesOf(roundId);
  return {
    name: 'ledger.json',
    text: canonicalJson({
      format: 'first-buyer/ledger/1',
      log: `round/${roundId}`,
      checkpoint,
      leafHashes: rows.map(({ leafHash }) => leafHash),
      entries: rows.map(({ entry }) => entry),
    }),
  };
};

const handler = serve([createExportLedger({ table }), createListCheckpoints({ table })], table);
const read = (roundId: string, list: string, cursor: string | null = null): Promise<HttpAnswer> =>
  callApi(handler, {
    method: 'GET',
    path: `/rounds/${roundId}/${list}`,
    ...(cursor === null ? {} : { query: { cursor } }),
  });
const checkpointsOf = async (roundId: string) =>
  v.parse(listCheckpoints.answer, (await read(roundId, 'ledger/checkpoints')).body).rows;

/** A table that fails or answers twice at random, as a crash between two awaits does. */
const crashing = (draw: () => number): Table => ({
  ...table,
  transact: async (writes) => {
    const fate = draw();
    if (fate < 0.2) throw new Error('crashed before the write');
    const cancelled = await table.transact(writes);
    if (fate < 0.4) throw new Error('crashed after the write');
    return cancelled;
  },
});

describe('the sequencer', () => {
  it('gives every entry one place, whatever comes doubled, crossed, at once or crashes', async () => {
    const roundId = crypto.randomUUID();
    const written = await writeEntries(roundId, 40, 8);
    let seed = 7;
    const draw = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const shuffled = [...written, ...written].sort(() => draw() - 0.5);
    const shards = [0, 1, 2, 3].map((shard) => shuffled.filter((_, place) => place % 4 === shard));
    await Promise.all(
      shards.map(async (shard) => {
        for (let start = 0; start < shard.length; start += 10)
          for (let done = false; !done;)
            done = await sequenceEntries(crashing(draw), shard.slice(start, start + 10)).then(
              () => true,
              () => false,
            );
      }),
    );
    const rows = await leavesOf(roundId);
    expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 320 }, (_, place) => place));
    expect(new Set(rows.map(({ leafHash }) => leafHash)).size).toBe(320);
    await makeCheckpoint(table, signer, `round/${roundId}`, { at, isSealed: false });
    const round = await storeRound(table, { roundId, state: 'NOTICE', openedAt: at, noticeAt: at });
    const [checkpoint] = await checkpointsOf(round.roundId);
    const file = await fileOf(roundId, checkpoint?.note ?? '');
    expect(checkFiles([file], spkiOf(keys))).toMatchObject({ broken: null });
  }, 120_000);

  it('appends what the stream lost', async () => {
    const roundId = crypto.randomUUID();
    const written = await writeEntries(roundId, 12, 3);
    await sequenceEntries(
      table,
      written.filter((_, place) => place % 4 === 0),
    );
    await reconcileLog(table, `round/${roundId}`);
    await reconcileLog(table, `round/${roundId}`);
    expect(await readLogSize(table, `round/${roundId}`)).toBe(36);
  });

  it('takes the stream’s records, and signs with each transition of an open round', async () => {
    const { roundId } = await storeRound(table, { state: 'OPENED', openedAt: at });
    const record = {
      Keys: { pk: { S: `ROUND#${roundId}` }, sk: { S: `ENTRY#ROUND#round/${roundId}#00000001` } },
    };
    const follow = createSequenceEntries({ table, signer, clock: () => at });
    await follow({ Records: [{ dynamodb: record }, { dynamodb: record }] });
    expect(await readLogSize(table, `round/${roundId}`)).toBe(1);
    expect(await checkpointsOf(roundId)).toHaveLength(1);
    const away = { ...signer, sign: () => Promise.reject(new Error('away')) };
    await createSequenceEntries({ table, signer: away, clock: () => at })({
      Records: [{ dynamodb: record }],
    });
    await expect(follow({ Records: 'x' })).rejects.toThrow();
  });
});

describe('checkpoints', () => {
  it('are commitments until the opening, as many whether or not something was written, and open afterwards', async () => {
    const { roundId } = await storeRound(table, { state: 'CALL_FOR_PROPOSALS' });
    const follow = createSequenceEntries({ table, signer, clock: () => at });
    const proposal = await storeProposal(table, { roundId });
    await reconcileLog(table, `round/${roundId}`);
    for (let turn = 0; turn < 3; turn += 1) await follow({ task: 'checkpoint' });
    const sealed = await checkpointsOf(roundId);
    expect(sealed).toHaveLength(3);
    for (const { note, opening, consistency } of sealed) {
      expect({ opening, consistency }).toEqual({ opening: null, consistency: [] });
      expect(note).toMatch(
        /^first-buyer\/checkpoint-commitment\/1\n.+\nnumber \d\nat .+\n[0-9a-f]{64}\n\n— /u,
      );
    }
    expect(new Set(sealed.map(({ note }) => note.length)).size).toBe(1);
    expect(await readInclusion(table, `round/${roundId}`, 0)).toBeNull();

    const row = await table.get({ pk: `ROUND#${roundId}`, sk: 'ROUND' });
    await table.put({ ...row, state: 'NOTICE', openedAt: at, noticeAt: at });
    await follow({ task: 'checkpoint' });
    const checkpoints = await checkpointsOf(roundId);
    expect(checkpoints.map(({ opening }) => opening === null)).toEqual([false, false, false, true]);

    const entryKey = `ENTRY#PROPOSAL#proposal/${proposal.proposalId}#00000001`;
    const entry = v.parse(
      v.object({ leaf: v.custom<LedgerEntry>(() => true), logIndex: v.number() }),
      await table.get({ pk: `PROPOSAL#${proposal.proposalId}`, sk: entryKey }),
    );
    const inclusion = await readInclusion(table, `round/${roundId}`, entry.logIndex);
    const signature = await signer.sign(canonicalJson(entry.leaf));
    const files = [
      {
        name: 'checkpoints.json',
        text: canonicalJson({
          format: 'first-buyer/checkpoints/1',
          log: `round/${roundId}`,
          keyId: 'k',
          publicKey: spkiOf(keys),
          checkpoints,
        }),
      },
      await fileOf(roundId, checkpoints.at(-1)?.note ?? ''),
      {
        name: 'receipt.json',
        text: canonicalJson({ ...receiptOf(entry.leaf, signature, null, 'k'), inclusion }),
      },
    ];
    const findings = checkFiles(files, spkiOf(keys));
    expect(findings.broken).toBeNull();
    expect(findings.held.map(sentenceOf).join()).toContain(
      '3 sealed ones opened; the log only grew, to 2 entries',
    );
  });

  it('of one run carry one instant: what comes between would tell how much a sealed log holds', async () => {
    const rounds = await Promise.all([1, 2, 3].map(() => storeRound(table, { state: 'CALL_FOR_PROPOSALS' })));
    let seconds = 0;
    const clock = () => new Date(Date.parse(at) + (seconds += 1) * 1000).toISOString();
    await createSequenceEntries({ table, signer, clock })({ task: 'checkpoint' });
    const instants = await Promise.all(
      rounds.map(async ({ roundId }) =>
        (await checkpointsOf(roundId)).map(({ note }) => /^at .+$/mu.exec(note)?.[0]),
      ),
    );
    expect(new Set(instants.flat()).size).toBe(1);
  });

  it('of a round that was cancelled unopened stay sealed', async () => {
    const { roundId } = await storeRound(table, { state: 'CANCELLED' });
    await createSequenceEntries({ table, signer, clock: () => at })({ task: 'checkpoint' });
    expect(await checkpointsOf(roundId)).toEqual([]);
  });
});
