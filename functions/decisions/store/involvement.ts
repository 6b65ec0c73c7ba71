import { checkNoneDeclared } from '../../evaluation/rules.ts';
import { listOwnConflicts, listPanels, readEvaluator, refusalOfUndeclared } from '../../evaluation/store.ts';
import type { Account } from '../../platform/identity.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import { checkNoEvaluator, checkNoStake } from '../rules.ts';

/**
 * The refusal of whoever belongs to a party of a challenge that is decided in a round, declared a conflict in one, or has
 * declared nothing yet; null for others.
 */
export const readStake = async (
  table: Table,
  { accountId, memberships }: Pick<Account, 'accountId' | 'memberships'>,
  roundId: string,
): Promise<Refusal | null> => {
  const [panels, declared, undeclared] = await Promise.all([
    listPanels(table, roundId),
    listOwnConflicts(table, roundId, accountId),
    refusalOfUndeclared(table, { accountId, memberships }, roundId),
  ]);
  return (
    checkNoStake(Object.keys(memberships), panels, roundId) ??
    checkNoneDeclared(declared, { roundId, challengeId: null }) ??
    undeclared
  );
};

/** The refusal of whoever evaluates in a round or has a stake in it, and so decides nothing there; null for others. */
export const readInvolvement = async (
  table: Table,
  account: Pick<Account, 'accountId' | 'memberships'>,
  roundId: string,
): Promise<Refusal | null> => {
  const [evaluator, stake] = await Promise.all([
    readEvaluator(table, roundId, account.accountId),
    readStake(table, account, roundId),
  ]);
  return checkNoEvaluator(evaluator !== null, roundId) ?? stake;
};
