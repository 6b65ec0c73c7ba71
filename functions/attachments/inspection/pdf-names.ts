import type { FindingCode } from '../rules.ts';

/**
 * What a PDF must not hold, by the name in a dictionary that makes it work: programs (JavaScript, Launch), forms and
 * players that run them, and files inside the file. Links, bookmarks, plain forms and signatures have none of these.
 */
const suspectNames: Readonly<Record<string, FindingCode>> = {
  JavaScript: 'active-content',
  JS: 'active-content',
  Launch: 'active-content',
  ImportData: 'active-content',
  XFA: 'active-content',
  RichMedia: 'active-content',
  RichMediaExecute: 'active-content',
  Rendition: 'active-content',
  OnInstantiate: 'active-content',
  EmbeddedFile: 'embedded-object',
  EmbeddedFiles: 'embedded-object',
  FileAttachment: 'embedded-object',
  GoToE: 'embedded-object',
};
const suspects = new Map(Object.entries(suspectNames));

/** What the name of a dictionary's key or value stands for; null for an ordinary one. */
export const suspectName = (name: string): FindingCode | null => suspects.get(name) ?? null;

/** The kinds of action as raw bytes, for stretches in which a strict reader sees no dictionary but a lax one may. */
export const rawAction =
  /\/S[\0\t\n\f\r ]{0,32}\/(?:J|#4a)(?:a|#61)(?:v|#76)(?:a|#61)(?:S|#53)(?:c|#63)(?:r|#72)(?:i|#69)(?:p|#70)(?:t|#74)|\/S[\0\t\n\f\r ]{0,32}\/(?:L|#4c)(?:a|#61)(?:u|#75)(?:n|#6e)(?:c|#63)(?:h|#68)(?![A-Za-z])/iu;

/** The beginning of an object, wherever it stands. */
export const objectStart = /(?<![0-9])\d{1,10}[\0\t\n\f\r ]{1,32}\d{1,5}[\0\t\n\f\r ]{1,32}obj/gu;
