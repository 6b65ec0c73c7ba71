import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentMoveUp } from './present.ts';
import { readMoveUp } from './schema.ts';
import { readMoveUp as readStoredMoveUp } from './store.ts';

/** What was prepared to move up, and what has; null while nothing was. */
export const createReadMoveUp = ({ table }: { readonly table: Table }): Implementation =>
  implement(readMoveUp, async ({ account, parameters }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const [round, moveUp] = await Promise.all([
      readRound(table, parameters.roundId),
      readStoredMoveUp(table, parameters.roundId),
    ]);
    if (round === null) return refuse('not-found');
    if (moveUp === null) return answer(200, null);
    const { version } = moveUp.bookkeeping;
    return answer(200, presentMoveUp(moveUp, version), version);
  });
