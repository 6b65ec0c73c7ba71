import * as v from 'valibot';
import { type Attachment, proposalOwner } from '../attachments/rules.ts';
import { attachmentKey, isAttachmentRow, parseAttachment, proposalPartition } from '../attachments/store.ts';
import { pinnedAttachments } from '../attachments/store/pinned.ts';
import { listChallengesOfRound } from '../challenges/store.ts';
import { type Challenge, isSelected } from '../challenges/rules.ts';
import { bookkeepingOf, type Change, type Guard, type Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { shardOf } from '../platform/digest.ts';
import type { Answer } from '../platform/idempotency.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { refuseProposal } from './refusals.ts';
import {
  isInTheRunning,
  laterDeadline,
  type Partner,
  type Proposal,
  type ProposalAction,
  proposalStates,
} from './rules.ts';
import { isPartnerRow, parsePartner } from './store/partners.ts';

export * from './store/contents.ts';
export * from './store/deleted-contents.ts';
export * from './store/nowhere.ts';

const sealed = v.object({
  keyArn: v.string(),
  wrappedKey: v.string(),
  nonce: v.string(),
  ciphertext: v.string(),
  tag: v.string(),
});

const proposalRow = v.object({
  state: v.picklist(proposalStates),
  proposalId: v.string(),
  challengeId: v.string(),
  roundId: v.string(),
  supplierId: v.string(),
  proposalDeadline: v.string(),
  sealKeyArn: v.string(),
  content: v.nullable(sealed),
  draft: v.nullable(sealed),
  missing: v.array(v.string()),
  saveNumber: v.number(),
  draftCorrection: v.number(),
  acknowledgedCorrection: v.number(),
  submissionNumber: v.number(),
  submittedAt: v.nullable(v.string()),
  attachments: pinnedAttachments,
  partners: v.array(
    v.object({
      partnershipId: v.string(),
      organisationId: v.string(),
      share: sealed,
      confirmedAt: v.string(),
    }),
  ),
  oneAnswerOnly: v.boolean(),
  eligibilityReason: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Proposal>;

const proposalKey = (proposalId: string): TableKey => ({ pk: proposalPartition(proposalId), sk: 'PROPOSAL' });

export const indexShards = 8;

/** The lists of a challenge: what others may see after the opening, and what only its own supplier ever sees. */
export type ListName = 'PROPOSALS' | 'UNSUBMITTED';

/** Eight partitions a challenge, so that the last minutes before a deadline do not meet on one. */
export const indexPartition = (challengeId: string, index: ListName, shard: number): string =>
  `CHALLENGE#${challengeId}#${index}#${shard}`;

const listIndex = async (
  table: Table,
  challengeId: string,
  index: ListName,
): Promise<readonly Stored<Proposal>[]> => {
  const shards = await Promise.all(
    Array.from({ length: indexShards }, (_, shard) =>
      table.all(indexPartition(challengeId, index, shard), { index: 'collection' }),
    ),
  );
  return shards.flat().map(parseProposal).sort(byId);
};

export const parseProposal = (row: Row): Stored<Proposal> => ({
  ...v.parse(proposalRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A proposal by id, or null. */
export const readProposal = async (table: Table, proposalId: string): Promise<Stored<Proposal> | null> => {
  const row = await table.get(proposalKey(proposalId));
  return row === null ? null : parseProposal(row);
};

/** A proposal with what lies beside it. */
export type WholeProposal = {
  readonly proposal: Stored<Proposal>;
  readonly attachments: readonly Stored<Attachment>[];
  readonly partners: readonly Stored<Partner>[];
};

/** A proposal with its attachments and partners by one consistent query: all that a submission reads. */
export const readForSubmission = async (table: Table, proposalId: string): Promise<WholeProposal | null> => {
  const rows = await table.all(proposalPartition(proposalId), { prefix: 'PROPOSAL' });
  const own = rows.find((row) => row['sk'] === 'PROPOSAL');
  if (own === undefined) return null;
  return {
    proposal: parseProposal(own),
    attachments: rows.filter(isAttachmentRow).map(parseAttachment),
    partners: rows.filter(isPartnerRow).map(parsePartner),
  };
};

/** A proposal and one of its attachments in one call; null for either that is not there. */
export const readWithAttachment = async (
  table: Table,
  proposalId: string,
  attachmentId: string,
): Promise<{
  readonly proposal: Stored<Proposal> | null;
  readonly attachment: Stored<Attachment> | null;
}> => {
  const keys = [proposalKey(proposalId), attachmentKey(proposalOwner(proposalId), attachmentId)];
  const [proposal = null, attachment = null] = await table.getMany(keys);
  return {
    proposal: proposal === null ? null : parseProposal(proposal),
    attachment: attachment === null ? null : parseAttachment(attachment),
  };
};

/** Many proposals by id; those that do not exist are left out. */
export const readProposals = async (
  table: Table,
  proposalIds: readonly string[],
): Promise<readonly Stored<Proposal>[]> => {
  const rows = await table.getMany(proposalIds.map(proposalKey));
  return rows.flatMap((row) => (row === null ? [] : [parseProposal(row)]));
};

/**
 * The proposals to a challenge that were submitted and not taken back before the deadline, by id. The index lags a
 * moment behind the writes. Not to be asked before the round's opening (DOMAIN.md, invariant 2).
 */
export const listProposalsOfChallenge = (
  table: Table,
  challengeId: string,
): Promise<readonly Stored<Proposal>[]> => listIndex(table, challengeId, 'PROPOSALS');

/** Those of every selected challenge of a round, by id. */
export const listProposalsOfRound = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<Proposal>[]> =>
  listProposalsOfChallenges(table, await listChallengesOfRound(table, roundId));

/** Those of the selected ones of these challenges, by id. */
export const listProposalsOfChallenges = async (
  table: Table,
  challenges: readonly Challenge[],
): Promise<readonly Stored<Proposal>[]> => {
  const proposals: Stored<Proposal>[] = [];
  for (const challenge of challenges)
    if (isSelected(challenge))
      proposals.push(...(await listProposalsOfChallenge(table, challenge.challengeId)));
  return proposals.sort(byId);
};

/**
 * Every proposal of a challenge, also those that were never submitted or taken back in time: for the deletion after the
 * round's end alone, since nobody else may learn of them (DOMAIN.md, invariant 2).
 */
export const listEveryProposalOfChallenge = async (
  table: Table,
  challengeId: string,
): Promise<readonly Stored<Proposal>[]> =>
  (
    await Promise.all(
      (['PROPOSALS', 'UNSUBMITTED'] as const).map((index) => listIndex(table, challengeId, index)),
    )
  ).flat();

const byId = (left: Proposal, right: Proposal): number => (left.proposalId < right.proposalId ? -1 : 1);

/** The change of a proposal by one of its transitions; with `action` null a draft is saved. */
export const proposalChange = (
  before: Stored<Proposal> | null,
  after: Proposal,
  action: ProposalAction | null,
  reason: string | null = null,
  guard?: Guard,
): Change<Proposal> => ({
  key: proposalKey(after.proposalId),
  entity: `proposal/${after.proposalId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  // A draft stands apart, in a list that answers nobody.
  indexed: {
    collection: indexPartition(
      after.challengeId,
      isInTheRunning(after) ? 'PROPOSALS' : 'UNSUBMITTED',
      shardOf(after.proposalId, indexShards),
    ),
    position: after.proposalId,
  },
  ...(guard === undefined ? {} : { guard }),
});

const inTimeCondition = (receivedAt: Instant) => ({
  condition: '#proposalDeadline > :receivedAt',
  names: { '#proposalDeadline': 'proposalDeadline' },
  values: { ':receivedAt': receivedAt },
});

const lateRefusal = (roundId: string, receivedAt: Instant, present: Row | null): Refusal =>
  refuseProposal('deadline-passed', { deadline: present?.['proposalDeadline'], receivedAt, roundId });

/** Lets a proposal's write stand only if the gateway took the request before the deadline (DOMAIN.md, invariant 1). */
export const inTime = (roundId: string, receivedAt: Instant): Guard => ({
  ...inTimeCondition(receivedAt),
  refusal: (present) => lateRefusal(roundId, receivedAt, present),
});

type Condition = {
  readonly condition: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Row;
};

const proposalCheck = (
  { proposalId }: Proposal,
  { condition, names, values }: Condition,
  refusal: AlongsideWrite['refusal'],
): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(proposalKey(proposalId)),
      ConditionExpression: condition,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: toAttributes(values),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
  refusal,
});

/** The same for the write of something that belongs to the proposal, such as an attachment. */
export const whileInTime = (proposal: Proposal, receivedAt: Instant): AlongsideWrite =>
  proposalCheck(proposal, inTimeCondition(receivedAt), (present) =>
    lateRefusal(proposal.roundId, receivedAt, present),
  );

/** The same for what depends on which submission stands, if any: saves of the draft are not in its way. */
export const whileInTimeAndAsSubmitted = (proposal: Proposal, receivedAt: Instant): AlongsideWrite => {
  const { state, submissionNumber, roundId } = proposal;
  const { condition, names, values } = inTimeCondition(receivedAt);
  return proposalCheck(
    proposal,
    {
      condition: `${condition} AND #state = :state AND #submissionNumber = :submissionNumber`,
      names: { ...names, '#state': 'state', '#submissionNumber': 'submissionNumber' },
      values: { ...values, ':state': state, ':submissionNumber': submissionNumber },
    },
    (present) =>
      String(present?.['proposalDeadline']) > receivedAt
        ? refuse('changed-meanwhile')
        : lateRefusal(roundId, receivedAt, present),
  );
};

/**
 * Attempts what may be done before the deadline only. When the copy on the proposal refuses it, the round is read
 * consistently; if its deadline moved later, the copy is renewed and the attempt made once more, so that nobody in
 * time is refused (DOMAIN.md, invariant 1).
 */
export const attemptInTime = async (
  table: Table,
  proposal: Stored<Proposal>,
  receivedAt: Instant,
  attempt: (proposal: Stored<Proposal>) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> => {
  const outcome = await attempt(proposal);
  if (!isRefusal(outcome) || outcome.code !== 'deadline-passed') return outcome;
  const renewed = await withPresentDeadline(table, proposal, receivedAt);
  return renewed === proposal ? outcome : attempt(renewed);
};

/**
 * The proposal with its round's own deadline, for what tells a deadline or ends by it, such as a link: a copy that a
 * move made stale would end it too early. Reads the round, so it is not for the submission itself.
 */
export const withPresentDeadline = async (
  table: Table,
  proposal: Stored<Proposal>,
  receivedAt: Instant,
): Promise<Stored<Proposal>> => {
  const round = await readRound(table, proposal.roundId);
  const moved = round === null ? null : laterDeadline(proposal, round, receivedAt);
  if (moved === null) return proposal;
  await renewDeadline(table, proposal.proposalId, moved);
  return { ...proposal, proposalDeadline: moved };
};

/**
 * Renews the copy alone and leaves the version as it is: it is no change that anybody made, so nobody's If-Match
 * fails by it, and of many that renew at once all find it renewed.
 */
const renewDeadline = async (table: Table, proposalId: string, moved: Instant): Promise<void> => {
  await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes(proposalKey(proposalId)),
        ConditionExpression: '#proposalDeadline < :moved',
        UpdateExpression: 'SET #proposalDeadline = :moved',
        ExpressionAttributeNames: { '#proposalDeadline': 'proposalDeadline' },
        ExpressionAttributeValues: toAttributes({ ':moved': moved }),
      },
    },
  ]);
};

const claimPrefix = 'PROPOSAL#';

const claimKey = (supplierId: string, challengeId: string): TableKey => ({
  pk: `ORGANISATION#${supplierId}`,
  sk: `${claimPrefix}${challengeId}`,
});

/** Takes the one place that a supplier has at a challenge (DOMAIN.md, invariant 4). */
export const takeClaim = ({ challengeId, proposalId, supplierId }: Proposal): AlongsideWrite => ({
  write: {
    Put: {
      TableName: undefined,
      Item: toAttributes({ ...claimKey(supplierId, challengeId), proposalId }),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
  refusal: (present) => refuse('already-exists', { proposalId: present?.['proposalId'], challengeId }),
});

const claimRow = v.object({ proposalId: v.string() });

/** A supplier's own proposals, in all rounds. */
export const listProposalsOfSupplier = async (
  table: Table,
  supplierId: string,
): Promise<readonly Stored<Proposal>[]> => {
  const claims = await table.all(`ORGANISATION#${supplierId}`, { prefix: claimPrefix });
  return readProposals(
    table,
    claims.map((claim) => v.parse(claimRow, claim).proposalId),
  );
};
