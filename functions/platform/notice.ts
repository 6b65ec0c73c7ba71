import { shardOf } from './digest.ts';
import type { Instant } from './instant.ts';
import type { Role } from './roles.ts';
import type { Row, TableKey } from './table.ts';

/** Everything that people are told by message (DOMAIN.md, invariant 14). */
export const noticeKinds = [
  'proposal-submitted',
  'proposal-replaced',
  'proposal-withdrawn',
  'deadline-in-7-days',
  'deadline-in-24-hours',
  'deadline-in-1-hour',
  'deadline-moved',
  'call-corrected',
  'question-answered',
  'consortium-invited',
  'consortium-answered',
  'attachment-refused',
  'round-opened',
  'round-cancelled',
  'membership-offered',
  'claim-decided',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Whom a notice is for. The last two stand for many: they are paged through when it is sent, not when it is recorded. */
export type NoticeAudience =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'organisation'; readonly organisationId: string; readonly roles: readonly Role[] }
  /** Everybody with a proposal in the round, be it a draft, submitted or withdrawn. */
  | { readonly kind: 'round-holders'; readonly roundId: string }
  | { readonly kind: 'challenge-holders'; readonly roundId: string; readonly challengeId: string };

/**
 * A notice in the outbox: one fact, recorded in the transaction of what it tells of and delivered at least once
 * afterwards. It names things by id; what is sealed never stands in it.
 */
export type Notice = {
  /** The same fact has the same id, so that a repeated task records it once. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly audience: NoticeAudience;
  /** Null for what belongs to no round. */
  readonly roundId: string | null;
  readonly proposalId: string | null;
  /** Ids, instants, numbers and codes that the message speaks of. */
  readonly facts: Readonly<Record<string, string | number | null>>;
};

const pendingShards = 8;

/** Where the notices wait that were not handed on yet: sparse, for the sweep of the forgotten. */
export const pendingNotices: readonly string[] = Array.from(
  { length: pendingShards },
  (_, shard) => `NOTICES#PENDING#${shard}`,
);

/** Where a notice is kept. */
export const noticeKey = (noticeId: string): TableKey => ({ pk: `NOTICE#${noticeId}`, sk: 'NOTICE' });

/** The outbox row of a notice that was recorded at `at`. */
export const noticeRow = (notice: Notice, at: Instant): Row => ({
  ...noticeKey(notice.noticeId),
  ...notice,
  state: 'RECORDED',
  recordedAt: at,
  collection: pendingNotices[shardOf(notice.noticeId, pendingShards)],
  position: `${at}#${notice.noticeId}`,
});
