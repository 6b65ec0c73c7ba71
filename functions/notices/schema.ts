import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { id, pageOf, pageQuery } from '../platform/schemas.ts';
import { deliveryStates, languages } from './rules.ts';

const servedBy = 'notices-api';

const language = v.picklist(languages);

export const listNotices = endpoint({
  operation: 'listNotices',
  summary: 'What the caller was told, newest first, in the language of the caller’s account',
  method: 'GET',
  path: '/notices',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: v.object({
    ...pageOf(
      v.object({
        deliveryId: v.string(),
        kind: v.string(),
        roundId: v.nullable(id),
        challengeId: v.nullable(id),
        proposalId: v.nullable(id),
        recordedAt: v.string(),
        subject: v.string(),
        paragraphs: v.array(v.string()),
      }),
    ).entries,
    language,
  }),
});

export const chooseLanguage = endpoint({
  operation: 'chooseLanguage',
  summary: 'Choose the language of the notices to come; Korean for who never chose',
  method: 'PUT',
  path: '/account',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: v.strictObject({ language }),
  answer: v.object({ accountId: v.string(), language }),
});

export const listRoundNotices = endpoint({
  operation: 'listRoundNotices',
  summary:
    'What people were told about a round and what became of it, for staff and auditors; what tells of proposals only after the opening',
  method: 'GET',
  path: '/rounds/{roundId}/notices',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(
    v.object({
      deliveryId: v.string(),
      kind: v.string(),
      proposalId: v.nullable(id),
      accountId: v.string(),
      recordedAt: v.string(),
      state: v.picklist(deliveryStates),
      sentAt: v.nullable(v.string()),
      attempts: v.number(),
      /** Why it did not arrive: a code. */
      failure: v.nullable(v.string()),
    }),
  ),
});

export const readDeadlineCalendar = endpoint({
  operation: 'readDeadlineCalendar',
  summary: 'The present deadline for proposals as a calendar file (RFC 5545), from the call on',
  method: 'GET',
  path: '/rounds/{roundId}/deadline.ics',
  servedBy,
  access: 'public',
  status: 200,
  mediaType: 'text/calendar',
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.string(),
});
