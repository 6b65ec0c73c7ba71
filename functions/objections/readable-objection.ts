import { refusalOfUndeclared } from '../evaluation/store.ts';
import type { Stored } from '../platform/change.ts';
import { type Account, holds } from '../platform/identity.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { nowhere, readProposal } from '../proposals/store.ts';
import { type Objection, overseers } from './rules.ts';
import { readObjection } from './store.ts';

/** An objection for its supplier and the agency; for others it does not exist. */
export const readReadableObjection = async (
  table: Table,
  account: Account,
  proposalId: string,
): Promise<Stored<Objection> | Refusal> => {
  const proposal = await readProposal(table, proposalId);
  const isOwn = proposal !== null && account.memberships[proposal.supplierId] !== undefined;
  const mayRead = isOwn || holds(account, ...overseers);
  const objection = mayRead ? await readObjection(table, proposal ?? nowhere) : null;
  if (objection === null) return refuse('not-found');
  return (isOwn ? null : await refusalOfUndeclared(table, account, objection.roundId)) ?? objection;
};
