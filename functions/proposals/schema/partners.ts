import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../../platform/endpoint.ts';
import { id, text } from '../../platform/schemas.ts';
import { partnerStates, undertaking } from '../rules.ts';
import { contentView } from './content.ts';

const servedBy = 'proposals-api';

const bilingualView = v.object({ ko: v.string(), en: v.string() });
const shareView = v.object({ work: v.string(), percent: v.nullable(v.number()) });

/** A partner without its share: a write's answer is kept under its key, and what is sealed stands nowhere else. */
export const partnerView = v.object({
  proposalId: id,
  challengeId: id,
  roundId: id,
  leadId: id,
  organisationId: id,
  state: v.picklist(partnerStates),
  invitedAt: v.string(),
  confirmedAt: v.nullable(v.string()),
  /** True where the lead lets the partner read the proposal’s text. */
  showsText: v.boolean(),
  /** True while the submission that stands names this partner, also after it left. */
  standsInSubmission: v.boolean(),
  version: v.number(),
});

/** A partner as a submission pinned it: what it does later changes nothing of that submission. */
export const submittedPartnerView = v.object({
  organisationId: id,
  name: v.nullable(bilingualView),
  confirmedAt: v.string(),
  share: shareView,
});

/** A partner as its lead sees it. */
export const partnerOfLeadView = v.object({
  ...partnerView.entries,
  name: v.nullable(bilingualView),
  share: shareView,
});

/** What an asked organisation needs to decide, and nothing more of the proposal. */
export const invitationView = v.object({
  ...partnerView.entries,
  leadName: v.nullable(bilingualView),
  proposalDeadline: v.string(),
  /** As the lead wrote it last; null where it has not, and for whoever takes no part any more. */
  title: v.nullable(v.object({ ko: v.nullable(v.string()), en: v.nullable(v.string()) })),
  share: v.nullable(shareView),
  /** The proposal’s text as the lead wrote it last, where the lead shows it. */
  content: v.nullable(contentView),
  /** To be named in a confirmation by its version. */
  undertaking: v.object({ version: v.string(), ko: v.string(), en: v.string() }),
});

const ofProposal = v.strictObject({ proposalId: id });
const ofPartner = v.strictObject({ proposalId: id, organisationId: id });

const share = {
  /** What of the work the partner does. */
  work: text(3000),
  /** Of the price, where the lead says it. */
  percent: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))), null),
  /** Whether the partner may read the proposal’s text beside its own share. */
  showsText: v.optional(v.boolean(), false),
};

export const invitePartner = endpoint({
  operation: 'invitePartner',
  summary: 'Ask a confirmed supplier, by id or business number, to propose together; the caller’s leads',
  method: 'POST',
  path: '/proposals/{proposalId}/partners',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.union([
    v.strictObject({ organisationId: id, ...share }),
    v.strictObject({ businessNumber: text(20), ...share }),
  ]),
  answer: partnerView,
});

export const listPartners = endpoint({
  operation: 'listPartners',
  summary: 'Whom the lead asked to take part in its proposal, with their answers and shares; for the lead',
  method: 'GET',
  path: '/proposals/{proposalId}/partners',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(partnerOfLeadView) }),
});

export const readInvitation = endpoint({
  operation: 'readInvitation',
  summary:
    'What an organisation was asked to take part in: lead, title, own share, and the text where the lead shows it',
  method: 'GET',
  path: '/proposals/{proposalId}/partners/{organisationId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofPartner,
  query: noQuery,
  body: noBody,
  answer: invitationView,
});

export const answerInvitation = endpoint({
  operation: 'answerInvitation',
  summary:
    'Confirm or decline to take part: an act of the asked organisation’s signatory, until the deadline',
  method: 'POST',
  path: '/proposals/{proposalId}/partners/{organisationId}/answer',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofPartner,
  query: noQuery,
  body: v.variant('answer', [
    v.strictObject({
      answer: v.literal('confirm'),
      /** The version of the undertaking that was read. */
      undertaking: v.literal(undertaking.version),
    }),
    v.strictObject({ answer: v.literal('decline'), reason: v.optional(text(2000)) }),
  ]),
  answer: partnerView,
});

const why = v.nullable(v.strictObject({ reason: v.optional(text(2000)) }));

export const leaveConsortium = endpoint({
  operation: 'leaveConsortium',
  summary:
    'Take back a confirmation until the deadline: what the lead has submitted stands until it submits anew or withdraws',
  method: 'POST',
  path: '/proposals/{proposalId}/partners/{organisationId}/departure',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofPartner,
  query: noQuery,
  body: why,
  answer: partnerView,
});

export const removePartner = endpoint({
  operation: 'removePartner',
  summary: 'Take a partner or an invitation back, for the lead until the deadline; what was submitted stands',
  method: 'POST',
  path: '/proposals/{proposalId}/partners/{organisationId}/removal',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofPartner,
  query: noQuery,
  body: why,
  answer: partnerView,
});

export const listInvitations = endpoint({
  operation: 'listInvitations',
  summary: 'The proposals that the caller’s suppliers were asked to take part in',
  method: 'GET',
  path: '/invitations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: noBody,
  answer: v.object({
    rows: v.array(v.object({ ...partnerView.entries, leadName: v.nullable(bilingualView) })),
  }),
});
