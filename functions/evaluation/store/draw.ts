import * as v from 'valibot';
import type { RecordObject, Records } from '../../decisions/store/records.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { AlongsideWrite } from '../../platform/commit.ts';
import { type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { Draw, DrawAction, DrawRecord } from '../rules/draw.ts';
import { drawRecordSchema } from '../schema/draw.ts';

const drawRow = v.object({
  state: v.literal('DRAWN'),
  roundId: v.string(),
  seed: v.string(),
  recordSha256: v.string(),
  recordObject: v.object({ key: v.string(), versionId: v.string() }),
  drawnAt: v.string(),
}) satisfies v.GenericSchema<unknown, Draw>;

const drawKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'DRAW' });

/** The draw of a round, or null before it. */
export const readDraw = async (table: Table, roundId: string): Promise<Stored<Draw> | null> => {
  const row = await table.get(drawKey(roundId));
  return row === null ? null : { ...v.parse(drawRow, row), bookkeeping: bookkeepingOf(row) };
};

/** Makes the draw a fact. A round that is drawn stays so: `already-exists`. */
export const drawChange = (after: Draw, action: DrawAction): Change<Draw> => ({
  key: drawKey(after.roundId),
  entity: `draw/${after.roundId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
});

/** Makes another change hold only while the round is not drawn. */
export const whileUndrawn = (roundId: string): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(drawKey(roundId)),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  refusal: () => refuseEvaluation('pool-drawn'),
});

/** Keeps the record of a draw beside the table, in canonical JSON. */
export const putDrawRecord = async (
  records: Records,
  record: DrawRecord,
): Promise<{ readonly sha256: string; readonly object: RecordObject }> =>
  records.put(record.roundId, 'draw.json', canonicalJson(record));

/** The record of a draw, as it was written. */
export const readDrawRecord = async (records: Records, draw: Draw): Promise<DrawRecord> => {
  const record: unknown = JSON.parse(await records.get(draw.recordObject, draw.recordSha256));
  return v.parse(drawRecordSchema, record);
};
