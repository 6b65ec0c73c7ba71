/** What an engine against malicious software said of a file. */
export type Scan = {
  /** `not-scanned` where no engine is set up, or where the file was refused before it came to one. */
  readonly result: 'clean' | 'infected' | 'not-scanned';
  /** The engine with its version and the day of its signatures, as it names itself; null where none was asked. */
  readonly engine: string | null;
};

export const scanResults = ['clean', 'infected', 'not-scanned'] as const satisfies readonly Scan['result'][];

/** No engine has looked at it. */
export const notScanned: Scan = { result: 'not-scanned', engine: null };

/**
 * Looks for malicious software in a whole file. Throws where the engine is down, slow, or has not read the whole: then
 * the check is made again later, and the file stays what it was. It answers `not-scanned` only where none is set up.
 */
export type MalwareScanner = (file: Uint8Array) => Promise<Scan & { readonly signature: string | null }>;

/** Where no engine is set up. */
export const scannerOff: MalwareScanner = () => Promise.resolve({ ...notScanned, signature: null });
