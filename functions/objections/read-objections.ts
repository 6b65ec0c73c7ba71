import type { Records } from '../decisions/store.ts';
import { refusalOfUndeclared } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentStored } from './present.ts';
import { readReadableObjection } from './readable-objection.ts';
import { overseers } from './rules.ts';
import { listObjections, readObjection } from './schema.ts';
import { listObjections as listStoredObjections, readHold } from './store.ts';

/** An objection with what was decided on it. */
export const createReadObjection = ({ table }: { readonly table: Table }): Implementation =>
  implement(readObjection, async ({ account, parameters }) => {
    const objection = await readReadableObjection(table, account, parameters.proposalId);
    if (isRefusal(objection)) return objection;
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
    const undeclared = await refusalOfUndeclared(table, account, roundId);
    if (undeclared !== null) return undeclared;
    const [objections, hold] = await Promise.all([
      listStoredObjections(table, roundId),
      readHold(table, records, roundId),
    ]);
    return answer(200, {
      rows: objections.map(presentStored),
      heldProposalIds: [...hold.proposalIds].sort(),
    });
  });
