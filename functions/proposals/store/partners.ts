import * as v from 'valibot';
import { proposalPartition } from '../../attachments/store.ts';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { type AlongsideWrite, whileUnchanged } from '../../platform/commit.ts';
import type { Row, Table, TableKey } from '../../platform/table.ts';
import { refuseProposal } from '../refusals.ts';
import { freedWith, type Partner, type PartnerAction, partnerStates, type Proposal } from '../rules.ts';
import { freeAnswer } from './answers.ts';

const partnerRow = v.object({
  state: v.picklist(partnerStates),
  partnershipId: v.string(),
  proposalId: v.string(),
  roundId: v.string(),
  challengeId: v.string(),
  leadId: v.string(),
  organisationId: v.string(),
  share: v.object({
    keyArn: v.string(),
    wrappedKey: v.string(),
    nonce: v.string(),
    ciphertext: v.string(),
    tag: v.string(),
  }),
  showsText: v.boolean(),
  invitedAt: v.string(),
  confirmedAt: v.nullable(v.string()),
  undertaking: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Partner>;

/** In the proposal's partition, under the prefix that a submission reads. */
const partnerPrefix = 'PROPOSAL-PARTNER#';

type PartnerId = Pick<Partner, 'proposalId' | 'organisationId'>;

const partnerKey = ({ proposalId, organisationId }: PartnerId): TableKey => ({
  pk: proposalPartition(proposalId),
  sk: `${partnerPrefix}${organisationId}`,
});

/** Tells a partner's row from the others of the proposal's partition. */
export const isPartnerRow = (row: Row): boolean => String(row['sk']).startsWith(partnerPrefix);

/** Parses a partner's row. */
export const parsePartner = (row: Row): Stored<Partner> => ({
  ...v.parse(partnerRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** An organisation's part in a proposal, or null. */
export const readPartner = async (table: Table, of: PartnerId): Promise<Stored<Partner> | null> => {
  const row = await table.get(partnerKey(of));
  return row === null ? null : parsePartner(row);
};

/** Everybody who was asked to take part in a proposal, by organisation id. */
export const listPartners = async (table: Table, proposalId: string): Promise<readonly Stored<Partner>[]> =>
  (await table.all(proposalPartition(proposalId), { prefix: partnerPrefix })).map(parsePartner);

const partnershipsOf = (organisationId: string): string => `ORGANISATION#${organisationId}#PARTNERSHIPS`;

/** The proposals that an organisation was asked to take part in; the index lags a moment behind the writes. */
export const listPartnershipsOf = async (
  table: Table,
  organisationId: string,
): Promise<readonly Stored<Partner>[]> =>
  (await table.all(partnershipsOf(organisationId), { index: 'collection' })).map(parsePartner);

/** The change of a partner by one of its transitions. */
export const partnerChange = (
  before: Stored<Partner> | null,
  after: Partner,
  action: PartnerAction,
  reason: string | null = null,
): Change<Partner> => ({
  key: partnerKey(after),
  entity: `partner/${after.partnershipId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  indexed: { collection: partnershipsOf(after.organisationId), position: after.partnershipId },
});

/**
 * The writes beside a submission, or a withdrawal that pins nobody: whom it pins and whom it frees must be as they were read,
 * so that nobody who leaves at this moment is pinned; and those that only the present submission held are free.
 */
export const whilePartnersAre = (
  before: Proposal,
  partners: readonly Stored<Partner>[],
  pinned: Proposal['partners'],
): readonly AlongsideWrite[] => {
  const freed = freedWith(before, partners);
  const concerned = new Set([...freed, ...pinned.map(({ organisationId }) => organisationId)]);
  return [
    ...partners.filter(({ organisationId }) => concerned.has(organisationId)).map(whilePartnerIs),
    ...freed.flatMap((organisationId) => freeAnswer(before, organisationId)),
  ];
};

const whilePartnerIs = (partner: Stored<Partner>): AlongsideWrite =>
  whileUnchanged(partnerKey(partner), partner, () =>
    refuseProposal('partners-changed', { organisationIds: [partner.organisationId] }),
  );
