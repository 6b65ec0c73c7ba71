import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { organisationKinds, roles } from '../platform/roles.ts';
import { bilingual, id, instant, pageOf, pageQuery, sha256, text } from '../platform/schemas.ts';

const servedBy = 'organisations-api';

const membership = v.object({ kind: v.picklist(organisationKinds), roles: v.array(v.picklist(roles)) });

/** An organisation as its members, staff and auditors see it. */
export const organisationView = v.object({
  organisationId: id,
  state: v.picklist(['CLAIMED', 'CONFIRMED', 'REFUSED']),
  kind: v.picklist(organisationKinds),
  name: v.object({ ko: v.string(), en: v.string() }),
  businessNumber: v.string(),
  isSmallOrMedium: v.boolean(),
  claimedAt: v.string(),
  members: v.record(v.string(), v.array(v.picklist(roles))),
  offers: v.record(v.string(), v.array(v.picklist(roles))),
  /** Account id → how whoever invited the member calls them. */
  names: v.record(v.string(), v.string()),
  /** Account id of a deputy → for whom and how long; one that has ended stands here until the next. */
  deputies: v.record(
    v.string(),
    v.object({
      standsInFor: v.string(),
      roles: v.array(v.picklist(roles)),
      from: v.string(),
      until: v.string(),
    }),
  ),
  /** SHA-256 of the code → what it is good for; an expired one stands here until the next. */
  invitations: v.record(
    v.string(),
    v.object({
      name: v.string(),
      roles: v.array(v.picklist(roles)),
      invitedBy: v.string(),
      expiresAt: v.string(),
    }),
  ),
  evidence: v.nullable(v.object({ method: v.picklist(['document', 'code']), checked: v.string() })),
  /** Why staff refused the claim. */
  refusedBecause: v.nullable(v.string()),
  version: v.number(),
});

/** What staff checked: a document, or a code that went to the registered address and came back. */
export const evidenceSchema = v.strictObject({
  method: v.picklist(['document', 'code']),
  checked: text(500),
});

export const readAccount = endpoint({
  operation: 'readAccount',
  summary: 'The caller’s account id, memberships and the memberships offered',
  method: 'GET',
  path: '/account',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: noBody,
  answer: v.object({
    accountId: v.string(),
    /** Without it the memberships of the agency give no right. */
    hasSecondFactor: v.boolean(),
    memberships: v.record(v.string(), membership),
    offers: v.record(
      v.string(),
      v.object({ ...membership.entries, name: v.object({ ko: v.string(), en: v.string() }) }),
    ),
  }),
});

export const claimOrganisation = endpoint({
  operation: 'claimOrganisation',
  summary: 'Claim an organisation by its business registration number; staff confirm the claim',
  method: 'POST',
  path: '/organisations',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: noParameters,
  query: noQuery,
  body: v.strictObject({
    kind: v.picklist(['PUBLIC_BODY', 'SUPPLIER', 'INSTITUTE']),
    name: bilingual(200),
    businessNumber: text(20),
    isSmallOrMedium: v.optional(v.boolean(), false),
  }),
  answer: organisationView,
});

export const readOrganisation = endpoint({
  operation: 'readOrganisation',
  summary: 'An organisation, for its members, its claimant, staff and auditors',
  method: 'GET',
  path: '/organisations/{organisationId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ organisationId: id }),
  query: noQuery,
  body: noBody,
  answer: organisationView,
});

export const listClaims = endpoint({
  operation: 'listClaims',
  summary: 'Claims that await staff',
  method: 'GET',
  path: '/organisations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(organisationView),
});

export const listOwnClaims = endpoint({
  operation: 'listOwnClaims',
  summary: 'What the caller claimed and has not been granted, the newest first',
  method: 'GET',
  path: '/account/claims',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(
    v.object({
      kind: v.picklist(['organisation', 'recovery']),
      /** Of the organisation, or of the recovery. */
      id,
      /** Null for a recovery. */
      name: v.nullable(v.object({ ko: v.string(), en: v.string() })),
      state: v.picklist(['CLAIMED', 'PREPARED', 'REFUSED']),
      claimedAt: v.string(),
    }),
  ),
});

export const decideClaim = endpoint({
  operation: 'decideClaim',
  summary: 'Confirm or refuse a claim; the claimant becomes a member with all roles of the kind',
  method: 'POST',
  path: '/organisations/{organisationId}/claim-decision',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ organisationId: id }),
  query: noQuery,
  body: v.variant('decision', [
    v.strictObject({ decision: v.literal('confirm'), reason: text(1000), evidence: evidenceSchema }),
    v.strictObject({ decision: v.literal('refuse'), reason: text(1000) }),
  ]),
  answer: organisationView,
});

export const appointMember = endpoint({
  operation: 'appointMember',
  summary: 'Offer a person a membership, change a member’s roles, or (no roles) end either',
  method: 'PUT',
  path: '/organisations/{organisationId}/members/{accountId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ organisationId: id, accountId: id }),
  query: noQuery,
  body: v.strictObject({ roles: v.array(v.picklist(roles)) }),
  answer: organisationView,
});

const ofMember = v.strictObject({ organisationId: id, accountId: id });

