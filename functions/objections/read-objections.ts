import type { Records } from '../decisions/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, holds } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readProposal } from '../proposals/store.ts';
import { presentStored } from './present.ts';
import { listObjections, readObjection } from './schema.ts';
import {
  listObjections as listStoredObjections,
  readHold,
  readObjection as readStoredObjection,
} from './store.ts';

const overseers = ['staff', 'approver', 'auditor'] as const;

/** An objection for its supplier and the agency; for others it does not exist. */
export const createReadObjection = ({ table }: { readonly table: Table }): Implementation =>
  implement(readObjection, async ({ account, parameters }) => {
    const proposal = await readProposal(table, parameters.proposalId);
    if (proposal === null) return refuse('not-found');
    const isOwn = account.memberships[proposal.supplierId] !== undefined;
    const objection =
      isOwn || holds(account, ...overseers) ? await readStoredObjection(table, proposal) : null;
    if (objection === null) return refuse('not-found');
    return answer(200, presentStored(objection), objection.bookkeeping.version);
  });

/** A round's objections, with what they hold. */
export const createListObjections = ({
  table,
  records,
}: {
  readonly table: Table;
  readonly records: Records;
}): Implementation =>
  implement(listObjections, async ({ account, parameters: { roundId } }) => {
    const actor = actAs(account, overseers);
    if (isRefusal(actor)) return actor;
    const [objections, hold] = await Promise.all([
      listStoredObjections(table, roundId),
      readHold(table, records, roundId),
    ]);
    return answer(200, {
      rows: objections.map(presentStored),
      heldProposalIds: [...hold.proposalIds].sort(),
    });
  });
