import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id, sha256, won } from '../platform/schemas.ts';
import { decisionStates } from './rules/decision.ts';
import { explanationView } from './schema/explanations.ts';
import { priorityListSchema, priorityRowSchema, scoreSheetSchema } from './schema/lists.ts';

export * from './schema/explanations.ts';
export * from './schema/lists.ts';

const servedBy = 'decisions-api';
const ofRound = v.strictObject({ roundId: id });

/** The decision of a round; who recommended and approved it stays inside. */
export const decisionView = v.object({
  roundId: id,
  state: v.picklist(decisionStates),
  sheetSha256: sha256,
  listSha256: sha256,
  committedInWon: won,
  recommendedAt: v.string(),
  approvedAt: v.nullable(v.string()),
  notifiedAt: v.nullable(v.string()),
  finalAt: v.nullable(v.string()),
  /** The sheet that is recommended to take this one's place after an upheld objection. */
  revisionSha256: v.nullable(sha256),
  /** What was decided before and replaced, oldest first. */
  earlier: v.array(v.object({ sheetSha256: sha256, listSha256: sha256, approvedAt: v.nullable(v.string()) })),
  version: v.number(),
});

export const recommendDecision = endpoint({
  operation: 'recommendDecision',
  summary: 'Assemble and rank the score sheet, and recommend the list that follows from it',
  method: 'POST',
  path: '/rounds/{roundId}/decision',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: decisionView,
});

export const approveDecision = endpoint({
  operation: 'approveDecision',
  summary: 'Approve the recommended list of this score sheet, by another person than who recommended it',
  method: 'POST',
  path: '/rounds/{roundId}/decision/approval',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: v.strictObject({ sheetSha256: sha256 }),
  answer: decisionView,
});

export const recommendRevision = endpoint({
  operation: 'recommendRevision',
  summary: 'Recommend the list that follows from the fresh results of upheld objections',
  method: 'POST',
  path: '/rounds/{roundId}/decision/revision',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: decisionView,
});

export const approveRevision = endpoint({
  operation: 'approveRevision',
  summary: 'Approve the revised list of this score sheet, by another person than who recommended it',
  method: 'POST',
  path: '/rounds/{roundId}/decision/revision/approval',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: v.strictObject({ sheetSha256: sha256 }),
  answer: decisionView,
});

export const readDecision = endpoint({
  operation: 'readDecision',
  summary: 'The decision of a round: for staff, approvers and auditors at once, for others after the notice',
  method: 'GET',
  path: '/rounds/{roundId}/decision',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: decisionView,
});

export const readRecommendation = endpoint({
  operation: 'readRecommendation',
  summary: 'The list and the score sheet of a decision before the notice, for staff, approvers and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/decision/records',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: v.object({
    list: priorityListSchema,
    scoreSheet: scoreSheetSchema,
    /** What was approved, came to no notice, and gives way to a recommended list; null where nothing was. */
    replacedList: v.nullable(priorityListSchema),
    /** Proposals whose line stands only until the fresh result of an upheld objection is approved. */
    reopened: v.array(id),
  }),
});

export const readRevision = endpoint({
  operation: 'readRevision',
  summary:
    'The list and the score sheet that are recommended in the place of the decided ones, for staff, approvers and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/decision/revision/records',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: v.object({
    sheetSha256: sha256,
    listSha256: sha256,
    recommendedAt: v.string(),
    list: priorityListSchema,
    scoreSheet: scoreSheetSchema,
    /** Reopened proposals without a fresh result yet, which it leaves as they stand. */
    stillReopened: v.array(id),
  }),
});

export const readPriorityList = endpoint({
  operation: 'readPriorityList',
  summary: 'The priority list of a round, from the notice on; its ETag is the SHA-256 of its canonical JSON',
  method: 'GET',
  path: '/rounds/{roundId}/list',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: priorityListSchema,
});

export const readScoreSheet = endpoint({
  operation: 'readScoreSheet',
  summary: 'The score sheet of a round, from the notice on; its ETag is the SHA-256 of its canonical JSON',
  method: 'GET',
  path: '/rounds/{roundId}/score-sheet',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: scoreSheetSchema,
});

export const readResult = endpoint({
  operation: 'readResult',
  summary: 'A supplier’s own result: outcome, scores by pseudonym and their reasons, from the notice on',
  method: 'GET',
  path: '/proposals/{proposalId}/result',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({
    proposalId: id,
    challengeId: id,
    state: v.string(),
    eligibilityReason: v.nullable(v.string()),
    /** Its line of the list; null for what was withdrawn after the opening. */
    row: v.nullable(priorityRowSchema),
    /** Why it stands there, and what would have changed it; null where `row` is. */
    explanation: v.nullable(explanationView),
    scorecards: v.array(
      v.object({
        evaluatorId: v.string(),
        points: v.record(v.string(), v.number()),
        gates: v.record(v.string(), v.boolean()),
        reasons: v.record(v.string(), v.string()),
      }),
    ),
  }),
});
