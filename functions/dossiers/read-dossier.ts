import type { Links } from '../attachments/store/links.ts';
import { readChallenge } from '../challenges/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { refuseProposal } from '../proposals/refusals.ts';
import { wentWithContents } from '../retention/rules/contents.ts';
import { readContents } from '../retention/store/contents.ts';
import { presentDossier } from './present.ts';
import { isForgotten, keptUntil } from './rules.ts';
import { readDossier } from './schema.ts';
import { type DossierDependencies, wake } from './request-dossier.ts';
import { dossierChange, readDossierRequest, readInvolvement } from './store.ts';

type ReadDependencies = DossierDependencies & { readonly links: Pick<Links, 'savingLink'> };

/**
 * Whether a dossier is ready, with the link to it, for who asked for it and is still uninvolved: so each reader stands in
 * the ledger. One that nobody makes any more is set going again.
 */
export const createReadDossier = (deps: ReadDependencies): Implementation =>
  implement(readDossier, async ({ account, parameters, receivedAt: at }) => {
    const { table, links, keptInDays } = deps;
    const actor = actAs(account, ['auditor', 'staff']);
    if (isRefusal(actor)) return actor;
    const dossier = await readDossierRequest(table, parameters.dossierId);
    if (dossier?.requestedBy !== actor.accountId) return refuse('not-found');
    const challenge = await readChallenge(table, dossier.challengeId);
    if (challenge === null) return refuse('not-found');
    const involved = await readInvolvement(table, account, challenge);
    if (involved !== null) return involved;

    const contents = await readContents(table, dossier.roundId);
    if (dossier.builtAt !== null && wentWithContents(contents, dossier.builtAt))
      return refuseProposal('contents-deleted', { roundId: dossier.roundId });

    if (isForgotten(dossier, at)) {
      const woken = dossierChange(dossier, { ...fieldsOf(dossier), wokenAt: at }, null);
      const outcome = await commit(table, {
        at,
        actor,
        changes: [woken],
        idempotency: null,
        answer: () => answer(200, null),
      });
      if (!isRefusal(outcome)) await wake(deps, dossier.dossierId);
    }
    const until = keptUntil(dossier, keptInDays);
    const link =
      dossier.archive === null || until === null || at >= until
        ? null
        : await links.savingLink(
            {
              key: dossier.archive.key,
              versionId: dossier.archive.versionId,
              fileName: `dossier-${dossier.challengeId}.zip`,
              contentType: 'application/zip',
            },
            at,
          );
    return answer(200, presentDossier(dossier, keptInDays, link), dossier.bookkeeping.version);
  });
