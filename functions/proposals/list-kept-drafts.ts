import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { keptDraftsOf, presentKept } from './kept-drafts-of.ts';
import { listKeptDrafts } from './schema.ts';

/** The saves and conflicts that are kept of a draft, newest first. */
export const createListKeptDrafts = ({ table }: { readonly table: Table }): Implementation =>
  implement(listKeptDrafts, async ({ account, parameters, receivedAt }) => {
    const kept = await keptDraftsOf(table, account, parameters.proposalId, receivedAt);
    return isRefusal(kept) ? kept : answer(200, { rows: kept.map(presentKept) });
  });
