import { addSeconds, type Instant } from '../../platform/instant.ts';

/** A file that waits for its check: the store's event was not enough, or the check failed. */
export type WaitingCheck = {
  readonly attachmentId: string;
  readonly objectKey: string;
  readonly versionId: string;
  /** How often a sweep has begun with it. */
  readonly tries: number;
  /** No sweep begins before. */
  readonly dueAt: Instant;
};

/** The store's event has so long to be worked on before a sweep takes a file for forgotten; a check ends within half of it. */
const headStartInSeconds = 600;
const longestPauseInSeconds = 4 * 3600;

/** How often a sweep begins with a file, over a day and more, before a person has to look. */
export const mostChecks = 10;

/** When a sweep first looks for a file that arrived at `receivedAt`. */
export const firstCheckAt = (receivedAt: Instant): Instant => addSeconds(receivedAt, headStartInSeconds);

/** When to begin again with what was begun for the `tries`-th time at `at`: ten minutes, twenty … four hours later. */
export const nextCheckAt = (tries: number, at: Instant): Instant =>
  addSeconds(at, Math.min(longestPauseInSeconds, headStartInSeconds * 2 ** Math.max(0, tries - 1)));

/** True where a file was begun with often enough: what stops the check is nothing that passes. */
export const isGivenUp = ({ tries }: Pick<WaitingCheck, 'tries'>): boolean => tries >= mostChecks;
