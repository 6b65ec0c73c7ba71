import { readWithAttachment } from '../proposals/store.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { type ArrivalDependencies, confirmArrival } from './confirm-arrival.ts';
import { receiveAttachment } from './schema.ts';

/** The supplier says that it has put a file of its proposal. */
export const createReceiveAttachment = (deps: ArrivalDependencies): Implementation =>
  implement(receiveAttachment, async ({ account, idempotency, parameters, receivedAt }) => {
    const { proposalId, attachmentId } = parameters;
    const { proposal, attachment } = await readWithAttachment(deps.table, proposalId, attachmentId);
    if (proposal === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], proposal.supplierId);
    if (isRefusal(actor)) return actor;
    if (attachment === null) return refuse('not-found');
    return confirmArrival(deps, attachment, { actor, receivedAt, idempotency });
  });
