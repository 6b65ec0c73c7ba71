import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { isOpened, type Round } from '../rounds/rules.ts';
import { listRounds, readRound } from '../rounds/store.ts';
import { lastCheckpoint, type LedgerSigner, makeCheckpoint } from './store/checkpoints.ts';
import { readLogSize, reconcileLog, sequenceEntries } from './store/log.ts';

export type SequenceDependencies = {
  readonly table: Table;
  readonly signer: LedgerSigner;
  readonly clock: Clock;
};

const text = v.object({ S: v.string() });

/** The table's stream, or the schedule of the checkpoints. */
const eventSchema = v.union([
  v.object({
    Records: v.array(v.object({ dynamodb: v.object({ Keys: v.object({ pk: text, sk: text }) }) })),
  }),
  v.object({ task: v.literal('checkpoint') }),
]);

/**
 * Gives every entry its place in its log, once, as the table's stream tells of it, and signs checkpoints (DOMAIN.md,
 * invariant 13): by the clock, always as many, whether or not something was written, so that their number tells
 * nothing; and from a round's opening on with each of its transitions. Before the opening they are commitments. A
 * repeated, late or doubled event changes nothing. What it logs tells no number and names no proposal (invariant 2).
 */
export const createSequenceEntries =
  (deps: SequenceDependencies) =>
  async (event: unknown): Promise<void> => {
    const parsed = v.parse(eventSchema, event);
    if ('task' in parsed) return checkpointAll(deps);
    const keys = parsed.Records.map(({ dynamodb: { Keys } }) => ({ pk: Keys.pk.S, sk: Keys.sk.S }));
    await sequenceEntries(deps.table, keys);
    for (const roundId of new Set(keys.flatMap(({ sk }) => roundOfTransition(sk)))) {
      const round = await readRound(deps.table, roundId);
      if (round !== null && isOpened(round))
        await leaveToSchedule(() =>
          checkpointRound(deps, round, { occasion: 'transition', at: deps.clock() }),
        );
    }
  };

const roundOfTransition = (sk: string): readonly string[] =>
  /^ENTRY#ROUND#round\/(.+)#\d{8}$/u.exec(sk)?.slice(1) ?? [];

/** A key service that is away must hold up no entry: the next checkpoint comes by the clock. */
const leaveToSchedule = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    log('WARN', 'checkpoint-left-to-schedule', { name: error instanceof Error ? error.name : 'unknown' });
  }
};

/** One instant for all: what comes between two of them would tell how much there was to read of a sealed log. */
const checkpointAll = async (deps: SequenceDependencies): Promise<void> => {
  const { table, signer, clock } = deps;
  const at = clock();
  await reconcileLog(table, 'agency');
  await makeCheckpoint(table, signer, 'agency', { at, isSealed: false });
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRounds>> = await listRounds(table, cursor);
    for (const round of page.rows) await checkpointRound(deps, round, { occasion: 'clock', at });
    cursor = page.cursor;
  } while (cursor !== null);
};

/**
 * A round that was cancelled unopened stays sealed for good. One that is over gets a checkpoint only as it grows, and
 * is not read through again by the clock.
 */
const checkpointRound = async (
  { table, signer }: SequenceDependencies,
  round: Round,
  { occasion, at }: { readonly occasion: 'transition' | 'clock'; readonly at: Instant },
): Promise<void> => {
  const logName = `round/${round.roundId}` as const;
  const isSealed = !isOpened(round);
  const isOver = round.state === 'COMPLETED' || round.state === 'CANCELLED';
  if (isSealed && isOver) return;
  if (!isSealed && (!isOver || occasion === 'transition')) await reconcileLog(table, logName);
  if (isOver) {
    const last = await lastCheckpoint(table, logName);
    if (last?.opening === null && last.size === (await readLogSize(table, logName))) return;
  }
  await makeCheckpoint(table, signer, logName, { at, isSealed });
};
