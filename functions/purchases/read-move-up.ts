import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentMoveUp } from './present.ts';
import { readMoveUp } from './schema.ts';
import { readMoveUp as readStoredMoveUp } from './store.ts';

/** What was prepared to move up, and what has. */
export const createReadMoveUp = ({ table }: { readonly table: Table }): Implementation =>
  implement(readMoveUp, async ({ account, parameters }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const moveUp = await readStoredMoveUp(table, parameters.roundId);
    if (moveUp === null) return refuse('not-found');
    const { version } = moveUp.bookkeeping;
    return answer(200, presentMoveUp(moveUp, version), version);
  });
