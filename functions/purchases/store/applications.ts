import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Table } from '../../platform/table.ts';
import type { FirstUseApplication, FirstUseApplicationAction } from '../rules.ts';

const applicationRow = v.object({
  state: v.literal('APPLIED'),
  challengeId: v.string(),
  roundId: v.string(),
  organisationId: v.string(),
  commitment: v.string(),
  appliedAt: v.string(),
}) satisfies v.GenericSchema<unknown, FirstUseApplication>;

const partitionOf = (challengeId: string): string => `CHALLENGE#${challengeId}#FIRST-USE-APPLICATIONS`;

const prefix = 'APPLICATION#';

/** Every body that applied to be first user for a challenge, read consistently. */
export const listFirstUseApplications = async (
  table: Table,
  challengeId: string,
): Promise<readonly Stored<FirstUseApplication>[]> =>
  (await table.all(partitionOf(challengeId), { prefix })).map((row) => ({
    ...v.parse(applicationRow, row),
    bookkeeping: bookkeepingOf(row),
  }));

/** Makes an application; a second one of the same body is `already-exists`. */
export const firstUseApplicationChange = (
  after: FirstUseApplication,
  action: FirstUseApplicationAction,
): Change<FirstUseApplication> => ({
  key: { pk: partitionOf(after.challengeId), sk: `${prefix}${after.organisationId}` },
  entity: `first-use-application/${after.challengeId}/${after.organisationId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
});
