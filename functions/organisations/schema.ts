import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { organisationKinds, roles } from '../platform/roles.ts';
import { bilingual, id, pageOf, pageQuery, text } from '../platform/schemas.ts';

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
  version: v.number(),
});

export const readAccount = endpoint({
  operation: 'readAccount',
  summary: 'The caller’s account id and memberships',
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
    hasSecondFactor: v.boolean(),
    memberships: v.record(v.string(), membership),
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
  body: v.strictObject({ decision: v.picklist(['confirm', 'refuse']), reason: text(1000) }),
  answer: organisationView,
});

export const appointMember = endpoint({
  operation: 'appointMember',
  summary: 'Give a person roles in the organisation; no roles end the membership',
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
