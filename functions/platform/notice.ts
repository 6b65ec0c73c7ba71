import { shardOf } from './digest.ts';
import type { Instant } from './instant.ts';
import type { Role } from './roles.ts';
import type { Row, TableKey } from './table.ts';

/** What one submission or withdrawal is told by. `entryHash` names the ledger entry: the receipt. */
type ProposalFacts = { readonly challengeId: string; readonly entryHash: string };

/** Told to the supplier, or to a body that asked to buy. */
type ExpiryFacts = {
  readonly challengeId: string;
  readonly activeUntil: Instant;
  readonly toldTo: 'supplier' | 'body';
};

/**
 * Everything that people are told by message (DOMAIN.md, invariant 14), and what each message speaks of: ids, instants,
 * numbers and codes, never what is sealed. A kind without its sentences in functions/notices is a type error.
 */
export type NoticeFacts = {
  readonly 'proposal-submitted': ProposalFacts & {
    readonly submissionNumber: number;
    readonly submittedAt: Instant;
  };
  readonly 'proposal-replaced': ProposalFacts & {
    readonly submissionNumber: number;
    readonly submittedAt: Instant;
  };
  readonly 'proposal-withdrawn': ProposalFacts & { readonly withdrawnAt: Instant };
  readonly 'deadline-in-7-days': { readonly deadline: Instant };
  readonly 'deadline-in-24-hours': { readonly deadline: Instant };
  readonly 'deadline-in-1-hour': { readonly deadline: Instant };
  readonly 'scoring-ends-in-3-days': { readonly deadline: Instant };
  readonly 'scoring-ends-in-24-hours': { readonly deadline: Instant };
  readonly 'scoring-ends-in-1-hour': { readonly deadline: Instant };
  readonly 'deadline-moved': {
    readonly which: 'challengeCall' | 'proposals' | 'evaluation';
    readonly previous: Instant;
    readonly deadline: Instant;
  };
  readonly 'call-corrected': { readonly challengeId: string; readonly correctionNumber: number };
  readonly 'question-asked': { readonly challengeId: string; readonly questionId: string };
  readonly 'question-answered': { readonly challengeId: string; readonly questionId: string };
  readonly 'question-declined': { readonly challengeId: string; readonly questionId: string };
  /** `organisationId` is the lead that invites. */
  readonly 'consortium-invited': { readonly challengeId: string; readonly organisationId: string };
  /** `organisationId` is the invited one that answers. */
  readonly 'consortium-answered': {
    readonly challengeId: string;
    readonly organisationId: string;
    readonly answer: 'accepted' | 'declined';
  };
  /** `organisationId` is the other side than the one that is told; a submission with both may stand still. */
  readonly 'consortium-ended': {
    readonly challengeId: string;
    readonly organisationId: string;
    readonly by: 'lead' | 'partner';
    readonly toldTo: 'lead' | 'partner';
    readonly submissionStands: boolean;
  };
  readonly 'attachment-refused': {
    readonly challengeId: string;
    readonly attachmentId: string;
    /** The verifier's code. */
    readonly finding: string;
  };
  readonly 'supplement-requested': { readonly challengeId: string; readonly deadline: Instant };
  readonly 'supplement-answered': { readonly challengeId: string };
  readonly 'eligibility-decided': {
    readonly challengeId: string;
    readonly outcome: 'eligible' | 'ineligible';
    /** False once the supplier has replied. */
    readonly mayReply: boolean;
  };
  readonly 'exclusion-replied': { readonly challengeId: string };
  /** `members` are left of a panel that needs `quorum`; a fresh one evaluates again after an upheld objection. */
  readonly 'quorum-lost': {
    readonly challengeId: string;
    readonly members: number;
    readonly quorum: number;
    readonly isFresh: boolean;
  };
  /** So many proposals have fewer locked scorecards than the quorum, a day before scoring ends. */
  readonly 'quorum-at-risk': { readonly proposals: number; readonly deadline: Instant };
  /** On the panel of a challenge, for somebody who was recused; `deadline` is null where the evaluation has none. */
  readonly 'panel-stepped-in': { readonly challengeId: string; readonly deadline: Instant | null };
  /** The proposal is evaluated again after an upheld objection, until `deadline`. */
  readonly 'fresh-panel-seated': { readonly challengeId: string; readonly deadline: Instant };
  /** Its proposal has no result yet, and is evaluated until `deadline` now. */
  readonly 'fresh-panel-renewed': { readonly challengeId: string; readonly deadline: Instant };
  /** So many scorecards of a fresh panel are locked; `isOver` once its deadline has passed. */
  readonly 'fresh-quorum-missing': {
    readonly challengeId: string;
    readonly deadline: Instant;
    readonly locked: number;
    readonly quorum: number;
    readonly isOver: boolean;
  };
  readonly 'clarification-proposed': { readonly challengeId: string };
  readonly 'clarification-declined': { readonly challengeId: string };
  readonly 'clarification-asked': { readonly challengeId: string; readonly deadline: Instant };
  readonly 'clarification-answered': { readonly challengeId: string };
  readonly 'panel-meeting-opened': { readonly challengeId: string };
  /** `deadline` is null where the evaluation has none. */
  readonly 'outlier-flagged': { readonly challengeId: string; readonly deadline: Instant | null };
  readonly 'objection-made': { readonly challengeId: string; readonly decideBefore: Instant };
  readonly 'objection-decided': {
    readonly challengeId: string;
    readonly outcome: 'upheld' | 'dismissed' | 'inadmissible';
  };
  readonly 'objection-overdue': { readonly challengeId: string; readonly decideBefore: Instant };
  readonly 'delivery-recorded': { readonly challengeId: string; readonly inspectBefore: Instant };
  readonly 'inspection-due': { readonly challengeId: string; readonly inspectBefore: Instant };
  readonly 'first-user-appointed': { readonly challengeId: string; readonly purchaseId: string };
  readonly 'purchase-terminated': { readonly challengeId: string; readonly purchaseId: string };
  readonly 'report-due': {
    readonly challengeId: string;
    readonly purchaseId: string;
    readonly dueSince: Instant;
  };
  readonly 'verdict-reported': { readonly challengeId: string; readonly commentUntil: Instant };
  readonly 'designation-cancellation-noticed': {
    readonly challengeId: string;
    readonly commentUntil: Instant;
  };
  /** What became of it; `activeUntil` is the last instant of a designation that stands. */
  readonly 'designation-changed': {
    readonly challengeId: string;
    readonly change: 'designated' | 'extended' | 'reviewed' | 'kept' | 'cancelled';
    readonly activeUntil: Instant;
  };
  readonly 'designation-commented': { readonly challengeId: string };
  readonly 'designation-expiring': ExpiryFacts;
  readonly 'designation-expired': ExpiryFacts;
  /** `organisationId` is the body that wants to buy. */
  readonly 'buying-requested': { readonly challengeId: string; readonly organisationId: string };
  readonly 'designation-to-review': { readonly challengeId: string; readonly purchaseId: string };
  readonly 'round-opened': { readonly openedAt: Instant };
  /** Objections are taken before the instant. */
  readonly 'result-announced': { readonly objectBefore: Instant };
  /** After an upheld objection, in the place of what was announced before. */
  readonly 'result-revised': { readonly revisedAt: Instant };
  readonly 'round-cancelled': { readonly cancelledAt: Instant };
  /** Somebody prepared it, and another person approves it. */
  readonly 'approval-awaited': {
    readonly what:
      | 'deadline-move'
      | 'opening'
      | 'decision'
      | 'revision'
      | 'move-up'
      | 'pool-supplement'
      | 'designation'
      | 'designation-extension'
      | 'recovery';
  };
  readonly 'membership-offered': { readonly organisationId: string };
  readonly 'deputy-appointed': {
    readonly organisationId: string;
    readonly from: Instant;
    readonly until: Instant;
  };
  readonly 'claim-decided': { readonly organisationId: string; readonly decision: 'confirm' | 'refuse' };
  /** To those who were its members; `members` says whether they still are. */
  readonly 'organisation-recovered': {
    readonly organisationId: string;
    readonly members: 'keep' | 'end';
  };
};
export type NoticeKind = keyof NoticeFacts;

