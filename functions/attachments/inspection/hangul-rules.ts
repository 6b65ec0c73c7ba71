/** Empty functions for every event that there is are shorter than this. */
const longestEmpty = 16 * 1024;

/**
 * True for a script that does anything. Every Hangul document has scripts, with the two names of the program's own and
 * functions for its events that are empty until somebody writes one: those are none.
 */
export const isScripted = (script: string): boolean => {
  if (script.length > longestEmpty) return true;
  const bare = script
    .replaceAll(/\/\*[\s\S]*?\*\//gu, ' ')
    .replaceAll(/\/\/[^\r\n]*/gu, ' ')
    .replaceAll(/var\s+Documents\s*=\s*XHwpDocuments\s*;?/gu, ' ')
    .replaceAll(/var\s+Document\s*=\s*Documents\.Active_XHwpDocument\s*;?/gu, ' ')
    .replaceAll(/function\s+\w{1,100}\s*\(\s*\)\s*\{\s*\}\s*;?/gu, ' ');
  return /[^\s\0\ufeff]/u.test(bare);
};

/** True for an address that is fetched over a network: a web address, or a path of another computer. */
export const suspectAddress = (address: string): boolean =>
  /^\s*(?:https?|ftps?|smb|file:\/\/[^/]|data|javascript|\\\\|\/\/)/iu.test(address);
