import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id, text } from '../platform/schemas.ts';
import { dossierStates } from './rules.ts';

const servedBy = 'dossiers-api';

const dossierAnswer = v.object({
  dossierId: v.string(),
  roundId: v.string(),
  challengeId: v.string(),
  state: v.picklist(dossierStates),
  requestedAt: v.string(),
  builtAt: v.nullable(v.string()),
  /** Of the archive; null until it is built. */
  sha256: v.nullable(v.string()),
  sizeInBytes: v.nullable(v.number()),
  /** From then on it must be asked for again. */
  keptUntil: v.nullable(v.string()),
  /** Where the archive is fetched, for five minutes. */
  link: v.nullable(v.object({ url: v.string(), expiresAt: v.string() })),
});

export const requestDossier = endpoint({
  operation: 'requestDossier',
  summary:
    'Asks for the signed archive of all that was recorded of a challenge: auditors from the opening on, staff from the notice on, no party to it ever',
  method: 'POST',
  path: '/challenges/{challengeId}/dossiers',
  servedBy,
  access: 'signed-in',
  status: 202,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: v.strictObject({ reason: text(1000) }),
  answer: dossierAnswer,
});

export const readDossier = endpoint({
  operation: 'readDossier',
  summary: 'Whether a dossier is ready, and the link to it, for who asked for it',
  method: 'GET',
  path: '/dossiers/{dossierId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ dossierId: id }),
  query: noQuery,
  body: noBody,
  answer: dossierAnswer,
});
