import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { buyingRequested } from './notices.ts';
import { presentRequest } from './present.ts';
import { type BuyingRequest, checkOnOffer, isInCatalogue } from './rules.ts';
import { requestToBuy } from './schema.ts';
import { readDesignation, requestChange } from './store.ts';

/** A public body requests to buy what is designated. */
export const createRequestToBuy = ({ table }: { readonly table: Table }): Implementation =>
  implement(requestToBuy, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['buyer'], body.organisationId);
    if (isRefusal(actor)) return actor;
    const designation = await readDesignation(table, parameters.proposalId);
    if (designation === null || !isInCatalogue(designation)) return refuse('not-found');
    const refusal = checkOnOffer(designation, at);
    if (refusal !== null) return refusal;
    const { proposalId, roundId, supplierId, challengeId } = designation;
    const request: BuyingRequest = {
      state: 'REQUESTED',
      requestId: newId(),
      proposalId,
      roundId,
      supplierId,
      organisationId: actor.organisationId,
      quantity: body.quantity,
      message: body.message,
      requestedAt: at,
    };
    return commit(table, {
      at,
      actor,
      changes: [requestChange(request, 'request-to-buy')],
      notices: [buyingRequested(request, challengeId)],
      idempotency,
      answer: () => answer(201, presentRequest(request)),
    });
  });
