import type { ContentType, FindingCode } from '../../../functions/attachments/rules.ts';

/** A file as somebody would send it. */
export type Sent = { readonly what: string; readonly contentType: ContentType; readonly make: () => Buffer };

/** A file that must not pass, with the reason that its sender is told. */
export type Specimen = Sent & { readonly reason: FindingCode };

/** Types by extension, for short. */
export const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  hwp: 'application/x-hwp',
  hwpx: 'application/hwp+zip',
  png: 'image/png',
  jpg: 'image/jpeg',
  zip: 'application/zip',
} as const satisfies Readonly<Record<string, ContentType>>;
export type Extension = keyof typeof types;

/** The string that every scanner knows as a test, in two parts so that this file is not taken for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** One specimen for each of several: its words, and how it is made. */
export const specimens = (
  extension: Extension,
  reason: FindingCode,
  made: Readonly<Record<string, () => Buffer>>,
): readonly Specimen[] =>
  Object.entries(made).map(([what, make]) => ({ what, contentType: types[extension], make, reason }));
