import { type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import { type DraftDependencies, saveDraft } from './save-draft.ts';
import { restoreKeptDraft } from './schema.ts';
import { unsealKept } from './store.ts';
import { listKeptDrafts } from './store/kept-drafts.ts';

/** A kept text becomes the draft again, as a save like any other: what it replaces is kept in turn. */
export const createRestoreKeptDraft = (deps: DraftDependencies): Implementation =>
  implement(restoreKeptDraft, async ({ account, expectedVersion, idempotency, parameters, receivedAt }) =>
    saveDraft(deps, {
      account,
      receivedAt,
      proposalId: parameters.proposalId,
      expectedVersion,
      idempotency,
      textOf: async ({ proposalId }) => {
        const rows = await listKeptDrafts(deps.table, proposalId);
        const kept = rows.find(({ keptId }) => keptId === parameters.keptId);
        return kept === undefined ? refuse('not-found') : unsealKept(deps.sealer, kept);
      },
      isKept: true,
    }),
  );
