import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { accountKey } from '../platform/identity.ts';
import { refuse } from '../platform/refusal.ts';
import { organisationKinds, roles } from '../platform/roles.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../platform/table.ts';
import { refuseOrganisation } from './refusals.ts';
import type { Organisation, OrganisationAction } from './rules.ts';
import { changedDeputies } from './rules/deputies.ts';

const deputySchema = v.object({
  standsInFor: v.string(),
  roles: v.array(v.picklist(roles)),
  from: v.string(),
  until: v.string(),
});

const organisationRow = v.object({
  state: v.picklist(['CLAIMED', 'CONFIRMED', 'REFUSED']),
  organisationId: v.string(),
  kind: v.picklist(organisationKinds),
  name: v.object({ ko: v.string(), en: v.string() }),
  businessNumber: v.string(),
  isSmallOrMedium: v.boolean(),
  claimedBy: v.string(),
  claimedAt: v.string(),
  members: v.record(v.string(), v.array(v.picklist(roles))),
  offers: v.record(v.string(), v.array(v.picklist(roles))),
  names: v.record(v.string(), v.string()),
  deputies: v.record(v.string(), deputySchema),
  invitations: v.record(
    v.string(),
    v.object({
      name: v.string(),
      roles: v.array(v.picklist(roles)),
      invitedBy: v.string(),
      expiresAt: v.string(),
    }),
  ),
  evidence: v.nullable(v.object({ method: v.picklist(['document', 'code']), checked: v.string() })),
  // Rows that are older than the field have none.
  refusedBecause: v.optional(v.nullable(v.string()), null),
}) satisfies v.GenericSchema<unknown, Organisation>;

const organisationKey = (organisationId: string): TableKey => ({
  pk: `ORGANISATION#${organisationId}`,
  sk: 'ORGANISATION',
});

const claims = 'ORGANISATIONS#CLAIMED';

