/**
 * Controls, format characters (marks of direction and joiners among them), line separators, lone surrogates, private
 * and unassigned characters, and those that are letters by class and show nothing: Hangul fillers, the braille blank,
 * the combining joiner, selectors of Mongolian. A precomposed or decomposed Hangul syllable has none of them.
 */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\uffa0]/u;
const allHidden = new RegExp(hidden.source, 'gu');

/** True for a text with a character that nobody sees, or that turns what stands around it. */
export const hasHiddenCharacters = (text: string): boolean => hidden.test(text);

/** The text with a visible mark (U+FFFD) for each of them. */
export const withoutHiddenCharacters = (text: string): string => text.replaceAll(allHidden, '\u{fffd}');

const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** True for a name that Windows takes for a device, whatever its extension. */
export const isDeviceName = (name: string): boolean => devices.test(name.replace(/\s+(?=\.|$)/u, ''));
