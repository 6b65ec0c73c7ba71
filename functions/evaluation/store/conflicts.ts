import * as v from 'valibot';
import { bookkeepingOf, type Change, fieldsOf, type Stored } from '../../platform/change.ts';
import type { Account } from '../../platform/identity.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Page, Row, Table, TableKey } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import { checkNoConflict, type Stake } from '../rules/access.ts';
import { checkNoneDeclared, type ConflictAction, type DeclaredConflict } from '../rules/conflict.ts';

const conflictRow = v.object({
  state: v.literal('DECLARED'),
  conflictId: v.string(),
  roundId: v.string(),
  challengeId: v.string(),
  accountId: v.string(),
  organisationId: v.string(),
  reason: v.string(),
  declaredAt: v.string(),
}) satisfies v.GenericSchema<unknown, DeclaredConflict>;

const prefix = 'CONFLICT#';

/** By account, so that one look tells all that somebody declared in a round. */
const conflictKey = (
  { roundId, challengeId }: Pick<DeclaredConflict, 'roundId' | 'challengeId'>,
  accountId: string,
): TableKey => ({ pk: `ROUND#${roundId}`, sk: `${prefix}${accountId}#${challengeId}` });

const parseConflict = (row: Row): Stored<DeclaredConflict> => ({
  ...v.parse(conflictRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** What somebody declared in a round, read consistently. */
export const listOwnConflicts = async (
  table: Table,
  roundId: string,
  accountId: string,
): Promise<readonly DeclaredConflict[]> =>
  (await table.all(`ROUND#${roundId}`, { prefix: `${prefix}${accountId}#` })).map(parseConflict);

/** The refusal of whoever declared a conflict in the challenge, and so leaves it to colleagues; null for others. */
export const refusalByOwnConflict = async (
  table: Table,
  accountId: string,
  place: Pick<DeclaredConflict, 'roundId' | 'challengeId'>,
): Promise<Refusal | null> =>
  checkNoneDeclared(await listOwnConflicts(table, place.roundId, accountId), place);

/** The same, and of whoever belongs to a party of it, in whatever role. */
export const refusalByStake = async (
  table: Table,
  { accountId, memberships }: Pick<Account, 'accountId' | 'memberships'>,
  stake: Stake,
): Promise<Refusal | null> =>
  checkNoConflict(Object.keys(memberships), stake) ?? (await refusalByOwnConflict(table, accountId, stake));

/** A page of all that was declared in a round, read consistently. */
export const pageOfConflicts = async (
  table: Table,
  roundId: string,
  cursor: string | null,
): Promise<Page<DeclaredConflict>> => {
  const page = await table.page(`ROUND#${roundId}`, { prefix, cursor, limit: 100 });
  return { rows: page.rows.map(parseConflict), cursor: page.cursor };
};

/** All that was declared of one challenge, read consistently. */
export const listConflictsOfChallenge = async (
  table: Table,
  roundId: string,
  challengeId: string,
): Promise<readonly DeclaredConflict[]> =>
  (await table.all(`ROUND#${roundId}`, { prefix }))
    .map(parseConflict)
    .filter((declared) => declared.challengeId === challengeId)
    .map(fieldsOf);

/** Keeps a declaration; a second one for the same challenge is `declared-already`. */
export const conflictChange = (
  after: DeclaredConflict,
  action: ConflictAction,
): Change<DeclaredConflict> => ({
  key: conflictKey(after, after.accountId),
  entity: `conflict/${after.conflictId}`,
  log: `round/${after.roundId}`,
  action,
  reason: after.reason,
  before: null,
  after,
  exists: () =>
    refuseEvaluation('declared-already', { challengeId: after.challengeId, roundId: after.roundId }),
});
