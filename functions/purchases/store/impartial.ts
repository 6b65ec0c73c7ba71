import {
  refusalBeforeDeclaration,
  refusalByOwnConflict,
  refusalOfUndeclared,
} from '../../evaluation/store.ts';
import type { Account } from '../../platform/identity.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import { checkNotSupplier, isSideOf, type Purchase, type Sides } from '../rules.ts';

/**
 * The refusal of whoever belongs to a purchase's supplier, has declared nothing for its round, or a conflict in its
 * challenge, and so takes none of its steps; null for others (DOMAIN.md, «Who acts»).
 */
export const refusalOfPartial = async (
  table: Table,
  { accountId, memberships }: Pick<Account, 'accountId' | 'memberships'>,
  sides: Sides & Pick<Purchase, 'challengeId'>,
): Promise<Refusal | null> =>
  checkNotSupplier(memberships, sides) ??
  (await refusalOfUndeclared(table, { accountId, memberships }, sides.roundId)) ??
  (await refusalByOwnConflict(table, accountId, sides));

/**
 * The same of whoever acts for the first user, whose side `checkFirstUser` has told: inspectors are bound as the agency
 * is, in every step from the plan of the trial to the verdict.
 */
export const refusalOfPartialFirstUser = async (
  table: Table,
  accountId: string,
  sides: Pick<Purchase, 'roundId' | 'challengeId'>,
): Promise<Refusal | null> =>
  (await refusalBeforeDeclaration(table, accountId, sides.roundId)) ??
  (await refusalByOwnConflict(table, accountId, sides));

/**
 * The refusal of whoever reads a purchase for the agency and has not declared for its round; null for its own sides and
 * for auditors.
 */
export const refusalOfReader = async (
  table: Table,
  account: Pick<Account, 'accountId' | 'memberships'>,
  sides: Sides,
): Promise<Refusal | null> =>
  isSideOf(account.memberships, sides) ? null : refusalOfUndeclared(table, account, sides.roundId);
