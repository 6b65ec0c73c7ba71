import { type Zippable, zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';

/** A whole PDF of one page; its cross-reference is a stream, or a table as older programs write. */
export const pdfFile = async (crossReference: 'stream' | 'table' = 'stream'): Promise<Buffer> => {
  const document = await PDFDocument.create();
  document.addPage();
  return Buffer.from(await document.save({ useObjectStreams: crossReference === 'stream' }));
};

/** An archive of named entries. */
export const archiveFile = (entries: Zippable): Buffer => Buffer.from(zipSync(entries));
