import * as v from 'valibot';
import type { Notice, NoticeAudience, NoticeFacts, NoticeKind } from '../../platform/notice.ts';
import { roles } from '../../platform/roles.ts';

const text = v.string();

const ofRound = { roundId: text };

/** What each audience is read as. */
const audiences = {
  account: v.object({ kind: v.literal('account'), accountId: text }),
  organisation: v.object({
    kind: v.literal('organisation'),
    organisationId: text,
    roles: v.array(v.picklist(roles)),
  }),
  agency: v.object({ kind: v.literal('agency'), roles: v.array(v.picklist(roles)) }),
  'round-holders': v.object({ kind: v.literal('round-holders'), ...ofRound }),
  'round-drafters': v.object({ kind: v.literal('round-drafters'), ...ofRound }),
  'round-proposers': v.object({ kind: v.literal('round-proposers'), ...ofRound }),
  'round-evaluators': v.object({ kind: v.literal('round-evaluators'), ...ofRound }),
  'round-scorers': v.object({ kind: v.literal('round-scorers'), ...ofRound }),
  panel: v.object({ kind: v.literal('panel'), ...ofRound, challengeId: text, proposalId: text }),
  evaluator: v.object({ kind: v.literal('evaluator'), ...ofRound, evaluatorId: text }),
  'challenge-holders': v.object({ kind: v.literal('challenge-holders'), ...ofRound, challengeId: text }),
} as const satisfies {
  readonly [Kind in NoticeAudience['kind']]: v.GenericSchema<
    unknown,
    Extract<NoticeAudience, { readonly kind: Kind }>
  >;
};
const audience = v.union(Object.values(audiences));

const ofProposal = { challengeId: text, entryHash: text };
const submitted = v.object({ ...ofProposal, submissionNumber: v.number(), submittedAt: text });
const question = v.object({ challengeId: text, questionId: text });
const objection = v.object({ challengeId: text, decideBefore: text });
const inspection = v.object({ challengeId: text, inspectBefore: text });
const purchase = v.object({ challengeId: text, purchaseId: text });
const deadline = v.object({ deadline: text });

const expiry = v.object({
  challengeId: text,
  activeUntil: text,
  toldTo: v.picklist(['supplier', 'body']),
});