/** Whom a notice is for. The last seven stand for many: they are paged through when it is sent, not when it is recorded. */
export type NoticeAudience =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'organisation'; readonly organisationId: string; readonly roles: readonly Role[] }
  /** Those of the agency with one of these roles. */
  | { readonly kind: 'agency'; readonly roles: readonly Role[] }
  /** Everybody with a proposal in the round, be it a draft, submitted or withdrawn. */
  | { readonly kind: 'round-holders'; readonly roundId: string }
  /** Everybody who wrote what was not submitted yet, in the round. */
  | { readonly kind: 'round-drafters'; readonly roundId: string }
  /** Every buyer of a body that proposed a challenge in the round. */
  | { readonly kind: 'round-proposers'; readonly roundId: string }
  /** Everybody on a panel of the round. */
  | { readonly kind: 'round-evaluators'; readonly roundId: string }
  /** Everybody on a panel of the round who has a scorecard to lock yet. */
  | { readonly kind: 'round-scorers'; readonly roundId: string }
  /** Everybody who evaluates a proposal. */
  | {
      readonly kind: 'panel';
      readonly roundId: string;
      readonly challengeId: string;
      readonly proposalId: string;
    }
  /** One evaluator, by the pseudonym: who that is, is looked up when it is sent. */
  | { readonly kind: 'evaluator'; readonly roundId: string; readonly evaluatorId: string }
  | { readonly kind: 'challenge-holders'; readonly roundId: string; readonly challengeId: string };

/** Those of an organisation who write and sign its proposals. */
export const toProposersOf = (organisationId: string): NoticeAudience => ({
  kind: 'organisation',
  organisationId,
  roles: ['author', 'signatory'],
});

/** A notice of one kind. */
export type NoticeOf<Kind extends NoticeKind> = {
  /** The same fact has the same id, so that a repeated task records it once. */
  readonly noticeId: string;
  readonly kind: Kind;
  readonly audience: NoticeAudience;
  /** Null for what belongs to no round. */
  readonly roundId: string | null;
  /** The proposal that it concerns, so that nobody but its supplier learns of it before the opening. */
  readonly proposalId: string | null;
  readonly facts: NoticeFacts[Kind];
};

/**
 * A notice in the outbox: one fact, recorded in the transaction of what it tells of and delivered at least once
 * afterwards. It names things by id; what is sealed never stands in it.
 */
export type Notice = { readonly [Kind in NoticeKind]: NoticeOf<Kind> }[NoticeKind];

/**
 * Tells the approvers, and whoever stands in for one, that something was prepared. `preparation` is another for each one,
 * and the same where a task repeats it.
 */
export const approvalAwaited = (
  what: NoticeFacts['approval-awaited']['what'],
  preparation: string,
  roundId: string | null,
): Notice => ({
  noticeId: `approval-awaited/${what}/${preparation}`,
  kind: 'approval-awaited',
  audience: { kind: 'agency', roles: ['approver'] },
  roundId,
  proposalId: null,
  facts: { what },
});

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
