import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { documentIds, documentView, findingView } from '../../attachments/schema.ts';
import { id, instant, pageOf, pageQuery, sha256, text, won } from '../../platform/schemas.ts';

import { evidenceSubjects, screeningStates } from '../rules/screening-record.ts';

const servedBy = 'evaluation-api';
const ofProposal = v.strictObject({ proposalId: id });
const bilingualView = v.object({ ko: v.string(), en: v.string() });

/** An organisation that proposes together with the lead. */
const partner = { organisationId: id, name: v.nullable(bilingualView) };

const opened = {
  proposalId: id,
  challengeId: id,
  roundId: id,
  supplierId: id,
  supplierName: v.nullable(bilingualView),
  partners: v.array(v.object(partner)),
  state: v.string(),
  submissionNumber: v.number(),
  submittedAt: v.nullable(v.string()),
  /** The last correction of the challenge that the submission took note of; 0 for none. */
  acknowledgedCorrection: v.number(),
  eligibilityReason: v.nullable(v.string()),
  version: v.number(),
};

/** An opened proposal in the list for screening. */
export const openedProposalView = v.object({
  ...opened,
  /** Null once its texts were deleted by the round’s rule. */
  title: v.nullable(bilingualView),
  /** What the check found in files of the submission: for a supplement or ineligibility, never for silence. */
  refusedAttachments: v.array(
    v.object({ attachmentId: id, fileName: v.string(), finding: v.nullable(findingView) }),
  ),
});

/** An opened proposal as staff, auditors and its panel read it. */
export const openedProposalDetailView = v.object({
  ...opened,
  partners: v.array(
    v.object({
      ...partner,
      /** What of the work it does; `percent` of the price where the lead said it. */
      share: v.object({ work: v.string(), percent: v.nullable(v.number()) }),
    }),
  ),
  content: v.object({
    title: bilingualView,
    summary: bilingualView,
    solution: v.string(),
    priceInWon: won,
    technologyReadinessLevel: v.number(),
    validUntil: v.string(),
    deliveryInDays: v.number(),
    /** What the supplier marked: for the reader to keep, never for the public. */
    tradeSecrets: v.array(
      v.variant('kind', [
        v.object({ kind: v.literal('field'), field: v.string(), reason: v.string() }),
        v.object({ kind: v.literal('attachment'), attachmentId: v.string(), reason: v.string() }),
      ]),
    ),
  }),
  attachments: v.array(
    v.object({
      attachmentId: id,
      fileName: v.string(),
      contentType: v.string(),
      sizeInBytes: v.number(),
      sha256,
      /** Only VERIFIED ones can be downloaded. */
      state: v.string(),
      /** Why the check refused it. */
      finding: v.nullable(findingView),
    }),
  ),
});

export const listOpenedProposals = endpoint({
  operation: 'listOpenedProposals',
  summary: 'The opened proposals of a round, for staff and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/opened-proposals',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(openedProposalView),
});

export const readOpenedProposal = endpoint({
  operation: 'readOpenedProposal',
  summary: 'An opened proposal, for staff, auditors and members of its panel who are clear of conflict',
  method: 'GET',
  path: '/opened-proposals/{proposalId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: openedProposalDetailView,
});

export const downloadOpenedAttachment = endpoint({
  operation: 'downloadOpenedAttachment',
  summary: 'A link to a verified attachment of an opened proposal',
  method: 'GET',
  path: '/opened-proposals/{proposalId}/attachments/{attachmentId}/download',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id, attachmentId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({ url: v.string(), expiresAt: v.string() }),
});

export const decideEligibility = endpoint({
  operation: 'decideEligibility',
  summary:
    'Decide on the formal eligibility of an opened proposal, or let a convincing reply make it eligible',
  method: 'POST',
  path: '/opened-proposals/{proposalId}/eligibility',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    eligible: v.boolean(),
    reason: text(2000),
    /** What was looked at, and where. */
    evidence: v.pipe(
      v.array(
        v.strictObject({ subject: v.picklist(evidenceSubjects), isMet: v.boolean(), source: text(500) }),
      ),
      v.minLength(1),
      v.maxLength(20),
    ),
  }),
  answer: v.object({
    proposalId: id,
    state: v.string(),
    eligibilityReason: v.nullable(v.string()),
    version: v.number(),
  }),
});

/** What was asked and brought; the files apart, which are kept with where they lie. */
export const supplement = v.object({
  request: v.string(),
  requestedAt: v.string(),
  deadline: v.string(),
  answer: v.nullable(v.string()),
  answeredAt: v.nullable(v.string()),
});

/** What was decided and replied; kept as it is shown. */
export const screened = {
  decisions: v.array(
    v.object({
      eligible: v.boolean(),
      reason: v.string(),
      evidence: v.array(
        v.object({ subject: v.picklist(evidenceSubjects), isMet: v.boolean(), source: v.string() }),
      ),
      decidedAt: v.string(),
    }),
  ),
  reply: v.nullable(v.object({ text: v.string(), repliedAt: v.string() })),
};

/** How a proposal was screened. */
export const screeningView = v.object({
  proposalId: id,
  challengeId: id,
  roundId: id,
  state: v.picklist(screeningStates),
  /** Until when a supplement is awaited; null where none is, or its deadline has passed. */
  awaitedUntil: v.nullable(v.string()),
  supplements: v.array(v.object({ ...supplement.entries, documents: v.array(documentView) })),
  ...screened,
  version: v.number(),
});

export const requestSupplement = endpoint({
  operation: 'requestSupplement',
  summary: 'Ask a supplier to supplement its opened proposal before a deadline',
  method: 'POST',
  path: '/opened-proposals/{proposalId}/supplement-requests',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({ text: text(4000), deadline: instant }),
  answer: screeningView,
});

export const answerSupplement = endpoint({
  operation: 'answerSupplement',
  summary: 'Bring what the agency asked for: a new certificate of an old fact, no new fact',
  method: 'POST',
  path: '/proposals/{proposalId}/supplement',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    text: text(8000),
    bringsNoNewFact: v.literal(true),
    attachmentIds: documentIds,
  }),
  answer: screeningView,
});

export const replyToExclusion = endpoint({
  operation: 'replyToExclusion',
  summary: 'Reply to the exclusion of a proposal, before scoring ends',
  method: 'POST',
  path: '/proposals/{proposalId}/exclusion-reply',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({ text: text(8000) }),
  answer: screeningView,
});

export const readScreening = endpoint({
  operation: 'readScreening',
  summary: 'How an opened proposal was screened: supplements, decisions with their evidence, the reply',
  method: 'GET',
  path: '/proposals/{proposalId}/screening',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: screeningView,
});
