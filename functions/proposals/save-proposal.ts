import { type Implementation, implement } from '../platform/http.ts';
import { type DraftDependencies, saveDraft } from './save-draft.ts';
import { saveProposal } from './schema.ts';

/**
 * The supplier saves its draft under seal, as often as its portal likes. It lies beside what was submitted, which
 * stays live until the next submission.
 */
export const createSaveProposal = (deps: DraftDependencies): Implementation =>
  implement(saveProposal, async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) =>
    saveDraft(deps, {
      account,
      receivedAt,
      proposalId: parameters.proposalId,
      expectedVersion,
      idempotency,
      textOf: () => Promise.resolve(body),
      isKept: false,
    }),
  );
