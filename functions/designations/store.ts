import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../platform/change.ts';
import { readHands } from '../platform/hands.ts';
import type { Page, Row, Table, TableKey } from '../platform/table.ts';
import {
  type BuyingRequest,
  type BuyingRequestAction,
  type Designation,
  type DesignationAction,
  designationStates,
  isInCatalogue,
  reviewResults,
} from './rules.ts';

const by = v.object({ accountId: v.string(), at: v.string() });

const designationRow = v.object({
  state: v.picklist(designationStates),
  proposalId: v.string(),
  challengeId: v.string(),
  roundId: v.string(),
  supplierId: v.string(),
  name: v.object({ ko: v.string(), en: v.string() }),
  inspection: v.nullable(v.object({ inspectedOn: v.string(), findings: v.string() })),
  resolution: v.nullable(v.string()),
  prepared: by,
  designated: v.nullable(by),
  activeUntil: v.nullable(v.string()),
  extension: v.nullable(v.object({ until: v.string(), reason: v.string(), prepared: by })),
  cancellation: v.nullable(
    v.object({ reason: v.string(), noticed: by, commentUntil: v.string(), comment: v.nullable(v.string()) }),
  ),
  reviews: v.array(v.object({ ...by.entries, finding: v.string(), result: v.picklist(reviewResults) })),
}) satisfies v.GenericSchema<unknown, Designation>;

/** A proposal is designated at most once; the requests to buy it lie in the same partition. */
export const designationKey = (proposalId: string): TableKey => ({
  pk: `DESIGNATION#${proposalId}`,
  sk: 'DESIGNATION',
});

const catalogue = 'DESIGNATIONS#CATALOGUE';
const preparations = 'DESIGNATIONS#PREPARED';

const parseDesignation = (row: Row): Stored<Designation> => ({
  ...v.parse(designationRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** The designation of a proposal, or null. */
export const readDesignation = async (
  table: Table,
  proposalId: string,
): Promise<Stored<Designation> | null> => {
  const row = await table.get(designationKey(proposalId));
  return row === null ? null : parseDesignation(row);
};

/** The accounts of all who prepared a designation, also what was prepared again. */
export const readDesignationPreparers = (table: Table, proposalId: string): Promise<ReadonlySet<string>> =>
  readHands(table, designationKey(proposalId), [
    'prepare-designation',
  ] satisfies readonly DesignationAction[]);

/** The accounts of all who ever prepared an extension of a designation. */
export const readExtensionPreparers = (table: Table, proposalId: string): Promise<ReadonlySet<string>> =>
  readHands(table, designationKey(proposalId), ['prepare-extension'] satisfies readonly DesignationAction[]);

/** A page of the catalogue, by the instant of the designation. */
export const pageOfCatalogue = async (
  table: Table,
  cursor: string | null,
): Promise<Page<Stored<Designation>>> => {
  const page = await table.page(catalogue, { index: 'collection', cursor, limit: 100 });
  return { rows: page.rows.map(parseDesignation), cursor: page.cursor };
};

/** Begins the cursors of the catalogue, where they follow those of the preparations. */
const further = 'catalogue.';

/** A page of all designations: the prepared ones, then the catalogue. */
export const pageOfDesignations = async (
  table: Table,
  cursor: string | null,
): Promise<Page<Stored<Designation>>> => {
  if (cursor?.startsWith(further) === true) {
    const page = await pageOfCatalogue(table, cursor.slice(further.length) || null);
    return { rows: page.rows, cursor: page.cursor === null ? null : `${further}${page.cursor}` };
  }
  const page = await table.page(preparations, { index: 'collection', cursor, limit: 100 });
  return { rows: page.rows.map(parseDesignation), cursor: page.cursor ?? further };
};

/** The change of a designation by one of its transitions. */
export const designationChange = (
  before: Stored<Designation> | null,
  after: Designation,
  action: DesignationAction,
  reason: string | null = null,
): Change<Designation> => ({
  key: designationKey(after.proposalId),
  entity: `designation/${after.proposalId}`,
  log: 'agency',
  action,
  reason,
  before,
  after,
  indexed: {
    collection: isInCatalogue(after) ? catalogue : preparations,
    position: `${after.designated?.at ?? after.prepared.at}#${after.proposalId}`,
  },
});

const requestRow = v.object({
  state: v.literal('REQUESTED'),
  requestId: v.string(),
  proposalId: v.string(),
  roundId: v.string(),
  supplierId: v.string(),
  organisationId: v.string(),
  quantity: v.number(),
  message: v.string(),
  requestedAt: v.string(),
}) satisfies v.GenericSchema<unknown, BuyingRequest>;

const requestPrefix = 'REQUEST#';

/** The requests to buy a designated solution, by instant. */
export const pageOfRequests = async (
  table: Table,
  proposalId: string,
  cursor: string | null,
): Promise<Page<BuyingRequest>> => {
  const page = await table.page(designationKey(proposalId).pk, { prefix: requestPrefix, cursor, limit: 100 });
  return { rows: page.rows.map((row) => v.parse(requestRow, row)), cursor: page.cursor };
};

/** All of them. */
export const listRequests = async (table: Table, proposalId: string): Promise<readonly BuyingRequest[]> =>
  (await table.all(designationKey(proposalId).pk, { prefix: requestPrefix })).map((row) =>
    v.parse(requestRow, row),
  );

/** Records a request to buy. */
export const requestChange = (after: BuyingRequest, action: BuyingRequestAction): Change<BuyingRequest> => ({
  key: {
    pk: designationKey(after.proposalId).pk,
    sk: `${requestPrefix}${after.requestedAt}#${after.requestId}`,
  },
  entity: `buying-request/${after.requestId}`,
  log: 'agency',
  action,
  before: null,
  after,
});
