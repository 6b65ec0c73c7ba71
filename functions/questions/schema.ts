import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id, pageOf, pageQuery, text } from '../platform/schemas.ts';
import { questionStates } from './rules.ts';

const servedBy = 'challenges-api';

/** An answered question as everybody sees it. */
export const answeredQuestionView = v.object({
  questionId: id,
  challengeId: id,
  question: v.string(),
  answer: v.string(),
  answeredAt: v.string(),
  /** When the answer was last put in other words; null where it never was. */
  amendedAt: v.nullable(v.string()),
});

/** A question for those who answer it. Who asked is told to nobody. */
export const openQuestionView = v.object({
  questionId: id,
  challengeId: id,
  askedAt: v.string(),
  text: v.string(),
  version: v.number(),
});

/** A question for the supplier that asked it. */
export const ownQuestionView = v.object({
  questionId: id,
  challengeId: id,
  state: v.picklist(questionStates),
  askedAt: v.string(),
  text: v.string(),
  publishedText: v.nullable(v.string()),
  answer: v.nullable(v.string()),
  answeredAt: v.nullable(v.string()),
  amendedAt: v.nullable(v.string()),
  declineReason: v.nullable(v.string()),
  version: v.number(),
});

const ofChallenge = v.strictObject({ challengeId: id });
const ofQuestion = v.strictObject({ questionId: id });

export const askQuestion = endpoint({
  operation: 'askQuestion',
  summary: 'Ask the buyer about a published challenge, until the cut-off; the asker stays hidden',
  method: 'POST',
  path: '/challenges/{challengeId}/questions',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofChallenge,
  query: noQuery,
  body: v.strictObject({ supplierId: id, text: text(4000) }),
  answer: ownQuestionView,
});

export const listAnswers = endpoint({
  operation: 'listAnswers',
  summary: 'The answered questions of a published challenge, for everybody, oldest answer first',
  method: 'GET',
  path: '/challenges/{challengeId}/answers',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofChallenge,
  query: pageQuery,
  body: noBody,
  answer: pageOf(answeredQuestionView),
});

export const listOpenQuestions = endpoint({
  operation: 'listOpenQuestions',
  summary: 'The questions that await an answer, for the proposing bodies and staff',
  method: 'GET',
  path: '/challenges/{challengeId}/open-questions',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: pageQuery,
  body: noBody,
  answer: pageOf(openQuestionView),
});

export const listOwnQuestions = endpoint({
  operation: 'listOwnQuestions',
  summary: 'The questions that the caller’s suppliers asked about a challenge',
  method: 'GET',
  path: '/challenges/{challengeId}/own-questions',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(ownQuestionView) }),
});

export const answerQuestion = endpoint({
  operation: 'answerQuestion',
  summary: 'Answer a question, or put its answer in other words; everybody reads both',
  method: 'PUT',
  path: '/questions/{questionId}/answer',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofQuestion,
  query: noQuery,
  body: v.strictObject({
    answer: text(8000),
    /** How the question is published, where its own words would tell who asked; left out: as asked. */
    publishedText: v.optional(text(4000)),
  }),
  answer: answeredQuestionView,
});

export const declineQuestion = endpoint({
  operation: 'declineQuestion',
  summary: 'Decline what is no question about the challenge, with the reason; only the asker is told',
  method: 'POST',
  path: '/questions/{questionId}/decline',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofQuestion,
  query: noQuery,
  body: v.strictObject({ reason: text(2000) }),
  answer: openQuestionView,
});
