import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { bilingual, id, pageOf, pageQuery, text, won } from '../platform/schemas.ts';
import { challengeStates, comparisons, correctableFields, fields } from './rules.ts';

const servedBy = 'challenges-api';

const count = (maximum: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximum));

const target = v.strictObject({
  name: bilingual(200),
  unit: text(50),
  comparison: v.picklist(comparisons),
  value: v.pipe(v.number(), v.minValue(-1e15), v.maxValue(1e15)),
});

/** A challenge as the proposing body writes it, always whole. */
export const challengeTerms = v.strictObject({
  coProposerIds: v.optional(v.pipe(v.array(id), v.maxLength(20)), []),
  /** The field by its code: a division of COFOG 1999. */
  field: v.picklist(fields),
  title: bilingual(200),
  problem: bilingual(8000),
  requiredPerformance: v.pipe(v.array(target), v.maxLength(30)),
  placeOfUse: bilingual(500),
  quantity: count(1_000_000),
  priceCeilingInWon: v.pipe(won, v.minValue(1)),
  trialPeriodInDays: count(3650),
  firstUseCommitment: v.strictObject({
    site: bilingual(2000),
    people: bilingual(2000),
    permits: bilingual(2000),
  }),
  contact: v.strictObject({
    office: bilingual(200),
    email: v.pipe(v.string(), v.maxLength(254), v.email()),
    telephone: v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 -]{4,28}[0-9]$/u, 'Expected a telephone number')),
  }),
});

/** The same with bodies that are named by their business numbers and propose it as well, as people know them. */
const proposedTerms = v.strictObject({
  ...challengeTerms.entries,
  coProposerNumbers: v.optional(v.pipe(v.array(text(20)), v.maxLength(20)), []),
});

const bilingualView = v.object({ ko: v.string(), en: v.string() });

/** What a challenge asks for and offers. */
export const termsView = v.object({
  field: v.picklist(fields),
  title: bilingualView,
  problem: bilingualView,
  requiredPerformance: v.array(
    v.object({
      name: bilingualView,
      unit: v.string(),
      comparison: v.picklist(comparisons),
      value: v.number(),
    }),
  ),
  placeOfUse: bilingualView,
  quantity: v.number(),
  priceCeilingInWon: v.number(),
  trialPeriodInDays: v.number(),
  firstUseCommitment: v.object({ site: bilingualView, people: bilingualView, permits: bilingualView }),
  contact: v.object({ office: bilingualView, email: v.string(), telephone: v.string() }),
});

/** A published challenge as everybody sees it. */
export const challengeView = v.object({
  challengeId: id,
  roundId: id,
  state: v.picklist([...challengeStates, 'PUBLISHED', 'CORRECTED']),
  /** Counts the corrections; a proposal says which it was made or acknowledged with. */
  correctionNumber: v.number(),
  buyerId: id,
  coProposerIds: v.array(id),
  ...termsView.entries,
  version: v.number(),
});

/** The bodies that propose a challenge, the buyer first; the name is null where a body is not on record any more. */
const proposers = v.array(v.object({ organisationId: id, name: v.nullable(bilingualView) }));

/** The same with the names of the bodies that propose it. */
export const publishedChallengeView = v.object({ ...challengeView.entries, proposers });

/** The same for those who propose and decide, with what led there. */
export const proposedChallengeView = v.object({
  ...challengeView.entries,
  callDeadline: v.string(),
  submittedAt: v.nullable(v.string()),
  decisionReason: v.nullable(v.string()),
  /** What it gets to be met later; null unless it is incubated. */
  incubation: v.nullable(
    v.object({
      budgetInWon: v.number(),
      plan: v.string(),
      begunAt: v.string(),
      returnedAs: v.array(v.object({ challengeId: id, roundId: id })),
    }),
  ),
  /** The incubated challenge of an earlier round as which it came. */
  incubatedFrom: v.nullable(id),
});

/** The same with the names of the bodies that propose it. */
export const namedProposedChallengeView = v.object({ ...proposedChallengeView.entries, proposers });

const ofRound = v.strictObject({ roundId: id });
const ofChallenge = v.strictObject({ challengeId: id });

