import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, pageOf, pageQuery, won } from '../../platform/schemas.ts';
import type { BudgetComparison } from '../rules/budgets.ts';
import { POLICIES, RESERVE_REASONS } from '../rules/score-sheet.ts';
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
    v.object({ kind: v.literal('price') }),
    v.object({
      kind: v.literal('challenge'),
      served: v.array(v.object({ proposalId: v.string(), pointsAhead: v.number() })),
    }),
    v.object({ kind: v.literal('first-misfit'), proposalId: v.string() }),
    v.object({ kind: v.literal('best-set') }),
    v.object({ kind: v.literal('margin'), points: v.number(), dimensions: distances }),
  ]),
  /**
   * The least total and the greatest price that alone would have funded it, null where none would; null as a whole for
   * what is not in reserve, and in the list under max-score, where each proposal is asked for by itself.
   */
  thresholds: v.nullable(v.object({ total: v.nullable(v.number()), priceInWon: v.nullable(won) })),
});

const flips = v.array(v.object({ proposalId: v.string(), from: outcome, to: outcome }));

/** A scorecard, by pseudonym, without which an outcome would be another. */
const decisiveScorecardView = v.object({ proposalId: v.string(), evaluatorId: v.string(), flips });

/** How firm the result is. */
export const sensitivityView = v.object({
  /** Of this page's proposals. */
  rows: v.array(decisiveScorecardView),
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

export const readExplanation = endpoint({
  operation: 'readExplanation',
  summary:
    'Why one row of the priority list is what it is, with what alone would have funded it, from the notice on',
  method: 'GET',
  path: '/rounds/{roundId}/list/explanations/{proposalId}',
  servedBy,
  access: 'public',
  status: 200,
  parameters: v.strictObject({ roundId: id, proposalId: id }),
  query: noQuery,
  body: noBody,
  answer: explanationView,
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

export const listDecisiveScorecards = endpoint({
  operation: 'listDecisiveScorecards',
  summary:
    'Which outcomes flip without one scorecard, for everybody from the notice on; a page is of some proposals of the list',
  method: 'GET',
  path: '/rounds/{roundId}/list/sensitivity/scorecards',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: pageQuery,
  body: noBody,
  answer: pageOf(decisiveScorecardView),
});

/** How far the budget reached, and what more of it would have bought. */
export const budgetComparisonView = v.object({
  budgetInWon: won,
  committedInWon: won,
  /** What passed without being funded. */
  unfunded: v.array(
    v.object({ reason: v.picklist(RESERVE_REASONS), proposals: v.number(), priceInWon: won }),
  ),
  /** By how much the budget fell short of all that the cap of the challenges lets through. */
  shortInWon: won,
  steps: v.array(
    v.object({
      moreInWon: won,
      budgetInWon: won,
      added: v.array(v.string()),
      gone: v.array(v.string()),
      policies: v.array(
        v.object({
          policy: v.picklist(POLICIES),
          funded: v.number(),
          committedInWon: won,
          pointsFunded: v.number(),
        }),
      ),
    }),
  ),
}) satisfies v.GenericSchema<unknown, BudgetComparison>;

export const readBudgetComparison = endpoint({
  operation: 'readBudgetComparison',
  summary: 'What the budget left unbought and more of it would have bought, for everybody from the notice on',
  method: 'GET',
  path: '/rounds/{roundId}/list/budgets',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: budgetComparisonView,
});
