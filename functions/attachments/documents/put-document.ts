import { answer, type Implementation, implement } from '../../platform/http.ts';
import { keepAnswer } from '../../platform/keep-answer.ts';
import { isRefusal } from '../../platform/refusal.ts';
import { type ArrivalDependencies, confirmArrival } from '../confirm-arrival.ts';
import { linkParts, type PartsDependencies } from '../link-parts.ts';
import { openDocumentParts, receiveDocument } from '../schema.ts';
import { type DocumentDependencies, readOwnDocument } from './own-document.ts';

/** The links of the parts that are missing. */
export const createOpenDocumentParts = (deps: DocumentDependencies & PartsDependencies): Implementation =>
  implement(openDocumentParts, async ({ account, idempotency, parameters, receivedAt }) => {
    const own = await readOwnDocument(deps, account, parameters, receivedAt);
    if (isRefusal(own)) return own;
    const { actor, sealKeyArn, window } = own.side;
    if (isRefusal(window)) return window;
    const opened = await linkParts(deps, own.document, { sealKeyArn, actor, receivedAt, ...window });
    if (isRefusal(opened)) return opened;
    const shown = { ...opened, deadline: window.deadline };
    return keepAnswer(deps.table, idempotency, answer(200, shown), receivedAt);
  });

/** A side says that it has put its file. */
export const createReceiveDocument = (deps: DocumentDependencies & ArrivalDependencies): Implementation =>
  implement(receiveDocument, async ({ account, idempotency, parameters, receivedAt }) => {
    const own = await readOwnDocument(deps, account, parameters, receivedAt);
    if (isRefusal(own)) return own;
    return confirmArrival(deps, own.document, { actor: own.side.actor, receivedAt, idempotency });
  });
