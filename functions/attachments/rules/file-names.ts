import type { Refusal } from '../../platform/refusal.ts';
import { refuseAttachment } from '../refusals.ts';
import { hasHiddenCharacters, isDeviceName } from './hidden-characters.ts';

/** The types of file that may be attached, with the extensions that go with each. */
export const extensionsOfType = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/x-hwp': ['hwp'],
  'application/hwp+zip': ['hwpx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/zip': ['zip'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ContentType = keyof typeof extensionsOfType;

/** All types that may be attached. */
export const contentTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/x-hwp',
  'application/hwp+zip',
  'image/png',
  'image/jpeg',
  'application/zip',
] as const satisfies readonly ContentType[];

/** The largest file: 200 MiB. */
export const maximumSizeInBytes = 200 * 1024 * 1024;

const maximumLength = 200;
/** As many as 200 Hangul syllables have; letters beyond the basic plane have more each. */
const maximumLengthInBytes = 600;

const pathSeparators = /[/\\]/u;

/** Endings of programs: before the last ending they are there to deceive (`report.exe.pdf`). */
const programs =
  /\.(?:exe|scr|bat|cmd|pif|msi|lnk|hta|jar|vb[es]?|jse?|ws[fh]?|ps1|cpl|dll|reg|sh|app|apk|html?|svg|php|docm|xlsm|pptm)\s*\./iu;

/**
 * The file's name in NFC, so that names from a Mac are those that everybody types. Refuses `file-name-invalid` for a
 * path, a hidden mark, a device of Windows, a program's ending in the middle, more than 200 characters or 600 bytes, and
 * `extension-not-of-type` where the name promises another type than the declared.
 */
export const checkFile = (declared: string, contentType: ContentType): string | Refusal => {
  const fileName = declared.normalize('NFC').trim();
  const isSound =
    fileName.length > 0 &&
    Array.from(fileName).length <= maximumLength &&
    Buffer.byteLength(fileName) <= maximumLengthInBytes &&
    !fileName.startsWith('.') &&
    !pathSeparators.test(fileName) &&
    !hasHiddenCharacters(fileName) &&
    !isDeviceName(fileName) &&
    !programs.test(fileName);
  if (!isSound) return refuseAttachment('file-name-invalid');
  const extensions: readonly string[] = extensionsOfType[contentType];
  const written = fileName.toLowerCase();
  return extensions.some((extension) => written.endsWith(`.${extension}`))
    ? fileName
    : refuseAttachment('extension-not-of-type', { extensions });
};

/**
 * The header that makes a browser save a file under its name instead of showing it (RFC 6266): an ASCII name for
 * the oldest, and the whole name in UTF-8 by RFC 8187. What Windows takes for a stream, a wildcard or a redirection is
 * replaced, since browsers do it differently.
 */
export const contentDisposition = (fileName: string): string => {
  const saved = fileName.replaceAll(/[<>:"|?*]/gu, '_');
  const plain = saved.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/[\\%]/gu, '_');
  const encoded = encodeURIComponent(saved).replaceAll(
    /['()]/gu,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
