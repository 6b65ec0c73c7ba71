import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, text } from '../../platform/schemas.ts';

const servedBy = 'evaluation-api';
const ofProposal = v.strictObject({ proposalId: id });

const name = v.pipe(v.string(), v.maxLength(50));

/** What an evaluator writes down; the round's policy says which criteria and gates there are. */
export const scoresSchema = v.strictObject({
  /** Hundredths of a point. */
  // Hundredths of a point; what is no whole number or outside the criterion is refused by its own sentence.
  points: v.record(name, v.number()),
  gates: v.record(name, v.boolean()),
  reasons: v.record(name, text(2000)),
});

/** The same, unfinished. */
export const draftScoresSchema = v.strictObject({
  points: v.optional(scoresSchema.entries.points, {}),
  gates: v.optional(scoresSchema.entries.gates, {}),
  reasons: v.optional(scoresSchema.entries.reasons, {}),
});

/** A scorecard by pseudonym. */
export const scorecardView = v.object({
  proposalId: id,
  evaluatorId: id,
  state: v.picklist(['DRAFT', 'SUBMITTED', 'OUTLIER_FLAGGED', 'RECONFIRMED', 'REVISED']),
  points: v.record(v.string(), v.number()),
  gates: v.record(v.string(), v.boolean()),
  reasons: v.record(v.string(), v.string()),
  /** Dimensions in which it stands apart; empty unless it is flagged. */
  outlierDimensions: v.array(v.string()),
  answerReason: v.nullable(v.string()),
  submittedAt: v.nullable(v.string()),
  version: v.number(),
});

export const saveScorecard = endpoint({
  operation: 'saveScorecard',
  summary: 'Save a draft of the caller’s scorecard; If-Match names the version that was changed',
  method: 'PUT',
  path: '/proposals/{proposalId}/scorecard',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: draftScoresSchema,
  answer: scorecardView,
});

export const submitScorecard = endpoint({
  operation: 'submitScorecard',
  summary: 'Submit the caller’s scorecard, which locks it',
  method: 'POST',
  path: '/proposals/{proposalId}/scorecard/submission',
  servedBy: 'submit-scorecard',
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: scoresSchema,
  answer: scorecardView,
});

export const answerOutlier = endpoint({
  operation: 'answerOutlier',
  summary: 'Stand by a scorecard that is flagged as an outlier, or revise it with a reason',
  method: 'POST',
  path: '/proposals/{proposalId}/scorecard/reconfirmation',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.union([
    v.strictObject({ confirm: v.literal(true), reason: v.optional(text(2000)) }),
    v.strictObject({ ...scoresSchema.entries, reason: text(2000) }),
  ]),
  answer: scorecardView,
});

export const listScorecards = endpoint({
  operation: 'listScorecards',
  summary: 'Scorecards of a proposal, as far as the caller may see them now',
  method: 'GET',
  path: '/proposals/{proposalId}/scorecards',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(scorecardView) }),
});
