import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, pageOf, pageQuery, won } from '../../platform/schemas.ts';
import { POLICIES } from '../rules/score-sheet.ts';
import { priorityRowSchema } from './lists.ts';

const servedBy = 'decisions-api';
const ofRound = v.strictObject({ roundId: id });

const distances = v.array(v.object({ name: v.string(), points: v.number() }));
const outcome = v.picklist(['FUNDED', 'RESERVE', 'REJECTED']);

/** Why a row of the list is what it is; points in hundredths, evaluators by pseudonym. */
export const explanationView = v.object({
  row: priorityRowSchema,
  passMark: v.number(),
  dimensions: v.array(
    v.object({
      name: v.string(),
      maximum: v.number(),
      /** The least score that is not cut off. */
      cutOff: v.number(),
      score: v.nullable(v.number()),
      /** From the least sum to the greatest; what was trimmed is not `kept`. */
      cards: v.array(v.object({ evaluatorId: v.string(), sum: v.number(), kept: v.boolean() })),
      spread: v.nullable(v.number()),
    }),
  ),
  /** What was left of the budget when the walk came to it; null for what did not pass, and under max-score. */
  leftInWon: v.nullable(won),
  wouldChange: v.variant('kind', [
    v.object({
      kind: v.literal('pass'),
      gates: v.boolean(),
      scorecards: v.boolean(),
      points: v.number(),
      dimensions: distances,
    }),
    v.object({ kind: v.literal('price'), atMostInWon: won }),
    v.object({
      kind: v.literal('challenge'),
      served: v.array(v.object({ proposalId: v.string(), pointsAhead: v.number() })),
    }),
    v.object({ kind: v.literal('first-misfit'), proposalId: v.string() }),
    v.object({ kind: v.literal('best-set') }),
    v.object({ kind: v.literal('margin'), points: v.number(), dimensions: distances }),
  ]),
});

const flips = v.array(v.object({ proposalId: v.string(), from: outcome, to: outcome }));

/** How firm the result is. */
export const sensitivityView = v.object({
  /** Scorecards of this page's proposals without which an outcome would be another. */
  rows: v.array(v.object({ proposalId: v.string(), evaluatorId: v.string(), flips })),
  cursor: v.nullable(v.string()),
  /** With the pass mark a point lower and a point higher. */
  passMarks: v.array(v.object({ passMark: v.number(), flips })),
  /** What each policy makes of the same scores; one whose set cannot be proven is left out. */
  policies: v.array(
    v.object({
      policy: v.picklist(POLICIES),
      committedInWon: won,
      pointsFunded: v.number(),
      funded: v.array(v.string()),
      flips,
    }),
  ),
});

export const listExplanations = endpoint({
  operation: 'listExplanations',
  summary:
    'Why each row of the priority list is what it is, and what would have changed it, from the notice on',
  method: 'GET',
  path: '/rounds/{roundId}/list/explanations',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: pageQuery,
  body: noBody,
  answer: pageOf(explanationView),
});

export const readSensitivity = endpoint({
  operation: 'readSensitivity',
  summary:
    'Which outcomes flip without one scorecard, with another pass mark or policy: for the agency from the approval on',
  method: 'GET',
  path: '/rounds/{roundId}/decision/sensitivity',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: pageQuery,
  body: noBody,
  answer: sensitivityView,
});

export const readPublishedSensitivity = endpoint({
  operation: 'readPublishedSensitivity',
  summary: 'Which outcomes another pass mark or policy would have changed, for everybody from the notice on',
  method: 'GET',
  path: '/rounds/{roundId}/list/sensitivity',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: v.omit(sensitivityView, ['rows', 'cursor']),
});
