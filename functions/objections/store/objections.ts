import * as v from 'valibot';
import { pinnedAttachments } from '../../attachments/store/pinned.ts';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { AlongsideWrite } from '../../platform/commit.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { refuseObjection } from '../refusals.ts';
import { type Objection, type ObjectionAction, objectionStates } from '../rules.ts';

const objectionRow = v.object({
  state: v.picklist(objectionStates),
  roundId: v.string(),
  challengeId: v.string(),
  proposalId: v.string(),
  supplierId: v.string(),
  text: v.string(),
  documents: pinnedAttachments,
  filedAt: v.string(),
  decisionDeadline: v.string(),
  decision: v.nullable(v.object({ reasons: v.string(), at: v.string(), accountId: v.string() })),
}) satisfies v.GenericSchema<unknown, Objection>;

/** A partition of their own for each round, so that they are read all together and consistently. */
const partitionOf = (roundId: string): string => `ROUND#${roundId}#OBJECTIONS`;

const prefix = 'OBJECTION#';

const objectionKey = ({ roundId, proposalId }: Pick<Objection, 'roundId' | 'proposalId'>): TableKey => ({
  pk: partitionOf(roundId),
  sk: `${prefix}${proposalId}`,
});

const countKey = (roundId: string): TableKey => ({ pk: partitionOf(roundId), sk: 'COUNT' });

const parseObjection = (row: Row): Stored<Objection> => ({
  ...v.parse(objectionRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** The objection to the decision on a proposal, or null. */
export const readObjection = async (
  table: Table,
  proposal: Pick<Objection, 'roundId' | 'proposalId'>,
): Promise<Stored<Objection> | null> => {
  const row = await table.get(objectionKey(proposal));
  return row === null ? null : parseObjection(row);
};

/** Every objection of a round, read consistently, by proposal id. */
export const listObjections = async (table: Table, roundId: string): Promise<readonly Stored<Objection>[]> =>
  (await table.all(partitionOf(roundId), { prefix })).map(parseObjection);

/** How many objections were made in a round, read consistently. */
export const countObjections = async (table: Table, roundId: string): Promise<number> => {
  const row = await table.get(countKey(roundId));
  return v.parse(v.optional(v.number(), 0), row?.['made']);
};

/** Counts an objection with its making, so that who looked before must look again. */
export const oneMoreObjection = (roundId: string): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(countKey(roundId)),
      UpdateExpression: 'ADD #made :one',
      ExpressionAttributeNames: { '#made': 'made' },
      ExpressionAttributeValues: toAttributes({ ':one': 1 }),
    },
  },
  refusal: () => refuse('busy'),
});

/** Makes another change hold only if no objection was made since `made` of them were counted. */
export const whileNoFurtherObjection = (roundId: string, made: number): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(countKey(roundId)),
      ...(made === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#made = :made',
            ExpressionAttributeNames: { '#made': 'made' },
            ExpressionAttributeValues: toAttributes({ ':made': made }),
          }),
    },
  },
  refusal: () => refuse('changed-meanwhile'),
});

/** The change of an objection by one of its transitions. */
export const objectionChange = (
  before: Stored<Objection> | null,
  after: Objection,
  action: ObjectionAction,
  reason: string | null = null,
): Change<Objection> => ({
  key: objectionKey(after),
  entity: `objection/${after.proposalId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  exists: () => refuseObjection('objected-already', { proposalId: after.proposalId }),
});
