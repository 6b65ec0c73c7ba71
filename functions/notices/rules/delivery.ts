import { addSeconds, type Instant } from '../../platform/instant.ts';
import type { Notice } from '../../platform/notice.ts';
import { sha256Hex } from '../../platform/digest.ts';

/** What became of a notice on its way to one person; PENDING until the mail service has taken it. */
export const deliveryStates = [
  'PENDING',
  'SENT',
  'DELIVERED',
  'BOUNCED',
  'COMPLAINED',
  'UNDELIVERABLE',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A notice to one person. */
export type Delivery = {
  readonly state: DeliveryState;
  /** Tells nothing of what it stands for, since the mail service hands it around. */
  readonly deliveryId: string;
  readonly accountId: string;
  readonly notice: Notice;
  readonly recordedAt: Instant;
  /** Nobody tries before: who tries moves it ahead, so that two workers do not send at once. */
  readonly dueAt: Instant;
  readonly attempts: number;
  readonly sentAt: Instant | null;
  /** Why it did not arrive: a code. */
  readonly failure: string | null;
};

/** The one delivery of a notice to a person: the same whoever makes it. */
export const deliveryIdOf = (noticeId: string, accountId: string): string =>
  sha256Hex(`${noticeId}\n${accountId}`).slice(0, 32);

/** How long one worker has for one message before another may try. */
const leaseInSeconds = 60;
const longestPauseInSeconds = 3600;

/** The end of the lease that a worker takes at `at`. */
export const leaseUntil = (at: Instant): Instant => addSeconds(at, leaseInSeconds);

/** When to try again after `attempts` that failed: a minute, two, four … an hour. */
export const retryAt = (attempts: number, at: Instant): Instant =>
  addSeconds(at, Math.min(longestPauseInSeconds, 60 * 2 ** Math.max(0, attempts - 1)));

const overdueInSeconds = 900;

/** True for what waits longer than a healthy system lets it. */
export const isOverdue = (recordedAt: Instant, at: Instant): boolean =>
  addSeconds(recordedAt, overdueInSeconds) <= at;

/**
 * True for what tells that a proposal exists, by whom it is for or what it is about: such a delivery is shown to staff
 * after the opening only (DOMAIN.md, invariant 2).
 */
export const tellsOfProposals = ({ audience, kind, proposalId }: Notice): boolean =>
  proposalId !== null ||
  !(audience.kind === 'account' || audience.kind === 'organisation') ||
  // Who asks is thinking of a proposal.
  kind === 'question-answered' ||
  kind === 'question-declined' ||
  kind === 'consortium-invited' ||
  kind === 'consortium-answered' ||
  kind === 'consortium-ended';

const toEvaluators: readonly Notice['audience']['kind'][] = [
  'round-evaluators',
  'round-scorers',
  'panel',
  'evaluator',
];

/**
 * True for what goes to evaluators as such: a list of whom it reached would tell, challenge by challenge, which account
 * bears which pseudonym (DOMAIN.md, «The innovation evaluation»).
 */
export const isToEvaluators = ({ audience }: Pick<Notice, 'audience'>): boolean =>
  toEvaluators.includes(audience.kind);
