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
  type Owner,
  ownerKinds,
  scanResults,
} from './rules.ts';
import { waitingPlace } from './store/checks.ts';

const ownerSchema = v.object({ kind: v.picklist(ownerKinds), id: v.string() });

const attachmentRow = v.object({
  state: v.picklist(attachmentStates),
  attachmentId: v.string(),
  owner: ownerSchema,
  proposalId: v.string(),
  challengeId: v.string(),
  roundId: v.string(),
  organisationId: v.string(),
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

/** What is added to a proposal lies beside it, under a name of its own: a submission never reads it. */
const partitionOf = ({ kind, id }: Owner): string =>
  kind === 'purchase' ? `PURCHASE#${id}` : proposalPartition(id);

const prefixOf = ({ kind }: Pick<Owner, 'kind'>): string => `${kind.toUpperCase()}-ATTACHMENT#`;

/** Where an attachment lies. */
export const attachmentKey = (owner: Owner, attachmentId: string): TableKey => ({
  pk: partitionOf(owner),
  sk: `${prefixOf(owner)}${attachmentId}`,
});

/** Tells the row of a proposal's own attachment from the others of the proposal's partition. */
export const isAttachmentRow = (row: Row): boolean =>
  String(row['sk']).startsWith(prefixOf({ kind: 'proposal' }));

/** Parses an attachment's row. */
export const parseAttachment = (row: Row): Stored<Attachment> => ({
  ...v.parse(attachmentRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** An attachment by id, or null. */
export const readAttachment = async (
  table: Table,
  owner: Owner,
  attachmentId: string,
): Promise<Stored<Attachment> | null> => {
  const row = await table.get(attachmentKey(owner, attachmentId));
  return row === null ? null : parseAttachment(row);
};

/** Many attachments by id; those that do not exist are left out. */
export const readAttachments = async (
  table: Table,
  wanted: readonly Pick<Attachment, 'owner' | 'attachmentId'>[],
): Promise<readonly Stored<Attachment>[]> => {
  const rows = await table.getMany(
    wanted.map(({ owner, attachmentId }) => attachmentKey(owner, attachmentId)),
  );
  return rows.flatMap((row) => (row === null ? [] : [parseAttachment(row)]));
};

/** Every attachment ever declared for an owner, also those taken out again. */
export const listAttachments = async (table: Table, owner: Owner): Promise<readonly Stored<Attachment>[]> =>
  (await table.all(partitionOf(owner), { prefix: prefixOf(owner) })).map(parseAttachment);

/** The change of an attachment by one of its transitions; with `action` null only its upload is noted. */
export const attachmentChange = (
  before: Stored<Attachment> | null,
  after: Attachment,
  action: AttachmentAction | null,
): Change<Attachment> => ({
  key: attachmentKey(after.owner, after.attachmentId),
  entity: `attachment/${after.attachmentId}`,
  log: `round/${after.roundId}`,
  action,
  before,
  after,
  indexed: waitingPlace(after),
});

/** Below which all files of an owner lie. */
export const filesFolderOf = (roundId: string, { kind, id }: Owner) =>
  `attachments/${roundId}/${kind}/${id}/` as const;

/** Where an object is put: a key of its own for each upload. */
export const objectKeyOf = (roundId: string, owner: Owner, attachmentId: string): string =>
  `${filesFolderOf(roundId, owner)}${attachmentId}`;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const objectKeyForm = new RegExp(
  `^attachments/${uuid}/(?<kind>${ownerKinds.join('|')})/(?<id>${uuid})/(?<attachmentId>${uuid})$`,
  'u',
);
const namedByKey = v.object({ kind: v.picklist(ownerKinds), id: v.string(), attachmentId: v.string() });

/** The owner and attachment that an object's key names; null for a key that is none of ours. */
export const attachmentOfObject = (objectKey: string): Pick<Attachment, 'owner' | 'attachmentId'> | null => {
  const named = v.safeParse(namedByKey, objectKeyForm.exec(objectKey)?.groups);
  if (!named.success) return null;
  const { kind, id, attachmentId } = named.output;
  return { owner: { kind, id }, attachmentId };
};

type Holder = Pick<Attachment, 'owner' | 'organisationId'>;

/** Each side of a purchase has places of its own, so that nobody can fill another's. */
const countKey = ({ owner, organisationId }: Holder): TableKey => ({
  pk: partitionOf(owner),
  sk: `ATTACHMENT-COUNT#${owner.kind}#${organisationId}`,
});

/** Takes one of the places for attachments; exact under concurrency, since the count is the organisation's own row. */
export const takePlace = (holder: Holder): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(countKey(holder)),
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
export const releasePlace = (holder: Holder): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(countKey(holder)),
      ConditionExpression: '#live > :none',
      UpdateExpression: 'SET #live = #live - :one',
      ExpressionAttributeNames: { '#live': 'live' },
      ExpressionAttributeValues: toAttributes({ ':none': 0, ':one': 1 }),
    },
  },
  refusal: () => refuse('changed-meanwhile'),
});
