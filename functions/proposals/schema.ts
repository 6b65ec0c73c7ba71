import * as v from 'valibot';
import { leafSchema } from '../ledger/schema.ts';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { id, instant, pageOf, pageQuery, sha256, text, won } from '../platform/schemas.ts';
import { derivedProposalStates, markableFields, proposalStates } from './rules.ts';

import { contentView, tradeSecret } from './schema/content.ts';
import { submittedPartnerView } from './schema/partners.ts';

export * from './schema/partners.ts';

const servedBy = 'proposals-api';

const draftText = (maximumLength: number) => {
  const written = v.optional(v.nullable(text(maximumLength)), null);
  return v.optional(v.strictObject({ ko: written, en: written }), { ko: null, en: null });
};

const written = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);

/** A proposal's content as far as it is written; what is left out is not written yet. */
export const draftSchema = v.strictObject({
  title: draftText(200),
  summary: draftText(3000),
  solution: written(text(20_000)),
  priceInWon: written(won),
  technologyReadinessLevel: written(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  validUntil: written(instant),
  deliveryInDays: written(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
  /** Title and price are published in any case. */
  tradeSecrets: v.optional(v.pipe(v.array(tradeSecret), v.maxLength(30)), []),
});

/** A proposal without its content. */
export const proposalView = v.object({
  proposalId: id,
  challengeId: id,
  roundId: id,
  supplierId: id,
  state: v.picklist([...proposalStates, ...derivedProposalStates]),
  proposalDeadline: v.string(),
  submissionNumber: v.number(),
  submittedAt: v.nullable(v.string()),
  /** The last correction of the challenge that the submission took note of; 0 for none. */
  acknowledgedCorrection: v.number(),
  attachments: v.array(
    v.object({
      attachmentId: id,
      fileName: v.string(),
      contentType: v.string(),
      sizeInBytes: v.number(),
      sha256,
      versionId: v.string(),
    }),
  ),
  /** The partners that the submission names. */
  partnerIds: v.array(id),
  eligibilityReason: v.nullable(v.string()),
  version: v.number(),
});

/** The same for its supplier, with what the draft lacks. */
export const ownProposalView = v.object({
  ...proposalView.entries,
  hasUnsubmittedDraft: v.boolean(),
  /** The challenge's last correction when the draft was last saved; 0 where there was none. */
  draftCorrection: v.number(),
  missing: v.array(
    v.object({
      code: v.string(),
      en: v.string(),
      ko: v.string(),
      /** The partners that have not answered, where a line is about them. */
      organisationIds: v.optional(v.array(id)),
    }),
  ),
});

/** The same with what was submitted and what was saved since. */
export const openProposalView = v.object({
  ...ownProposalView.entries,
  content: v.nullable(contentView),
  /** Who was submitted with it, with their shares as they were then. */
  partners: v.array(submittedPartnerView),
  draft: v.nullable(contentView),
  /** The challenge's last correction; 0 where there is none. */
  correctionNumber: v.number(),
  /** Until the deadline for proposals; 0 once it has passed. */
  remainingInSeconds: v.number(),
});

/** A promise that an entry stands in the log: the ledger's README tells how to check it. */
export const receiptSchema = v.object({
  format: v.literal('first-buyer/receipt/1'),
  entry: leafSchema,
  entryHash: sha256,
  algorithm: v.literal('Ed25519'),
  keyId: v.string(),
  signature: v.nullable(v.string()),
  /** Said where the signature follows. */
  note: v.nullable(v.object({ en: v.string(), ko: v.string() })),
  /** Null once the personal data behind the entry were deleted. */
  disclosure: v.nullable(v.object({ key: sha256, after: v.unknown() })),
  /** The proof that the log has the entry, from the first checkpoint after the opening on. */
  inclusion: v.optional(v.object({ index: v.number(), proof: v.array(sha256), checkpoint: v.string() })),
});

const ofProposal = v.strictObject({ proposalId: id });

export const draftProposal = endpoint({
  operation: 'draftProposal',
  summary: 'Begin the supplier’s one proposal to a published challenge',
  method: 'POST',
  path: '/challenges/{challengeId}/proposals',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: v.nullable(v.strictObject({ supplierId: v.optional(id) })),
  answer: ownProposalView,
});

export const saveProposal = endpoint({
  operation: 'saveProposal',
  summary:
    'Save the draft, whole, on the version named in If-Match; a text that came second is kept as a conflict. Save some seconds after the last keystroke, at most every ten; what was submitted stays live until the next submission',
  method: 'PUT',
  path: '/proposals/{proposalId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: draftSchema,
  answer: ownProposalView,
});

const keptDraftView = v.object({
  keptId: id,
  kind: v.picklist(['saved', 'conflict']),
  keptAt: v.string(),
  version: v.number(),
  accountId: v.string(),
  role: v.string(),
});

const ofKept = v.strictObject({ proposalId: id, keptId: id });

export const listKeptDrafts = endpoint({
  operation: 'listKeptDrafts',
  summary:
    'What was saved before: the last ten saves and each person’s last ten conflicts, newest first, until the deadline',
  method: 'GET',
  path: '/proposals/{proposalId}/kept-drafts',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(keptDraftView) }),
});

