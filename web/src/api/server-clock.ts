let offsetInMilliseconds = 0;
let uncertaintyInMilliseconds = Number.POSITIVE_INFINITY;

/**
 * Takes note of the server's clock, as an answer tells it. Of many the one with the shortest way counts; a header's time
 * is cut to the second, so half of one is added.
 */
export const noteServerTime = (stated: string | null, sentAt: number, receivedAt: number): void => {
  const server = stated === null ? Number.NaN : Date.parse(stated);
  const isWhole = stated !== null && !stated.includes('.');
  const uncertainty = (receivedAt - sentAt) / 2 + (isWhole ? 500 : 0);
  if (Number.isNaN(server) || uncertainty >= uncertaintyInMilliseconds) return;
  uncertaintyInMilliseconds = uncertainty;
  offsetInMilliseconds = server + (isWhole ? 500 : 0) - (sentAt + receivedAt) / 2;
};

/** The server's present time in milliseconds since 1970: a browser's clock may be wrong by hours. */
export const serverNow = (): number => Date.now() + offsetInMilliseconds;

/** True until the server's clock has come to an instant. */
export const isBefore = (instant: string): boolean => serverNow() < Date.parse(instant);
