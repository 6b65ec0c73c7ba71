import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { refuse } from '../platform/refusal.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../platform/table.ts';
import { refuseAttachment } from './refusals.ts';
import {
  type Attachment,
  type AttachmentAction,
  attachmentLimits,
  attachmentStates,
  findingCodes,
  scanResults,
} from './rules.ts';
import { waitingPlace } from './store/checks.ts';

const attachmentRow = v.object({
  state: v.picklist(attachmentStates),
  attachmentId: v.string(),
  proposalId: v.string(),
  roundId: v.string(),
  fileName: v.string(),
  contentType: v.string(),
  sizeInBytes: v.number(),
  sha256: v.string(),
  partSha256s: v.array(v.string()),
  uploadId: v.nullable(v.string()),
  objectKey: v.string(),
  versionId: v.nullable(v.string()),
  declaredAt: v.string(),
  receivedAt: v.nullable(v.string()),
  finding: v.nullable(v.picklist(findingCodes)),
  findingPlace: v.nullable(v.string()),
  scan: v.nullable(v.object({ result: v.picklist(scanResults), engine: v.nullable(v.string()) })),
  removedAt: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Attachment>;

/** A proposal and its attachments lie in one partition, so that one call reads all that a submission needs. */
export const proposalPartition = (proposalId: string): string => `PROPOSAL#${proposalId}`;

const attachmentPrefix = 'PROPOSAL-ATTACHMENT#';

/** Where an attachment lies. */
export const attachmentKey = (proposalId: string, attachmentId: string): TableKey => ({
  pk: proposalPartition(proposalId),
  sk: `${attachmentPrefix}${attachmentId}`,
});

/** Tells an attachment's row from the others of the proposal's partition. */
export const isAttachmentRow = (row: Row): boolean => String(row['sk']).startsWith(attachmentPrefix);

/** Parses an attachment's row. */
export const parseAttachment = (row: Row): Stored<Attachment> => ({
  ...v.parse(attachmentRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** An attachment by id, or null. */
export const readAttachment = async (
  table: Table,
  proposalId: string,
  attachmentId: string,
): Promise<Stored<Attachment> | null> => {
  const row = await table.get(attachmentKey(proposalId, attachmentId));
  return row === null ? null : parseAttachment(row);
};

/** Many attachments by id; those that do not exist are left out. */
export const readAttachments = async (
  table: Table,
  wanted: readonly Pick<Attachment, 'proposalId' | 'attachmentId'>[],
): Promise<readonly Stored<Attachment>[]> => {
  const rows = await table.getMany(
    wanted.map(({ proposalId, attachmentId }) => attachmentKey(proposalId, attachmentId)),
  );
  return rows.flatMap((row) => (row === null ? [] : [parseAttachment(row)]));
};

/** Every attachment ever declared for a proposal, also those taken out of the draft. */
export const listAttachments = async (
  table: Table,
  proposalId: string,
): Promise<readonly Stored<Attachment>[]> =>
  (await table.all(proposalPartition(proposalId), { prefix: attachmentPrefix })).map(parseAttachment);

/** The change of an attachment by one of its transitions; with `action` null only its upload is noted. */
export const attachmentChange = (
  before: Stored<Attachment> | null,
  after: Attachment,
  action: AttachmentAction | null,
): Change<Attachment> => ({
  key: attachmentKey(after.proposalId, after.attachmentId),
  entity: `attachment/${after.attachmentId}`,
  log: `round/${after.roundId}`,
  action,
  before,
  after,
  indexed: waitingPlace(after),
});

/** Where an object is put: a key of its own for each upload. */
export const objectKeyOf = (roundId: string, proposalId: string, attachmentId: string): string =>
  `attachments/${roundId}/${proposalId}/${attachmentId}`;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const objectKeyForm = new RegExp(`^attachments/(${uuid})/(${uuid})/(${uuid})$`, 'u');

/** The proposal and attachment that an object's key names; null for a key that is none of ours. */
export const attachmentOfObject = (
  objectKey: string,
): { readonly proposalId: string; readonly attachmentId: string } | null => {
  const [, , proposalId, attachmentId] = objectKeyForm.exec(objectKey) ?? [];
  return proposalId === undefined || attachmentId === undefined ? null : { proposalId, attachmentId };
};

const countKey = (proposalId: string): TableKey => ({
  pk: proposalPartition(proposalId),
  sk: 'ATTACHMENT-COUNT',
});

/** Takes one of the places for attachments; exact under concurrency, since the count is the supplier's own row. */
export const takePlace = (proposalId: string): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(countKey(proposalId)),
      ConditionExpression: 'attribute_not_exists(pk) OR (#live < :live AND #declared < :declared)',
      UpdateExpression:
        'SET #live = if_not_exists(#live, :none) + :one, #declared = if_not_exists(#declared, :none) + :one',
      ExpressionAttributeNames: { '#live': 'live', '#declared': 'declared' },
      ExpressionAttributeValues: toAttributes({
        ':live': attachmentLimits.live,
        ':declared': attachmentLimits.declared,
        ':none': 0,
        ':one': 1,
      }),
    },
  },
  refusal: () => refuseAttachment('too-many-attachments', { limits: attachmentLimits }),
});

/** Gives the place of a removed attachment back. */
export const releasePlace = (proposalId: string): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(countKey(proposalId)),
      ConditionExpression: '#live > :none',
      UpdateExpression: 'SET #live = #live - :one',
      ExpressionAttributeNames: { '#live': 'live' },
      ExpressionAttributeValues: toAttributes({ ':none': 0, ':one': 1 }),
    },
  },
  refusal: () => refuse('changed-meanwhile'),
});