export const readKeptDraft = endpoint({
  operation: 'readKeptDraft',
  summary: 'A kept save or conflict with its text, for its supplier until the deadline',
  method: 'GET',
  path: '/proposals/{proposalId}/kept-drafts/{keptId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofKept,
  query: noQuery,
  body: noBody,
  answer: v.object({ ...keptDraftView.entries, content: contentView }),
});

export const restoreKeptDraft = endpoint({
  operation: 'restoreKeptDraft',
  summary: 'Take a kept save or conflict back as a new save; needs If-Match as every save does',
  method: 'POST',
  path: '/proposals/{proposalId}/kept-drafts/{keptId}/restoration',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofKept,
  query: noQuery,
  body: noBody,
  answer: ownProposalView,
});

export const submitProposal = endpoint({
  operation: 'submitProposal',
  summary: 'Submit the draft, or submit anew; answers a signed receipt',
  method: 'POST',
  path: '/proposals/{proposalId}/submission',
  servedBy: 'submit-proposal',
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({ proposal: ownProposalView, receipt: receiptSchema }),
});

export const withdrawProposal = endpoint({
  operation: 'withdrawProposal',
  summary: 'Withdraw before the deadline or after the opening; answers a signed receipt',
  method: 'POST',
  path: '/proposals/{proposalId}/withdrawal',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.nullable(v.strictObject({ reason: v.optional(text(2000)) })),
  answer: v.object({ proposal: ownProposalView, receipt: receiptSchema }),
});

export const acknowledgeCorrection = endpoint({
  operation: 'acknowledgeCorrection',
  summary:
    'Acknowledge the last correction of the challenge for what was submitted, before the deadline; answers a signed receipt, or none where it had been acknowledged',
  method: 'POST',
  path: '/proposals/{proposalId}/acknowledgement',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    correctionNumber: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9999)),
  }),
  answer: v.object({ proposal: ownProposalView, receipt: v.nullable(receiptSchema) }),
});

export const readProposal = endpoint({
  operation: 'readProposal',
  summary:
    'A proposal: with its content for its supplier, without it for staff and auditors after the opening',
  method: 'GET',
  path: '/proposals/{proposalId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.union([openProposalView, proposalView]),
});

export const listOwnProposals = endpoint({
  operation: 'listOwnProposals',
  summary: 'The proposals of the caller’s suppliers',
  method: 'GET',
  path: '/proposals',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(ownProposalView) }),
});

export const listReceipts = endpoint({
  operation: 'listReceipts',
  summary: 'The receipts of a proposal again, oldest first; a signature that was missing is made now',
  method: 'GET',
  path: '/proposals/{proposalId}/receipts',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: pageQuery,
  body: noBody,
  answer: pageOf(receiptSchema),
});

export const listProposals = endpoint({
  operation: 'listProposals',
  summary: 'The proposals of a round for staff and auditors, after the opening; some challenges a page',
  method: 'GET',
  path: '/rounds/{roundId}/proposals',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(proposalView),
});

export const readPublishedProposal = endpoint({
  operation: 'readPublishedProposal',
  summary: 'A proposal of the priority list for everybody, after the notice, without its trade secrets',
  method: 'GET',
  path: '/proposals/{proposalId}/publication',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({
    proposalId: id,
    challengeId: id,
    roundId: id,
    supplierId: id,
    supplierName: v.nullable(v.object({ ko: v.string(), en: v.string() })),
    partners: v.array(
      v.object({ organisationId: id, name: v.nullable(v.object({ ko: v.string(), en: v.string() })) }),
    ),
    title: v.object({ ko: v.string(), en: v.string() }),
    summary: v.nullable(v.object({ ko: v.string(), en: v.string() })),
    solution: v.nullable(v.string()),
    priceInWon: v.number(),
    technologyReadinessLevel: v.nullable(v.number()),
    validUntil: v.nullable(v.string()),
    deliveryInDays: v.nullable(v.number()),
    withheld: v.array(v.picklist(markableFields)),
    attachments: v.array(
      v.object({
        attachmentId: id,
        fileName: v.string(),
        contentType: v.string(),
        sizeInBytes: v.number(),
        sha256,
      }),
    ),
  }),
});
