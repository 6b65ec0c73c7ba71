import { type Finding, finding } from '../rules.ts';

/** A tag or a text of a document, in its order. Prefixes of namespaces are left out of names. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'broken' };

const token =
  /<(?:!--[\s\S]*?-->|\?[\s\S]*?\?>|!\[CDATA\[(?<raw>[\s\S]*?)\]\]>|(?<closing>\/?)(?<name>[^\s<>/=!?"']+)(?<attributes>(?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>)|(?<text>[^<]+)/uy;
const attribute = /([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/** The largest XML that is read whole. */
export const largestXmlInBytes = 64 * 1024 ** 2;

/**
 * The text of an XML file, in UTF-8 or, by its mark, UTF-16. A finding for another encoding, which programs might read
 * as other text, and for a document type, whose entities fetch files or grow without end; no program writes one.
 */
export const xmlText = (content: Buffer, place: string): string | Finding => {
  if (content.length > largestXmlInBytes) return finding('archive-too-large', place);
  const text = decoded(content);
  if (text === null) return finding('unreadable', place);
  const encoding = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/u.exec(text.slice(0, 1024))?.[1];
  if (encoding !== undefined && !/^(?:utf-?8|utf-?16(?:le|be)?|us-ascii)$/iu.test(encoding))
    return finding('unreadable', place);
  return /<!(?:DOCTYPE|ENTITY)/iu.test(text) ? finding('active-content', place) : text;
};

const decoded = (content: Buffer): string | null => {
  const [first = 0, second = 0] = content;
  const label =
    (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
      ? 'utf-16le'
      : (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(content);
  } catch {
    return null;
  }
};

/** The tokens of an XML text; ends with `broken` where it is none. */
export function* xmlTokens(text: string): Generator<XmlToken> {
  token.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    // One expression serves all callers; each goes on from its own place.
    token.lastIndex = at;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) {
      yield { kind: 'broken' };
      return;
    }
    at = token.lastIndex;
    if (groups['raw'] !== undefined) yield { kind: 'text', text: groups['raw'] };
    else if (groups['text'] !== undefined) yield { kind: 'text', text: plain(groups['text']) };
    else if (groups['name'] !== undefined)
      yield groups['closing'] === ''
        ? { kind: 'open', name: localName(groups['name']), attributes: attributesOf(groups['attributes']) }
        : { kind: 'close', name: localName(groups['name']) };
  }
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

const attributesOf = (written = ''): ReadonlyMap<string, string> =>
  new Map(
    Array.from(written.matchAll(attribute), ([, name = '', double, single = '']) => [
      localName(name),
      plain(double ?? single),
    ]),
  );

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const plain = (written: string): string =>
  written.includes('&')
    ? written.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/giu, (whole, hex, decimal, name) =>
        typeof name === 'string'
          ? (entities[name] ?? whole)
          : character(typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal)),
      )
    : written;

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\u{fffd}');
