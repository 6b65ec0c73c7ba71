import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { shardOf } from '../platform/digest.ts';
import { readHands } from '../platform/hands.ts';
import { refuse } from '../platform/refusal.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../platform/table.ts';
import { refuseRound } from './refusals.ts';
import { movableDeadlines, type Phase, phases, type Round, type RoundAction } from './rules.ts';
import { openingPreparation, policySchema } from './schema.ts';

const instantOrNull = v.nullable(v.string());

const moved = {
  name: v.picklist(movableDeadlines),
  from: v.string(),
  to: v.string(),
  basis: v.picklist(['extension', 'outage']),
  reason: v.string(),
};

const roundRow = v.object({
  state: v.picklist(phases),
  roundId: v.string(),
  name: v.object({ ko: v.string(), en: v.string() }),
  policy: policySchema,
  deadlines: v.object({
    challengeCall: instantOrNull,
    proposals: instantOrNull,
    evaluation: instantOrNull,
    standstill: instantOrNull,
  }),
  deadlineMove: v.nullable(
    v.object({
      ...moved,
      evidence: v.nullable(v.string()),
      preparedBy: v.variant('kind', [
        v.object({ kind: v.literal('person'), accountId: v.string() }),
        v.object({ kind: v.literal('system'), task: v.string() }),
      ]),
      preparedAt: v.string(),
    }),
  ),
  outageDroppedTo: instantOrNull,
  movedDeadlines: v.array(v.object({ ...moved, movedAt: v.string() })),
  decisionPromisedAt: instantOrNull,
  decisionDelays: v.array(
    v.object({ from: v.string(), to: v.string(), reason: v.string(), announcedAt: v.string() }),
  ),
  sealKeyArn: v.nullable(v.string()),
  drawSecretSha256: v.nullable(v.string()),
  calledAt: instantOrNull,
  openingPrepared: v.nullable(openingPreparation),
  openedAt: instantOrNull,
  noticeAt: instantOrNull,
  generation: v.number(),
}) satisfies v.GenericSchema<unknown, Round>;

/** Where a round is kept. */
export const roundKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'ROUND' });

const rounds = 'ROUNDS';

/** Parses a round's row. */
export const parseRound = (row: Row): Stored<Round> => ({
  ...v.parse(roundRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A round by id, or null. */
export const readRound = async (table: Table, roundId: string): Promise<Stored<Round> | null> => {
  const row = await table.get(roundKey(roundId));
  return row === null ? null : parseRound(row);
};

/** The accounts of all who prepared the opening of a round, also for a deadline that moved since. */
export const readOpeningPreparers = (table: Table, roundId: string): Promise<ReadonlySet<string>> =>
  readHands(table, roundKey(roundId), ['prepare-opening'] satisfies readonly RoundAction[]);

/** A page of all rounds. */
export const listRounds = async (table: Table, cursor: string | null) => {
  const page = await table.page(rounds, { index: 'collection', cursor, limit: 50, descending: true });
  return { rows: page.rows.map(parseRound), cursor: page.cursor };
};

/** The change of a round by one of its transitions. */
export const roundChange = (
  before: Stored<Round> | null,
  after: Round,
  action: RoundAction,
  reason: string | null = null,
): Change<Round> => ({
  key: roundKey(after.roundId),
  entity: `round/${after.roundId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  indexed: { collection: rounds, position: after.roundId },
});

/** Makes another change hold only while the round is in one of these phases. */
export const whileRoundIs = (roundId: string, allowed: readonly Phase[]): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(roundKey(roundId)),
      ConditionExpression: `#state IN (${allowed.map((_, index) => `:phase${index}`).join(', ')})`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: toAttributes(
        Object.fromEntries(allowed.map((phase, index) => [`:phase${index}`, phase])),
      ),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
  refusal: (present) => refuseRound('round-phase', { phase: present?.['state'], roundId }),
});

/**
 * The same, and whoever decides from the round as it is now must look again: the round's version goes up. For changes
 * that what the round does next depends on.
 */
export const movingOnlyWhileRoundIs = (roundId: string, allowed: readonly Phase[]): AlongsideWrite => {
  const { write, refusal } = whileRoundIs(roundId, allowed);
  const { ConditionCheck: check } = write;
  if (check === undefined) throw new Error('A condition on a round is a check');
  return {
    write: {
      Update: {
        ...check,
        UpdateExpression: 'SET #version = #version + :one',
        ExpressionAttributeNames: { ...check.ExpressionAttributeNames, '#version': 'version' },
        ExpressionAttributeValues: { ...check.ExpressionAttributeValues, ...toAttributes({ ':one': 1 }) },
      },
    },
    refusal,
  };
};

const waitKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'WAIT' });

const waitRow = v.object({ taskToken: v.string(), phase: v.string(), generation: v.number() });

/** Where the round's machine waits: its task token, the phase it waits in, and the execution's generation. */
export type Wait = v.InferOutput<typeof waitRow>;

/**
 * Remembers where the machine waits; the last registration of the latest generation holds. False for one of an earlier
 * generation: the machine that goes on could not be woken, were its token overwritten.
 */
export const rememberWait = async (table: Table, roundId: string, wait: Wait): Promise<boolean> => {
  const cancelled = await table.transact([
    {
      Put: {
        TableName: table.tableName,
        Item: toAttributes({ ...waitKey(roundId), ...wait }),
        ConditionExpression: 'attribute_not_exists(pk) OR #generation <= :generation',
        ExpressionAttributeNames: { '#generation': 'generation' },
        ExpressionAttributeValues: toAttributes({ ':generation': wait.generation }),
      },
    },
  ]);
  if (cancelled === null) return true;
  if (cancelled.some(({ code }) => code === 'ConditionalCheckFailed')) return false;
  throw new Error(`Where the machine of round ${roundId} waits could not be kept`);
};

/** Where the machine waits, or null when it never did. */
export const readWait = async (table: Table, roundId: string): Promise<Wait | null> => {
  const row = await table.get(waitKey(roundId));
  return row === null ? null : v.parse(waitRow, row);
};

/** So many rows stand for a cancelled call, so that submissions on the last day do not meet at one of them. */
const callShards = 16;

const shutCallKey = (roundId: string, shard: number): TableKey => ({
  pk: `ROUND#${roundId}#CALL#${shard}`,
  sk: 'SHUT',
});

/** Shuts the call of a round that is cancelled, in the transaction of its cancellation. */
export const shutCall = (roundId: string): readonly AlongsideWrite[] =>
  Array.from({ length: callShards }, (_, shard) => ({
    write: { Put: { TableName: undefined, Item: toAttributes(shutCallKey(roundId, shard)) } },
    refusal: () => refuse('busy'),
  }));

/**
 * Lets a write stand only while the round's call is not shut. It reads neither the round nor anything that another
 * supplier's write touches often: each proposal asks one of the rows that only a cancellation makes.
 */
export const whileCallStands = (roundId: string, proposalId: string): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(shutCallKey(roundId, shardOf(proposalId, callShards))),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  refusal: () => refuseRound('round-phase', { phase: 'CANCELLED', roundId }),
});
