import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { id, pageOf, pageQuery } from '../platform/schemas.ts';

const servedBy = 'ledger-api';
const roundParameters = v.strictObject({ roundId: id });

/** An entry as a leaf of the log: see README.md in this folder. */
export const leafSchema = v.object({
  format: v.literal('first-buyer/ledger-entry/1'),
  log: v.string(),
  entity: v.string(),
  sequence: v.number(),
  previous: v.nullable(v.string()),
  at: v.string(),
  action: v.string(),
  from: v.nullable(v.string()),
  to: v.string(),
  actor: v.string(),
  reason: v.nullable(v.string()),
  before: v.nullable(v.string()),
  after: v.string(),
});

/** What opens an entry's commitments; kept beside the entry, and deleted with the personal data in it. */
export const disclosureSchema = v.object({
  secret: v.string(),
  actor: v.unknown(),
  reason: v.nullable(v.string()),
  after: v.unknown(),
});

export const exportLedger = endpoint({
  operation: 'exportLedger',
  summary:
    'The entries of a round’s ledger in the order of the log up to the last checkpoint, for everybody, from the notice on',
  method: 'GET',
  path: '/rounds/{roundId}/ledger',
  servedBy,
  access: 'public',
  status: 200,
  parameters: roundParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(v.object({ index: v.number(), leafHash: v.string(), entry: leafSchema })),
});

/** A signed note, with what opens it once the round is open; see README.md. */
export const checkpointSchema = v.object({
  note: v.string(),
  opening: v.nullable(v.object({ nonce: v.string(), root: v.string(), size: v.number() })),
  consistency: v.array(v.string()),
});

export const listCheckpoints = endpoint({
  operation: 'listCheckpoints',
  summary: 'The signed checkpoints of a round’s ledger, for everybody: commitments until the opening',
  method: 'GET',
  path: '/rounds/{roundId}/ledger/checkpoints',
  servedBy,
  access: 'public',
  status: 200,
  parameters: roundParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(checkpointSchema),
});

export const listAgencyCheckpoints = endpoint({
  operation: 'listAgencyCheckpoints',
  summary: 'The signed checkpoints of the agency’s ledger (what belongs to no round), for everybody',
  method: 'GET',
  path: '/ledger/checkpoints',
  servedBy,
  access: 'public',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(checkpointSchema),
});

/** `index` is the entry's place in its log, from 0; null until it is sequenced. */
const auditedEntry = v.object({
  index: v.nullable(v.number()),
  leaf: leafSchema,
  disclosure: v.nullable(disclosureSchema),
});

export const auditAgencyLedger = endpoint({
  operation: 'auditAgencyLedger',
  summary: 'The entries of what belongs to no round with what opens them, for auditors',
  method: 'GET',
  path: '/ledger/audit',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(auditedEntry),
});

export const auditLedger = endpoint({
  operation: 'auditLedger',
  summary: 'The entries with what opens them, for auditors, from the opening on',
  method: 'GET',
  path: '/rounds/{roundId}/audit',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(auditedEntry),
});

export const listRefusals = endpoint({
  operation: 'listRefusals',
  summary: 'Refused attempts that concern fairness, for auditors, from the opening on',
  method: 'GET',
  path: '/rounds/{roundId}/refusals',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(
    v.object({
      at: v.string(),
      /** Null once the retention of personal data has made forgotten who it was. */
      accountId: v.nullable(v.string()),
      operation: v.string(),
      code: v.string(),
      details: v.unknown(),
      /** What the request named, such as a proposal. */
      parameters: v.record(v.string(), v.string()),
    }),
  ),
});

export const readSigningKey = endpoint({
  operation: 'readSigningKey',
  summary: 'The public key that receipts are signed with (Ed25519, SubjectPublicKeyInfo in base64)',
  method: 'GET',
  path: '/signing-key',
  servedBy,
  access: 'public',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: noBody,
  answer: v.object({ algorithm: v.literal('Ed25519'), keyId: v.string(), publicKey: v.string() }),
});