const parseOrganisation = (row: Row): Stored<Organisation> => ({
  ...v.parse(organisationRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** An organisation by id, or null. */
export const readOrganisation = async (
  table: Table,
  organisationId: string,
): Promise<Stored<Organisation> | null> => {
  const row = await table.get(organisationKey(organisationId));
  return row === null ? null : parseOrganisation(row);
};

/** Many organisations by id; those that do not exist are left out. */
export const readOrganisations = async (
  table: Table,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, Stored<Organisation>>> => {
  const rows = await table.getMany([...new Set(organisationIds)].map(organisationKey));
  return new Map(
    rows
      .flatMap((row) => (row === null ? [] : [parseOrganisation(row)]))
      .map((found) => [found.organisationId, found]),
  );
};

/** A page of claims that await staff, oldest first. */
export const listClaims = async (table: Table, cursor: string | null) => {
  const page = await table.page(claims, { index: 'collection', cursor, limit: 100 });
  return { rows: page.rows.map(parseOrganisation), cursor: page.cursor };
};

/** The change of an organisation by one of its transitions. */
export const organisationChange = (
  before: Stored<Organisation> | null,
  after: Organisation,
  action: OrganisationAction,
  reason: string | null = null,
): Change<Organisation> => ({
  key: organisationKey(after.organisationId),
  entity: `organisation/${after.organisationId}`,
  log: 'agency',
  action,
  reason,
  before,
  after,
  indexed:
    after.state === 'CLAIMED'
      ? { collection: claims, position: `${after.claimedAt}#${after.organisationId}` }
      : {},
});

/** The organisation that is confirmed under the number, or null; open claims do not take it. */
export const readOrganisationOfNumber = async (
  table: Table,
  businessNumber: string,
): Promise<Stored<Organisation> | null> => {
  const row = await table.get(businessNumberKey(businessNumber));
  return row === null ? null : readOrganisation(table, String(row['organisationId']));
};

/** Takes the business number: one confirmed organisation a number, however many claim it. */
export const takeBusinessNumber = (organisation: Organisation): AlongsideWrite => ({
  write: {
    Put: {
      TableName: undefined,
      Item: toAttributes({
        ...businessNumberKey(organisation.businessNumber),
        organisationId: organisation.organisationId,
      }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  refusal: () => refuseOrganisation('business-number-taken'),
});

const agencyKey: TableKey = { pk: 'AGENCY', sk: 'AGENCY' };

/** The agency, or null before it is founded. */
export const readAgency = async (table: Table): Promise<Stored<Organisation> | null> => {
  const row = await table.get(agencyKey);
  return row === null ? null : readOrganisation(table, String(row['organisationId']));
};

/** Takes the one place of an agency: a second one would act on every round of the first. */
export const takeAgencyPlace = (agency: Organisation): AlongsideWrite => ({
  write: {
    Put: {
      TableName: undefined,
      Item: toAttributes({ ...agencyKey, organisationId: agency.organisationId }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  refusal: () => refuseOrganisation('agency-founded'),
});

const businessNumberKey = (businessNumber: string): TableKey => ({
  pk: `BUSINESS-NUMBER#${businessNumber}`,
  sk: 'BUSINESS-NUMBER',
});

/**
 * Writes on the person's account what it is in the organisation: the membership, the offer, or neither
 * any more. Needs the account's row to exist.
 */
export const membershipWrite = (
  { organisationId, kind, name, members, offers, deputies }: Organisation,
  accountId: string,
): AlongsideWrite => {
  const held = members[accountId];
  const offered = offers[accountId];
  const deputy = deputies[accountId];
  const sets = [
    ...(held === undefined ? [] : ['#memberships.#organisation = :membership']),
    ...(offered === undefined ? [] : ['#offers.#organisation = :offer']),
  ];
  const removes = [
    ...(held === undefined ? ['#memberships.#organisation'] : []),
    ...(offered === undefined ? ['#offers.#organisation'] : []),
  ];
  const expression = [
    ...(sets.length === 0 ? [] : [`SET ${sets.join(', ')}`]),
    ...(removes.length === 0 ? [] : [`REMOVE ${removes.join(', ')}`]),
  ].join(' ');
  const values = {
    ...(held === undefined
      ? {}
      : { ':membership': { kind, roles: held, ...(deputy !== undefined && { deputy }) } }),
    ...(offered === undefined ? {} : { ':offer': { kind, name, roles: offered } }),
  };
  return {
    write: {
      Update: {
        TableName: undefined,
        Key: toAttributes(accountKey(accountId)),
        ConditionExpression: 'attribute_exists(pk)',
        UpdateExpression: expression,
        ExpressionAttributeNames: {
          '#memberships': 'memberships',
          '#offers': 'offers',
          '#organisation': organisationId,
        },
        ...(sets.length === 0 ? {} : { ExpressionAttributeValues: toAttributes(values) }),
      },
    },
    refusal: () => refuse('changed-meanwhile'),
  };
};

/** The same for `accountIds` and for everybody whose standing in has changed with their memberships. */
export const membershipWrites = (
  before: Organisation,
  after: Organisation,
  accountIds: readonly string[],
): readonly AlongsideWrite[] =>
  [...new Set([...accountIds, ...changedDeputies(before, after)])].map((accountId) =>
    membershipWrite(after, accountId),
  );

const offersSchema = v.object({
  offers: v.record(
    v.string(),
    v.object({
      kind: v.picklist(organisationKinds),
      name: v.object({ ko: v.string(), en: v.string() }),
      roles: v.array(v.picklist(roles)),
    }),
  ),
});

/** The memberships that are offered to a person, by organisation. */
export const readOffers = async (table: Table, accountId: string) => {
  const row = await table.get(accountKey(accountId));
  return row === null ? {} : v.parse(offersSchema, row).offers;
};

/** Makes the account's row, with no memberships and offers, where there is none yet. */
export const ensureAccount = async (table: Table, accountId: string): Promise<void> => {
  await table.putNew({ ...accountKey(accountId), memberships: {}, offers: {} });
};