export const appointDeputy = endpoint({
  operation: 'appointDeputy',
  summary: 'Let a member stand in for an absent colleague: the colleague’s roles beside the own, for a time',
  method: 'PUT',
  path: '/organisations/{organisationId}/members/{accountId}/deputy',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofMember,
  query: noQuery,
  body: v.strictObject({ standsInFor: id, from: instant, until: instant }),
  answer: organisationView,
});

export const endDeputy = endpoint({
  operation: 'endDeputy',
  summary: 'End a member’s standing in before its time',
  method: 'DELETE',
  path: '/organisations/{organisationId}/members/{accountId}/deputy',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofMember,
  query: noQuery,
  body: noBody,
  answer: organisationView,
});

const byCode = v.strictObject({ organisationId: id, codeSha256: sha256 });

export const inviteMember = endpoint({
  operation: 'inviteMember',
  summary:
    'Invite somebody by a code that the caller makes up and hands over; only its SHA-256 is known here, for fourteen days',
  method: 'PUT',
  path: '/organisations/{organisationId}/invitations/{codeSha256}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: byCode,
  query: noQuery,
  body: v.strictObject({
    name: text(100),
    roles: v.pipe(v.array(v.picklist(roles)), v.minLength(1), v.maxLength(roles.length)),
  }),
  answer: organisationView,
});

export const readMemberInvitation = endpoint({
  operation: 'readMemberInvitation',
  summary: 'Which organisation invites to what, for whoever has the code',
  method: 'GET',
  path: '/organisations/{organisationId}/invitations/{codeSha256}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: byCode,
  query: noQuery,
  body: noBody,
  answer: v.object({
    organisationId: id,
    kind: v.picklist(organisationKinds),
    organisationName: v.object({ ko: v.string(), en: v.string() }),
    roles: v.array(v.picklist(roles)),
    expiresAt: v.string(),
  }),
});

export const withdrawMemberInvitation = endpoint({
  operation: 'withdrawMemberInvitation',
  summary: 'Withdraw an invitation that nobody has used',
  method: 'DELETE',
  path: '/organisations/{organisationId}/invitations/{codeSha256}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: byCode,
  query: noQuery,
  body: noBody,
  answer: organisationView,
});

export const joinOrganisation = endpoint({
  operation: 'joinOrganisation',
  summary: 'Become a member by the code of an invitation, which is used up with it',
  method: 'POST',
  path: '/organisations/{organisationId}/invitations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ organisationId: id }),
  query: noQuery,
  body: v.strictObject({ code: v.pipe(v.string(), v.minLength(20), v.maxLength(200)) }),
  answer: organisationView,
});

export const acceptMembership = endpoint({
  operation: 'acceptMembership',
  summary: 'Accept the membership that the organisation offers to the caller',
  method: 'POST',
  path: '/organisations/{organisationId}/membership',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ organisationId: id }),
  query: noQuery,
  body: noBody,
  answer: organisationView,
});

export const endMembership = endpoint({
  operation: 'endMembership',
  summary: 'Leave the organisation, or decline the membership that it offers',
  method: 'DELETE',
  path: '/organisations/{organisationId}/membership',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ organisationId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({ organisationId: id, ended: v.picklist(['membership', 'offer']) }),
});

/** A recovery as its claimant and the agency see it. */
export const recoveryView = v.object({
  recoveryId: id,
  state: v.picklist(['CLAIMED', 'PREPARED', 'CONFIRMED', 'REFUSED']),
  organisationId: id,
  claim: v.string(),
  claimedAt: v.string(),
  members: v.nullable(v.picklist(['keep', 'end'])),
  evidence: v.nullable(v.object({ method: v.picklist(['document', 'code']), checked: v.string() })),
  refusedBecause: v.nullable(v.string()),
  version: v.number(),
});

export const claimRecovery = endpoint({
  operation: 'claimRecovery',
  summary: 'Claim a confirmed organisation whose administrator is gone or is not of it',
  method: 'POST',
  path: '/organisation-recoveries',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: noParameters,
  query: noQuery,
  body: v.strictObject({ businessNumber: text(20), reason: text(1000) }),
  answer: recoveryView,
});

export const listRecoveries = endpoint({
  operation: 'listRecoveries',
  summary: 'Recoveries that await staff or an approver',
  method: 'GET',
  path: '/organisation-recoveries',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(
    v.object({
      ...recoveryView.entries,
      /** Approvers, who read no organisation as such, decide about one by its name. */
      organisationName: v.nullable(v.object({ ko: v.string(), en: v.string() })),
    }),
  ),
});

export const readRecovery = endpoint({
  operation: 'readRecovery',
  summary: 'A recovery, for its claimant and the agency',
  method: 'GET',
  path: '/organisation-recoveries/{recoveryId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ recoveryId: id }),
  query: noQuery,
  body: noBody,
  answer: recoveryView,
});

export const decideRecovery = endpoint({
  operation: 'decideRecovery',
  summary: 'Staff prepare or refuse a recovery; another person approves or rejects what was prepared',
  method: 'POST',
  path: '/organisation-recoveries/{recoveryId}/decision',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ recoveryId: id }),
  query: noQuery,
  body: v.variant('decision', [
    v.strictObject({
      decision: v.literal('prepare'),
      members: v.picklist(['keep', 'end']),
      evidence: evidenceSchema,
      reason: text(1000),
    }),
    v.strictObject({ decision: v.picklist(['refuse', 'approve', 'reject']), reason: text(1000) }),
  ]),
  answer: recoveryView,
});