/** What each kind's facts are read as. */
const facts = {
  'proposal-submitted': submitted,
  'proposal-replaced': submitted,
  'proposal-withdrawn': v.object({ ...ofProposal, withdrawnAt: text }),
  'deadline-in-7-days': deadline,
  'deadline-in-24-hours': deadline,
  'deadline-in-1-hour': deadline,
  'scoring-ends-in-3-days': deadline,
  'scoring-ends-in-24-hours': deadline,
  'scoring-ends-in-1-hour': deadline,
  'deadline-moved': v.object({
    which: v.picklist(['challengeCall', 'proposals', 'evaluation']),
    previous: text,
    deadline: text,
  }),
  'call-corrected': v.object({ challengeId: text, correctionNumber: v.number() }),
  'question-asked': question,
  'question-answered': question,
  'question-declined': question,
  'consortium-invited': v.object({ challengeId: text, organisationId: text }),
  'consortium-answered': v.object({
    challengeId: text,
    organisationId: text,
    answer: v.picklist(['accepted', 'declined']),
  }),
  'consortium-ended': v.object({
    challengeId: text,
    organisationId: text,
    by: v.picklist(['lead', 'partner']),
    toldTo: v.picklist(['lead', 'partner']),
    submissionStands: v.boolean(),
  }),
  'attachment-refused': v.object({ challengeId: text, attachmentId: text, finding: text }),
  'supplement-requested': v.object({ challengeId: text, deadline: text }),
  'supplement-answered': v.object({ challengeId: text }),
  'eligibility-decided': v.object({
    challengeId: text,
    outcome: v.picklist(['eligible', 'ineligible']),
    mayReply: v.boolean(),
  }),
  'exclusion-replied': v.object({ challengeId: text }),
  'quorum-lost': v.object({
    challengeId: text,
    members: v.number(),
    quorum: v.number(),
    isFresh: v.boolean(),
  }),
  'quorum-at-risk': v.object({ proposals: v.number(), deadline: text }),
  'panel-stepped-in': v.object({ challengeId: text, deadline: v.nullable(text) }),
  'fresh-panel-seated': v.object({ challengeId: text, deadline: text }),
  'fresh-panel-renewed': v.object({ challengeId: text, deadline: text }),
  'fresh-quorum-missing': v.object({
    challengeId: text,
    deadline: text,
    locked: v.number(),
    quorum: v.number(),
    isOver: v.boolean(),
  }),
  'clarification-proposed': v.object({ challengeId: text }),
  'clarification-declined': v.object({ challengeId: text }),
  'clarification-asked': v.object({ challengeId: text, deadline: text }),
  'panel-meeting-opened': v.object({ challengeId: text }),
  'outlier-flagged': v.object({ challengeId: text, deadline: v.nullable(text) }),
  'clarification-answered': v.object({ challengeId: text }),
  'objection-made': objection,
  'objection-decided': v.object({
    challengeId: text,
    outcome: v.picklist(['upheld', 'dismissed', 'inadmissible']),
  }),
  'objection-overdue': objection,
  'delivery-recorded': inspection,
  'inspection-due': inspection,
  'first-user-appointed': purchase,
  'purchase-terminated': purchase,
  'report-due': v.object({ challengeId: text, purchaseId: text, dueSince: text }),
  'verdict-reported': v.object({ challengeId: text, commentUntil: text }),
  'designation-cancellation-noticed': v.object({ challengeId: text, commentUntil: text }),
  'designation-changed': v.object({
    challengeId: text,
    change: v.picklist(['designated', 'extended', 'reviewed', 'kept', 'cancelled']),
    activeUntil: text,
  }),
  'designation-commented': v.object({ challengeId: text }),
  'designation-expiring': expiry,
  'designation-expired': expiry,
  'buying-requested': v.object({ challengeId: text, organisationId: text }),
  'designation-to-review': purchase,
  'round-opened': v.object({ openedAt: text }),
  'result-announced': v.object({ objectBefore: text }),
  'result-revised': v.object({ revisedAt: text }),
  'round-cancelled': v.object({ cancelledAt: text }),
  'approval-awaited': v.object({
    what: v.picklist([
      'deadline-move',
      'opening',
      'decision',
      'revision',
      'move-up',
      'pool-supplement',
      'designation',
      'designation-extension',
      'recovery',
    ]),
  }),
  'membership-offered': v.object({ organisationId: text }),
  'deputy-appointed': v.object({ organisationId: text, from: text, until: text }),
  'organisation-recovered': v.object({ organisationId: text, members: v.picklist(['keep', 'end']) }),
  'claim-decided': v.object({ organisationId: text, decision: v.picklist(['confirm', 'refuse']) }),
} as const satisfies { readonly [Kind in NoticeKind]: v.GenericSchema<unknown, NoticeFacts[Kind]> };

const isNoticeKind = (kind: unknown): kind is NoticeKind =>
  typeof kind === 'string' && Object.hasOwn(facts, kind);

/** Every kind of notice. */
export const noticeKinds: readonly NoticeKind[] = Object.keys(facts).filter(isNoticeKind);

const common = v.object({
  noticeId: text,
  audience,
  roundId: v.nullable(text),
  proposalId: v.nullable(text),
});

const kindOf = v.object({ kind: v.custom<NoticeKind>(isNoticeKind), facts: v.unknown() });

type Read = v.InferOutput<typeof common> & { readonly kind: NoticeKind; readonly facts: unknown };

const isNotice = (read: Read): read is Read & Notice => v.is(facts[read.kind], read.facts);

/** Reads a notice as it lies in the table; throws where it is not of our making. */
export const parseNotice = (stored: unknown): Notice => {
  const { kind, facts: told } = v.parse(kindOf, stored);
  const read = { ...v.parse(common, stored), kind, facts: v.parse(facts[kind], told) };
  if (!isNotice(read)) throw new TypeError(`The facts of a ${kind} cannot be read`);
  return read;
};
