import { fieldsOf } from '../../platform/change.ts';
import { commit } from '../../platform/commit.ts';
import { answer, type Implementation, implement } from '../../platform/http.ts';
import { isRefusal } from '../../platform/refusal.ts';
import { abandonParts } from '../link-parts.ts';
import { presentAttachment } from '../present.ts';
import { removal } from '../rules.ts';
import { removeDocument } from '../schema.ts';
import { attachmentChange, releasePlace } from '../store.ts';
import type { Gatherings } from '../store/gatherings.ts';
import { type DocumentDependencies, readOwnDocument } from './own-document.ts';

/** A side takes its file out again. An act that took it along keeps it. */
export const createRemoveDocument = (
  deps: DocumentDependencies & { readonly gatherings: Pick<Gatherings, 'abort'> },
): Implementation =>
  implement(removeDocument, async ({ account, idempotency, parameters, receivedAt }) => {
    const own = await readOwnDocument(deps, account, parameters, receivedAt);
    if (isRefusal(own)) return own;
    const { document, side } = own;
    const step = removal(fieldsOf(document), receivedAt);
    if (isRefusal(step)) return step;
    const outcome = await commit(deps.table, {
      at: receivedAt,
      actor: side.actor,
      changes: [attachmentChange(document, step.after, step.action)],
      alongside: [releasePlace(document)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentAttachment(step.after, version), version),
    });
    if (!isRefusal(outcome)) await abandonParts(deps.gatherings, document);
    return outcome;
  });
