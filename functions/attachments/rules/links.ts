import { epochMillisecondsOf, type Instant, instantOf } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { refuseAttachment } from '../refusals.ts';

/** How long a link opens: from a whole second on, for a number of seconds. */
export type LinkLife = {
  readonly signedAt: Instant;
  readonly expiresInSeconds: number;
  readonly expiresAt: Instant;
};

/** What everybody who gets an upload link is told with it. */
export const uploadNotice = {
  en: 'Only «submit» counts, and only before the deadline. An upload that ends after the deadline is no submission, whenever it began.',
  ko: '마감 전에 «제출»을 마쳐야만 제출로 인정됩니다. 언제 시작했든 마감 이후에 끝난 업로드는 제출이 아닙니다.',
} as const;

const longestUploadInSeconds = 3600;
const downloadInSeconds = 300;

/**
 * The life of an upload link that is given at `receivedAt`: an hour, but never beyond the deadline, where there is one (DOMAIN.md,
 * invariant 3). Links count in whole seconds, so it ends up to a second before the deadline; refuses
 * `deadline-too-near` where no second is left.
 */
export const uploadLife = (
  receivedAt: Instant,
  deadline: Instant | null,
  roundId: string,
): LinkLife | Refusal => {
  const signedAt = Math.floor(epochMillisecondsOf(receivedAt) / 1000);
  const left =
    deadline === null ? longestUploadInSeconds : Math.floor(epochMillisecondsOf(deadline) / 1000) - signedAt;
  const expiresInSeconds = Math.min(longestUploadInSeconds, left);
  return expiresInSeconds < 1
    ? refuseAttachment('deadline-too-near', { deadline, receivedAt, roundId })
    : lifeOf(signedAt, expiresInSeconds);
};

/** The life of a download link that is given at `at`: five minutes. */
export const downloadLife = (at: Instant): LinkLife =>
  lifeOf(Math.floor(epochMillisecondsOf(at) / 1000), downloadInSeconds);

const lifeOf = (signedAtInSeconds: number, expiresInSeconds: number): LinkLife => ({
  signedAt: instantOf(signedAtInSeconds * 1000),
  expiresInSeconds,
  expiresAt: instantOf((signedAtInSeconds + expiresInSeconds) * 1000),
});
