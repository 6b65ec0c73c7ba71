import { refusalByOwnConflict } from '../evaluation/store.ts';
import type { Account } from '../platform/identity.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { type Challenge, checkNotProposer } from './rules.ts';

/**
 * The refusal of whoever belongs to a body that proposed a challenge or declared a conflict in it, and so decides
 * nothing on it; null for others (DOMAIN.md, «Who acts»).
 */
export const refusalOfPartial = async (
  table: Table,
  { accountId, memberships }: Pick<Account, 'accountId' | 'memberships'>,
  challenge: Challenge,
): Promise<Refusal | null> =>
  checkNotProposer(challenge, Object.keys(memberships)) ??
  (await refusalByOwnConflict(table, accountId, challenge));
