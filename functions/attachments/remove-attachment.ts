import { attemptInTime, readProposal, whileInTime } from '../proposals/store.ts';
import { checkEditable } from '../proposals/rules.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { abandonParts } from './link-parts.ts';
import { presentAttachment } from './present.ts';
import { proposalOwner, removal } from './rules.ts';
import { removeAttachment } from './schema.ts';
import { attachmentChange, readAttachment, releasePlace } from './store.ts';
import type { Gatherings } from './store/gatherings.ts';

/** The supplier takes a file out of the draft, before the deadline. What was submitted with it keeps it. */
export const createRemoveAttachment = (deps: {
  readonly table: Table;
  readonly gatherings: Pick<Gatherings, 'abort'>;
}): Implementation =>
  implement(removeAttachment, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table, gatherings } = deps;
    const { proposalId, attachmentId } = parameters;
    const found = await readProposal(table, proposalId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], found.supplierId);
    if (isRefusal(actor)) return actor;
    const before = await readAttachment(table, proposalOwner(proposalId), attachmentId);
    if (before === null) return refuse('not-found');

    return attemptInTime(table, found, receivedAt, async (proposal) => {
      const refusal = checkEditable(proposal, receivedAt);
      if (refusal !== null) return refusal;
      const step = removal(fieldsOf(before), receivedAt);
      if (isRefusal(step)) return step;
      const outcome = await commit(table, {
        at: receivedAt,
        actor,
        changes: [attachmentChange(before, step.after, step.action)],
        alongside: [whileInTime(proposal, receivedAt), releasePlace(before)],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(200, presentAttachment(step.after, version), version),
      });
      if (!isRefusal(outcome)) await abandonParts(gatherings, before);
      return outcome;
    });
  });
