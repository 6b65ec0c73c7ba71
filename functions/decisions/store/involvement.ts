import { listPanels, readEvaluator } from '../../evaluation/store.ts';
import type { Account } from '../../platform/identity.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import { checkNoEvaluator, checkNoStake } from '../rules.ts';

/** The refusal of whoever evaluates in a round or has a stake in it, and so decides nothing there; null for others. */
export const readInvolvement = async (
  table: Table,
  { accountId, memberships }: Pick<Account, 'accountId' | 'memberships'>,
  roundId: string,
): Promise<Refusal | null> => {
  const [evaluator, panels] = await Promise.all([
    readEvaluator(table, roundId, accountId),
    listPanels(table, roundId),
  ]);
  return (
    checkNoEvaluator(evaluator !== null, roundId) ?? checkNoStake(Object.keys(memberships), panels, roundId)
  );
};
