import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { type Account, holds } from '../../platform/identity.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Row, Table, TableKey } from '../../platform/table.ts';
import { readRound } from '../../rounds/store.ts';
import { refuseEvaluation } from '../refusals.ts';
import {
  checkDeclared,
  type DeclarationAction,
  declaresToRead,
  type RoundDeclaration,
} from '../rules/declaration.ts';

const declarationRow = v.object({
  state: v.literal('DECLARED'),
  declarationId: v.string(),
  roundId: v.string(),
  accountId: v.string(),
  organisationId: v.string(),
  challengeIds: v.array(v.string()),
  declaredAt: v.string(),
}) satisfies v.GenericSchema<unknown, RoundDeclaration>;

const prefix = 'DECLARATION#';

const declarationKey = (roundId: string, accountId: string): TableKey => ({
  pk: `ROUND#${roundId}`,
  sk: `${prefix}${accountId}`,
});

const parseDeclaration = (row: Row): Stored<RoundDeclaration> => ({
  ...v.parse(declarationRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** What somebody declared for a round, read consistently; null for whoever has not. */
export const readDeclaration = async (
  table: Table,
  roundId: string,
  accountId: string,
): Promise<Stored<RoundDeclaration> | null> => {
  const row = await table.get(declarationKey(roundId, accountId));
  return row === null ? null : parseDeclaration(row);
};

/** All that was declared for a round, read consistently. */
export const listDeclarations = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<RoundDeclaration>[]> =>
  (await table.all(`ROUND#${roundId}`, { prefix })).map(parseDeclaration);

/** Refuses whoever has not declared for an opened round, whatever their office. */
export const refusalBeforeDeclaration = async (
  table: Table,
  accountId: string,
  roundId: string,
): Promise<Refusal | null> => {
  const declaration = await readDeclaration(table, roundId, accountId);
  return declaration === null ? checkDeclared(null, await readRound(table, roundId)) : null;
};

/** The same of those who screen, buy or decide for the agency; null for everybody else. */
export const refusalOfUndeclared = async (
  table: Table,
  account: Pick<Account, 'accountId' | 'memberships'>,
  roundId: string,
): Promise<Refusal | null> =>
  holds(account, ...declaresToRead) ? refusalBeforeDeclaration(table, account.accountId, roundId) : null;

/** Keeps a declaration; a second one for the same round is `declared-already`. */
export const declarationChange = (
  after: RoundDeclaration,
  action: DeclarationAction,
): Change<RoundDeclaration> => ({
  key: declarationKey(after.roundId, after.accountId),
  entity: `declaration/${after.declarationId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
  exists: () => refuseEvaluation('declared-already', { roundId: after.roundId }),
});
