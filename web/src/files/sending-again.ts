import { ApiProblem, isFinal, NoConnection } from '../api/problem.ts';

/** The store does not take a link any more: links hold for minutes, and a fresh one may be asked for. */
export class LinkRunOut extends Error {
  override readonly name = 'LinkRunOut';
}

/** What the store's answer to bytes means, where it is no success. */
export const failureOfPut = (status: number): Error => {
  if (status === 403) return new LinkRunOut('The link has run out');
  return status === 429 || status >= 500
    ? new NoConnection(`The store answered ${status}`)
    : new Error(`HTTP ${status}`);
};

const freshLinks = 4;

/** Whether a file that failed so often is sent again by itself: whatever may pass is waited for. */
export const isSentAgain = (failures: number, error: Error): boolean => {
  if (error instanceof LinkRunOut) return failures < freshLinks;
  return error instanceof NoConnection || (error instanceof ApiProblem && !isFinal(error));
};

const firstPauseInMilliseconds = 3000;
const longestPauseInMilliseconds = 30_000;

/** How long is waited after so many failures, in milliseconds: twice as long each time, up to half a minute. */
export const pauseAfter = (failures: number): number =>
  Math.min(firstPauseInMilliseconds * 2 ** failures, longestPauseInMilliseconds);
