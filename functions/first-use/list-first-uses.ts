import { refusalOfUndeclared } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentFirstUse } from './present.ts';
import { overdueFrom, publishableFrom } from './rules.ts';
import { listFirstUses } from './schema.ts';
import { pageFirstUsesOfRound } from './store.ts';

/** The first uses of a round for the agency: a page may be short though another follows. */
export const createListFirstUses = ({ table }: { readonly table: Table }): Implementation =>
  implement(listFirstUses, async ({ account, parameters, query, receivedAt: at }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const undeclared = await refusalOfUndeclared(table, account, round.roundId);
    if (undeclared !== null) return undeclared;
    const { verdictCommentInSeconds } = round.policy;
    const page = await pageFirstUsesOfRound(table, round.roundId, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((firstUse) => ({
        ...presentFirstUse(firstUse, firstUse.bookkeeping.version, at),
        publishableFrom:
          firstUse.state === 'PUBLISHED' ? null : publishableFrom(firstUse, verdictCommentInSeconds),
        overdueFrom: overdueFrom(firstUse.trialEndsAt),
      })),
      cursor: page.cursor,
    });
  });
