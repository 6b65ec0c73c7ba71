import { commit } from '../../platform/commit.ts';
import { answer, type Implementation, implement } from '../../platform/http.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal } from '../../platform/refusal.ts';
import { presentAttachment } from '../present.ts';
import { checkFile, checkPartCount, declaration } from '../rules.ts';
import { declareDocument } from '../schema.ts';
import { attachmentChange, objectKeyOf, takePlace } from '../store.ts';
import type { Links } from '../store/links.ts';
import type { DocumentDependencies } from './own-document.ts';

/** A side declares a file for what it is about to do, and gets the link to put exactly that file to. */
export const createDeclareDocument = ({
  table,
  owners,
  links,
}: DocumentDependencies & { readonly links: Pick<Links, 'uploadLink'> }): Implementation =>
  implement(declareDocument, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const side = await owners[parameters.kind].sideOf(account, parameters.ownerId, receivedAt);
    if (isRefusal(side)) return side;
    const { subject, actor, sealKeyArn, window } = side;
    if (isRefusal(window)) return window;
    const fileName = checkFile(body.fileName, body.contentType);
    if (isRefusal(fileName)) return fileName;
    const misfit = checkPartCount(body.sizeInBytes, body.partSha256s);
    if (misfit !== null) return misfit;
    const attachmentId = newId();
    const objectKey = objectKeyOf(subject.roundId, subject.owner, attachmentId);
    const attachment = declaration(subject, { ...body, fileName }, { attachmentId, objectKey }, receivedAt);
    const { deadline } = window;
    const upload =
      body.partSha256s.length === 0
        ? await links.uploadLink({ attachment, sealKeyArn, deadline, receivedAt })
        : null;
    if (isRefusal(upload)) return upload;
    const terms = { deadline, linksEndAt: upload?.expiresAt ?? null };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [attachmentChange(null, attachment, 'declare')],
      alongside: [takePlace(attachment), ...window.alongside],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(
          201,
          { attachmentId, upload, ...terms, attachment: presentAttachment(attachment, version) },
          version,
        ),
    });
  });