export const draftChallenge = endpoint({
  operation: 'draftChallenge',
  summary: 'Draft a challenge while the call for challenges is open',
  method: 'POST',
  path: '/rounds/{roundId}/challenges',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofRound,
  query: noQuery,
  body: v.strictObject({ ...proposedTerms.entries, buyerId: v.optional(id) }),
  answer: proposedChallengeView,
});

export const editChallenge = endpoint({
  operation: 'editChallenge',
  summary: 'Replace the text of a draft; If-Match names the version that was read',
  method: 'PUT',
  path: '/challenges/{challengeId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: proposedTerms,
  answer: proposedChallengeView,
});

export const submitChallenge = endpoint({
  operation: 'submitChallenge',
  summary: 'Propose the draft to the agency, before the deadline of the call for challenges',
  method: 'POST',
  path: '/challenges/{challengeId}/submission',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: noBody,
  answer: proposedChallengeView,
});

export const withdrawChallenge = endpoint({
  operation: 'withdrawChallenge',
  summary: 'Withdraw a challenge before it is decided',
  method: 'POST',
  path: '/challenges/{challengeId}/withdrawal',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: v.nullable(v.strictObject({ reason: v.optional(text(2000)) })),
  answer: proposedChallengeView,
});

export const decideChallenge = endpoint({
  operation: 'decideChallenge',
  summary: 'Select or reject a submitted challenge, with the reason',
  method: 'POST',
  path: '/challenges/{challengeId}/selection',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: v.strictObject({ decision: v.picklist(['select', 'reject']), reason: text(2000) }),
  answer: proposedChallengeView,
});

const { coProposerIds: _, ...correctableTerms } = challengeTerms.entries;

export const correctChallenge = endpoint({
  operation: 'correctChallenge',
  summary: 'Correct a published challenge, whole, and explain it; whoever holds a proposal to it is told',
  method: 'POST',
  path: '/challenges/{challengeId}/corrections',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofChallenge,
  query: noQuery,
  body: v.strictObject({ ...correctableTerms, explanation: bilingual(2000) }),
  answer: challengeView,
});

export const listCorrections = endpoint({
  operation: 'listCorrections',
  summary: 'The corrections of a published challenge, oldest first, each with the terms before it',
  method: 'GET',
  path: '/challenges/{challengeId}/corrections',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: noBody,
  answer: v.object({
    rows: v.array(
      v.object({
        challengeId: id,
        number: v.number(),
        correctedAt: v.string(),
        explanation: bilingualView,
        changed: v.array(v.picklist(correctableFields)),
        before: termsView,
      }),
    ),
  }),
});

export const listChallenges = endpoint({
  operation: 'listChallenges',
  summary: 'The published challenges of a round',
  method: 'GET',
  path: '/rounds/{roundId}/challenges',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: pageQuery,
  body: noBody,
  answer: pageOf(publishedChallengeView),
});

export const readChallenge = endpoint({
  operation: 'readChallenge',
  summary: 'A published challenge',
  method: 'GET',
  path: '/challenges/{challengeId}',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: noBody,
  answer: publishedChallengeView,
});

export const listProposedChallenges = endpoint({
  operation: 'listProposedChallenges',
  summary: 'All challenges of a round for staff and auditors; their own for proposing bodies',
  method: 'GET',
  path: '/rounds/{roundId}/proposed-challenges',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: pageQuery,
  body: noBody,
  answer: pageOf(namedProposedChallengeView),
});

export const readProposedChallenge = endpoint({
  operation: 'readProposedChallenge',
  summary: 'A challenge in any state for its proposing bodies, staff and auditors',
  method: 'GET',
  path: '/proposed-challenges/{challengeId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: noQuery,
  body: noBody,
  answer: namedProposedChallengeView,
});

export const incubateChallenge = endpoint({
  operation: 'incubateChallenge',
  summary: 'Put a challenge that nobody met into incubation, on the round’s small budget for that',
  method: 'POST',
  path: '/challenges/{challengeId}/incubation',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: v.strictObject({ budgetInWon: won, plan: text(4000) }),
  answer: proposedChallengeView,
});

export const returnChallenge = endpoint({
  operation: 'returnChallenge',
  summary: 'Submit an incubated challenge to the call of a later round',
  method: 'POST',
  path: '/challenges/{challengeId}/return',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: v.strictObject({ roundId: id }),
  answer: proposedChallengeView,
});
