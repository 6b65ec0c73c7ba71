import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { keptDraftsOf, presentKept } from './kept-drafts-of.ts';
import type { DraftDependencies } from './save-draft.ts';
import { readKeptDraft } from './schema.ts';
import { unsealKept } from './store.ts';

/** A save or conflict that is kept, with its text. */
export const createReadKeptDraft = ({ table, sealer }: DraftDependencies): Implementation =>
  implement(readKeptDraft, async ({ account, parameters, receivedAt }) => {
    const rows = await keptDraftsOf(table, account, parameters.proposalId, receivedAt);
    if (isRefusal(rows)) return rows;
    const kept = rows.find(({ keptId }) => keptId === parameters.keptId);
    if (kept === undefined) return refuse('not-found');
    return answer(200, { ...presentKept(kept), content: await unsealKept(sealer, kept) });
  });
