import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { findingView } from '../../attachments/schema.ts';
import { id, pageOf, pageQuery, sha256, text, won } from '../../platform/schemas.ts';

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
  title: bilingualView,
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
  body: v.strictObject({ eligible: v.boolean(), reason: text(2000) }),
  answer: v.object({
    proposalId: id,
    state: v.string(),
    eligibilityReason: v.nullable(v.string()),
    version: v.number(),
  }),
});
