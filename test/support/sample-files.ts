import { strToU8, type Zippable, zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';

/** A whole PDF of one page; its cross-reference is a stream, or a table as older programs write. */
export const pdfFile = async (crossReference: 'stream' | 'table' = 'stream'): Promise<Buffer> => {
  const document = await PDFDocument.create();
  document.addPage();
  return Buffer.from(await document.save({ useObjectStreams: crossReference === 'stream' }));
};

/** An archive of named entries. */
export const archiveFile = (entries: Zippable): Buffer => Buffer.from(zipSync(entries));

/** The least that makes an Office document: its parts by name. */
export const officeFile = (mainPart: string, more: Zippable = {}): Buffer =>
  archiveFile({ '[Content_Types].xml': strToU8('<Types/>'), [mainPart]: strToU8('<x/>'), ...more });

/** A Hangul document of the newer format. */
export const hwpxFile = (): Buffer =>
  archiveFile({
    mimetype: [strToU8('application/hwp+zip'), { level: 0 }],
    'version.xml': strToU8('<v/>'),
    'Contents/section0.xml': strToU8('<s/>'),
  });

/** A compound file with a stream in it: of the older Hangul format, or of an Office document under a password. */
export const compoundFile = (
  content: 'hangul' | 'hangul-under-password' | 'office-under-password' | 'word',
): Buffer => {
  const file = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  if (content === 'office-under-password') file.write('EncryptedPackage', 1024, 'utf16le');
  if (!content.startsWith('hangul')) return file;
  file.write('HWP Document File', 512, 'latin1');
  file.writeUInt32LE(content === 'hangul' ? 0b1 : 0b11, 512 + 36);
  return file;
};

/** The smallest pictures there are. */
export const pictureFiles = {
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
} as const;
