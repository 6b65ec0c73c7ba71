import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isAnnounced, isOpened, type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { readMeasuredOutages, readOutages } from './schema.ts';
import { assessDeadline } from './store.ts';

/** What the heartbeats show of a round's deadline at an instant; from the opening on as they stood at the opening. */
const show = async (table: Table, round: Round, at: Instant) => {
  const found = await assessDeadline(table, round, round.openedAt ?? at);
  return found === null ? refuse('not-found') : answer(200, found);
};

/** The evidence behind a moved deadline, or behind one that stood. It tells of the system, and of no proposal. */
export const createReadOutages = ({ table }: { readonly table: Table }): Implementation =>
  implement(readOutages, async ({ parameters, receivedAt }) => {
    const round = await readRound(table, parameters.roundId);
    if (round === null || !isOpened(round)) return refuse('not-found');
    return show(table, round, receivedAt);
  });

/** The same while a move or the opening is decided upon it, by people of the agency. */
export const createReadMeasuredOutages = ({ table }: { readonly table: Table }): Implementation =>
  implement(readMeasuredOutages, async ({ account, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null || !isAnnounced(round)) return refuse('not-found');
    return show(table, round, receivedAt);
  });
