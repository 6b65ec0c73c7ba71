import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, pageOf, pageQuery, sha256, text } from '../../platform/schemas.ts';
import type { DrawRecord } from '../rules/draw.ts';

const servedBy = 'evaluation-api';
const ofRound = v.strictObject({ roundId: id });

/** Somebody of a pool, as staff and auditors see them; the pseudonym is for auditors alone, after the opening. */
export const evaluatorView = v.object({
  roundId: id,
  accountId: id,
  organisationId: id,
  name: v.nullable(v.string()),
  expertise: v.string(),
  listedAt: v.string(),
  evaluatorId: v.nullable(id),
  /** What they did in earlier rounds whose results are known. */
  history: v.object({
    rounds: v.number(),
    panels: v.number(),
    recusals: v.number(),
    lastSatAt: v.nullable(v.string()),
  }),
  /**
   * The undertaking of confidentiality. Hidden from staff until the results are known, and its instant for good: it
   * stands beside the declaration on a seat, and would tell whose pseudonym is whose.
   */
  undertaking: v.variant('state', [
    v.object({ state: v.literal('GIVEN'), version: v.string(), sha256, givenAt: v.nullable(v.string()) }),
    v.object({ state: v.literal('MISSING') }),
    v.object({ state: v.literal('HIDDEN') }),
  ]),
});

/** What staff say of somebody whom they want in the pool. */
export const personToList = v.strictObject({
  accountId: id,
  organisationId: id,
  name: v.optional(text(200)),
  expertise: text(500),
});

export const listEvaluator = endpoint({
  operation: 'listEvaluator',
  summary: 'Put an evaluator of an institute into the round’s pool, until its panels are drawn',
  method: 'POST',
  path: '/rounds/{roundId}/evaluators',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofRound,
  query: noQuery,
  body: personToList,
  answer: evaluatorView,
});

export const listEvaluators = endpoint({
  operation: 'listEvaluators',
  summary: 'The round’s pool, for staff and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/evaluators',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: pageQuery,
  body: noBody,
  answer: pageOf(evaluatorView),
});

/** The record of a draw: all that is needed to redraw it. `functions/evaluation/rules/draw.ts` says how. */
export const drawRecordSchema = v.object({
  format: v.literal('first-buyer/draw/1'),
  roundId: v.string(),
  drawSecret: v.string(),
  drawNonces: v.array(sha256),
  seed: sha256,
  size: v.number(),
  maximumOfOneOrganisation: v.number(),
  candidates: v.array(v.object({ evaluatorId: v.string(), group: v.string(), listedWithCall: v.boolean() })),
  challenges: v.array(v.object({ challengeId: v.string(), conflicted: v.array(v.string()) })),
  panels: v.array(
    v.object({ challengeId: v.string(), members: v.array(v.string()), reserve: v.array(v.string()) }),
  ),
}) satisfies v.GenericSchema<unknown, DrawRecord>;

/** A panel by pseudonyms. */
export const panelView = v.object({
  challengeId: id,
  seats: v.array(
    v.object({
      evaluatorId: id,
      standing: v.picklist(['ASSIGNED', 'CLEAR', 'RECUSED']),
      declaredAt: v.nullable(v.string()),
    }),
  ),
  reserve: v.array(id),
  version: v.number(),
});

export const drawPanels = endpoint({
  operation: 'drawPanels',
  summary:
    'Draw the round’s panels by the secret whose hash stands in the call; again to seat what is missing',
  method: 'POST',
  path: '/rounds/{roundId}/panels',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofRound,
  query: noQuery,
  body: v.strictObject({
    drawSecret: v.pipe(
      v.string(),
      v.regex(/^[\x21-\x7e]{16,200}$/u, 'Expected 16 to 200 printable ASCII characters without spaces'),
    ),
  }),
  answer: v.object({ seed: sha256, recordSha256: sha256, drawnAt: v.string(), panels: v.array(panelView) }),
});

export const readEvaluationStanding = endpoint({
  operation: 'readEvaluationStanding',
  summary:
    'How far the evaluation of a round is, by counts of locked scorecards, for staff and auditors from the opening on',
  method: 'GET',
  path: '/rounds/{roundId}/evaluation-standing',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: v.object({
    proposals: v.array(
      v.object({
        proposalId: id,
        challengeId: id,
        lockedScorecards: v.number(),
        activeMembers: v.number(),
      }),
    ),
    /** Scorecards whose authors have not answered yet why they lie apart. */
    unansweredOutliers: v.number(),
  }),
});

export const listPanels = endpoint({
  operation: 'listPanels',
  summary: 'The round’s panels by pseudonyms, for staff and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/panels',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(panelView) }),
});

export const readDraw = endpoint({
  operation: 'readDraw',
  summary: 'The record of the draw, from which anyone redraws the panels',
  method: 'GET',
  path: '/rounds/{roundId}/draw',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: drawRecordSchema,
});
