import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isAnnounced, isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { readOutages } from './schema.ts';
import { assessDeadline } from './store.ts';

/** The evidence behind a moved deadline, or behind one that stood. It tells of the system, and of no proposal. */
export const createReadOutages = ({ table }: { readonly table: Table }): Implementation =>
  implement(readOutages, async ({ account, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    const round = await readRound(table, parameters.roundId);
    if (isRefusal(actor) && (round === null || !isOpened(round))) return actor;
    if (round === null || !isAnnounced(round)) return refuse('not-found');
    const found = await assessDeadline(table, round, round.openedAt ?? receivedAt);
    return found === null ? refuse('not-found') : answer(200, found);
  });
