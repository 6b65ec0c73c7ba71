import { generateKeyPairSync, sign } from 'node:crypto';
import pMap from 'p-map';
import * as v from 'valibot';
import { serve } from '../../../functions/platform/http.ts';
import {
  addSeconds,
  epochMillisecondsOf,
  type Instant,
  instantOf,
} from '../../../functions/platform/instant.ts';
import { createSubmitProposal } from '../../../functions/proposals/submit-proposal.ts';
import { callApi, type HttpAnswer } from '../http-event.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { deadline } from '../call-world.ts';
import { countWrites, hottestInPercent } from './counted-writes.ts';
import { reckon, type Sent } from './reckoning.ts';
import { storeRushers } from './rushers.ts';

const { privateKey } = generateKeyPairSync('ed25519');

const received = v.object({ receipt: v.object({ entryHash: v.string() }) });
const refused = v.object({
  code: v.string(),
  details: v.looseObject({ receivedAt: v.optional(v.string()) }),
});

/** Where a submission's outcome is read from, by its sender. */
export const outcomeOf = ({ status, body }: Pick<HttpAnswer, 'status' | 'body'>) => {
  if (status === 200)
    return { entryHash: v.parse(received, body).receipt.entryHash, refusedAs: null, refusedAt: null };
  const { code, details } = v.parse(refused, body);
  return { entryHash: null, refusedAs: code, refusedAt: details.receivedAt ?? null };
};

/** A rule that a test breaks, to show that the reckoning finds it. */
export type BrokenRush = {
  /** The table as the handler sees it; the reckoning looks at the whole one. */
  readonly table: (table: Table) => Table;
  /** The instant that the handler judges by, of a request that the gateway took at another. */
  readonly judgedBy: (takenAt: Instant) => Instant;
};

const asItIs: BrokenRush = { table: (table) => table, judgedBy: (takenAt) => takenAt };

/**
 * `submissions` to one challenge through the real handler on `engine`, whose requests the gateway takes within
 * two seconds before and after the deadline, each millisecond beside it among them. Under its key, a third is sent twice
 * at the same time, and a third again once it was answered. Answers the reckoning, and how the writes spread over the keys.
 */
export const straddleDeadline = async (
  engine: Table,
  submissions: number,
  concurrency: number,
  broken: Partial<BrokenRush> = {},
) => {
  const { counted, counts, forget } = countWrites(engine);
  const { table, judgedBy } = { ...asItIs, ...broken };
  const seen = table(counted);
  const call = { roundId: crypto.randomUUID(), challengeId: crypto.randomUUID(), deadline };
  const accounts = Array.from({ length: submissions }, () => crypto.randomUUID());
  const rushers = await storeRushers(counted, accounts, call);
  forget();
  const handler = serve(
    [
      createSubmitProposal({
        table: seen,
        sign: (text) => Promise.resolve(sign(null, Buffer.from(text), privateKey).toString('base64')),
        keyId: 'ledger-key',
      }),
    ],
    seen,
  );
  const sent = await pMap(
    rushers,
    async ({ accountId, proposalId }, index): Promise<readonly Sent[]> => {
      const takenAt = instantAround(index);
      const idempotencyKey = crypto.randomUUID();
      const send = async (): Promise<Sent> => ({
        proposalId,
        idempotencyKey,
        takenAt,
        ...outcomeOf(
          await callApi(handler, {
            method: 'POST',
            path: `/proposals/${proposalId}/submission`,
            pathParameters: { proposalId },
            headers: { 'idempotency-key': idempotencyKey },
            accountId,
            receivedAt: judgedBy(takenAt),
          }),
        ),
      });
      if (index % 3 === 0) return Promise.all([send(), send()]);
      return index % 3 === 1 ? [await send(), await send()] : [await send()];
    },
    { concurrency },
  );
  return {
    ...(await reckon(counted, call.roundId, deadline, sent.flat())),
    due: rushers.filter((_, index) => instantAround(index) < deadline).length,
    hottestBaseKeyInPercent: hottestInPercent(counts.base),
    hottestCollectionKeyInPercent: hottestInPercent(counts.collection),
    hottestLogKeyInPercent: hottestInPercent(counts.log),
    writesPerKey: Math.max(...counts.base.values()),
  };
};

/** Spread evenly over two seconds on both sides; every fifth lies within a millisecond of the deadline. */
const instantAround = (index: number): Instant => {
  if (index % 5 === 0) return instantOf(epochMillisecondsOf(deadline) + (index % 3) - 1);
  return addSeconds(deadline, ((index * 7919) % 4000) / 1000 - 2);
};
