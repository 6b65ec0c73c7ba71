import type { Stored } from '../platform/change.ts';
import { type Account, actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { refusalOfUndeclared } from './store.ts';

/** The round, for staff who declared for it once it is opened, and auditors. */
export const readRoundForAgency = async (
  table: Table,
  account: Account,
  roundId: string,
): Promise<Stored<Round> | Refusal> => {
  const actor = actAs(account, ['staff', 'auditor']);
  if (isRefusal(actor)) return actor;
  const round = await readRound(table, roundId);
  if (round === null) return refuse('not-found');
  return (await refusalOfUndeclared(table, account, round.roundId)) ?? round;
};
