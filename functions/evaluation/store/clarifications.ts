import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Page, Row, Table, TableKey } from '../../platform/table.ts';
import { type Clarification, type ClarificationAction, clarificationStates } from '../rules/clarification.ts';

const clarificationRow = v.object({
  state: v.picklist(clarificationStates),
  clarificationId: v.string(),
  roundId: v.string(),
  challengeId: v.string(),
  proposalId: v.string(),
  supplierId: v.string(),
  question: v.string(),
  proposedBy: v.nullable(v.string()),
  raisedAt: v.string(),
  askedAt: v.nullable(v.string()),
  deadline: v.nullable(v.string()),
  answer: v.nullable(v.string()),
  answeredAt: v.nullable(v.string()),
  declineReason: v.nullable(v.string()),
  declinedAt: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Clarification>;

const prefix = 'CLARIFICATION#';

const partitionOf = (proposalId: string): string => `CLARIFICATIONS#${proposalId}`;

const proposedIn = (roundId: string): string => `ROUND#${roundId}#PROPOSED-CLARIFICATIONS`;

const clarificationKey = (proposalId: string, clarificationId: string): TableKey => ({
  pk: partitionOf(proposalId),
  sk: `${prefix}${clarificationId}`,
});

const parseClarification = (row: Row): Stored<Clarification> => ({
  ...v.parse(clarificationRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A clarification of a proposal by id, or null. */
export const readClarification = async (
  table: Table,
  proposalId: string,
  clarificationId: string,
): Promise<Stored<Clarification> | null> => {
  const row = await table.get(clarificationKey(proposalId, clarificationId));
  return row === null ? null : parseClarification(row);
};

/** Every clarification of a proposal, read consistently, in the order in which they were raised. */
export const listClarificationsOfProposal = async (
  table: Table,
  proposalId: string,
): Promise<readonly Stored<Clarification>[]> =>
  (await table.all(partitionOf(proposalId), { prefix }))
    .map(parseClarification)
    .sort((left, right) => (left.raisedAt < right.raisedAt ? -1 : 1));

/** A page of what was proposed in a round and awaits staff, oldest first; the index lags a moment behind the writes. */
export const pageOfProposedClarifications = async (
  table: Table,
  roundId: string,
  cursor: string | null,
): Promise<Page<Stored<Clarification>>> => {
  const page = await table.page(proposedIn(roundId), { index: 'collection', cursor, limit: 50 });
  return { rows: page.rows.map(parseClarification), cursor: page.cursor };
};

/** The change of a clarification by one of its arrows. */
export const clarificationChange = (
  before: Stored<Clarification> | null,
  after: Clarification,
  action: ClarificationAction,
  reason: string | null = null,
): Change<Clarification> => ({
  key: clarificationKey(after.proposalId, after.clarificationId),
  entity: `clarification/${after.proposalId}/${after.clarificationId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  ...(after.state === 'PROPOSED'
    ? {
        indexed: {
          collection: proposedIn(after.roundId),
          position: `${after.raisedAt}#${after.clarificationId}`,
        },
      }
    : {}),
});
