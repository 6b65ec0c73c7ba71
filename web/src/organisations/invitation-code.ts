/** A code that nobody guesses: 128 bits in the letters of an address. */
export const newCode = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** SHA-256 of a code in hexadecimal digits: all that the server knows before somebody uses it. */
export const hashOf = async (code: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Where the invited person goes; what follows the hash sign never leaves the browser with the address. */
export const linkOf = (organisationId: string, code: string): string =>
  `${location.origin}/organisations/${organisationId}/join#${code}`;
