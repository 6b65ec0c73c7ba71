import { readOrganisation } from '../organisations/store.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { refuseProposal } from './refusals.ts';

/** The signatory's membership; a colleague without it is told who may. Only the refusal costs a further read. */
export const actAsSignatory = async (
  table: Table,
  account: Account,
  supplierId: string,
): Promise<PersonActor | Refusal> => {
  const actor = actAs(account, ['signatory'], supplierId);
  if (!isRefusal(actor) || actor.code !== 'not-permitted') return actor;
  const supplier = await readOrganisation(table, supplierId);
  const signatories = Object.entries(supplier?.members ?? {})
    .filter(([, roles]) => roles.includes('signatory'))
    .map(([accountId]) => accountId);
  return refuseProposal('signatory-needed', { signatories });
};
