import type { FindingCode } from '../rules.ts';

/** A relationship of a part as its file tells it. */
type Relationship = { readonly type: string; readonly target: string; readonly isExternal: boolean };

/** Where a link may lead that a reader has to click. */
const harmlessSchemes: readonly string[] = ['http', 'https', 'mailto', 'tel', 'ftp', 'file', 'onenote'];

/**
 * What a relationship does, by the last word of its type. Plain hyperlinks are fine; a template or a workbook on the
 * author's own disk is broken but fetches nothing; what leads to a network is fetched when the document is opened.
 */
export const suspectRelationship = ({ type, target, isExternal }: Relationship): FindingCode | null => {
  const kind = type.slice(type.lastIndexOf('/') + 1).toLowerCase();
  if (/^(?:vbaproject|xlmacrosheet|xlintlmacrosheet)/u.test(kind)) return 'macros';
  if (/^(?:control$|activex|webextension)/u.test(kind)) return 'active-content';
  if (kind === 'oleobject') return isExternal ? 'external-content' : 'embedded-object';
  if (kind === 'afchunk') return 'embedded-object';
  if (!isExternal) return null;
  if (kind === 'hyperlink') return isHarmlessLink(target) ? null : 'active-content';
  if (kind === 'frame' || kind === 'subdocument') return 'external-content';
  return isOnOwnDisk(target) ? null : 'external-content';
};

const schemeOf = (target: string): string | undefined =>
  // A letter alone is a drive.
  /^\s*([a-z][a-z0-9+.-]+):/iu.exec(target)?.[1]?.toLowerCase();

const isHarmlessLink = (target: string): boolean => {
  const scheme = schemeOf(target);
  return scheme === undefined || harmlessSchemes.includes(scheme);
};

const isOnOwnDisk = (target: string): boolean => {
  const path = target.trim().replace(/^file:\/\/\/?(?=[a-z]:|[a-z]%3a)/iu, '');
  if (/^[a-z](?::|%3a)/iu.test(path)) return true;
  return schemeOf(path) === undefined && !/^(?:[\\/]|%5c|%2f)/iu.test(path);
};

const fetching = /(?:^|\s)(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|INCLUDE|LINK|RD)\s/iu;
/** Backslashes are doubled in a field. */
const network = /https?:|ftp:|\\\\\\\\|\/\//iu;

/** Fields, one a line, that run a program or fetch a file when the document is opened. */
export const suspectField = (instructions: string): FindingCode | null => {
  if (/(?:^|[\s"])DDE(?:AUTO)?(?=[\s"]|$)/iu.test(instructions)) return 'active-content';
  const fetches = instructions.split('\n').some((field) => fetching.test(field) && network.test(field));
  return fetches ? 'external-content' : null;
};
