import type { DocumentKind } from '../../../functions/attachments/store/document-owner.ts';
import { declareDocument, receiveDocument } from '../../../functions/attachments/schema.ts';
import type { ApiClient } from '../api-client.ts';
import { contentTypes } from '../dataset/files.ts';
import { pdfOf } from '../dataset/documents/pdf.ts';
import { manifestOf, putFile } from '../upload.ts';

/** Attaches a page with a sentence to what an act is to take along; answers its id. */
export const attachPage = async (
  api: ApiClient,
  parameters: { readonly kind: DocumentKind; readonly ownerId: string },
  fileName: string,
  sentence: string,
): Promise<string> => {
  const title = fileName.replace(/\.pdf$/u, '');
  const file = {
    fileName,
    contentType: contentTypes.pdf,
    bytes: pdfOf({
      title,
      writtenOn: { year: 2020, month: 7, day: 20 },
      byline: [],
      sections: [{ heading: title, paragraphs: [sentence] }],
    }),
  };
  const { attachmentId, upload } = await api.must(declareDocument, { parameters, body: manifestOf(file) });
  await putFile(file, upload);
  await api.must(receiveDocument, { parameters: { ...parameters, attachmentId }, body: null });
  return attachmentId;
};
