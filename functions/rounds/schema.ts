import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import {
  bilingual,
  id,
  instant,
  pageOf,
  pageQuery,
  seconds,
  sha256,
  text,
  won,
} from '../platform/schemas.ts';
import { defaultPolicy, movableDeadlines } from './rules.ts';

const servedBy = 'rounds-api';
/** The acts that change the policy of a round's key are served by the one function that may. */
const servedByKeeper = 'seal-keeper-api';

const name = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,49}$/u, 'Expected lower-case words joined by hyphens'),
);
const count = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum));

const criterion = v.strictObject({
  name,
  maximum: count(1, 100_000),
  guidance: bilingual(2000),
  anchors: v.pipe(
    v.array(v.strictObject({ points: count(0, 100_000), meaning: bilingual(500) })),
    v.minLength(2),
    v.maxLength(20),
  ),
});

export const scoringSchema = v.strictObject({
  passMark: count(0, 1_000_000),
  cutOffPercent: count(0, 100),
  trimFrom: count(3, 100),
  tieBreak: v.array(name),
  dimensions: v.pipe(
    v.array(
      v.strictObject({
        name,
        criteria: v.pipe(v.array(criterion), v.minLength(1), v.maxLength(30)),
      }),
    ),
    v.minLength(1),
    v.maxLength(10),
  ),
  gates: v.pipe(v.array(name), v.maxLength(20)),
  outlierPercent: count(0, 100),
  reasonsNeeded: v.strictObject({ belowPercent: count(0, 100), abovePercent: count(0, 100) }),
});

const undertakingSchema = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[\w.-]{1,20}$/u, 'Expected letters, digits, dots or hyphens')),
  text: bilingual(4000),
});

/** A round's policy; every field that staff leave out takes the default. */
export const policySchema = v.strictObject({
  ruleVersion: v.literal('2020.1'),
  budgetInWon: won,
  maximumPriceInWon: won,
  allocation: v.strictObject({
    policy: v.picklist(['skip', 'strict', 'max-score']),
    maxFundedPerChallenge: count(1, 1000),
  }),
  panel: v.strictObject({
    size: count(1, 50),
    quorum: count(1, 50),
    maximumOfOneOrganisation: count(1, 50),
  }),
  scoring: scoringSchema,
  undertaking: undertakingSchema,
  employmentConflictInYears: count(0, 100),
  panelMeetings: v.boolean(),
  questionsEndBeforeInSeconds: seconds,
  correctionNoticeInWorkingDays: count(0, 100),
  holdInSeconds: seconds,
  outage: v.strictObject({
    // The canary's schedule is by the minute.
    heartbeatIntervalInSeconds: count(60, 3600),
    missedHeartbeats: count(1, 100),
    graceInSeconds: seconds,
    extensionInSeconds: seconds,
    longOutageInSeconds: seconds,
  }),
  standstillInSeconds: seconds,
  standstillGraceInSeconds: seconds,
  objectionDecisionInSeconds: seconds,
  inspectionInSeconds: seconds,
  trialInSeconds: v.nullable(seconds),
  verdictCommentInSeconds: seconds,
  incubationBudgetInWon: won,
  designationNeeds: v.strictObject({ inspection: v.boolean(), resolution: v.boolean() }),
  designationInSeconds: seconds,
  cancellationCommentInSeconds: seconds,
  expiryNoticeInSeconds: seconds,
  contentsKeptInYears: count(1, 100),
  boughtKeptInYears: count(1, 100),
  smallOrMediumOnly: v.boolean(),
  oneAnswerOnly: v.boolean(),
});

/** The policy of a round to be planned: what is left out takes the default. */
const plannedPolicySchema = v.strictObject({
  ruleVersion: v.optional(policySchema.entries.ruleVersion, defaultPolicy.ruleVersion),
  budgetInWon: v.optional(won, defaultPolicy.budgetInWon),
  maximumPriceInWon: v.optional(won, defaultPolicy.maximumPriceInWon),
  allocation: v.optional(policySchema.entries.allocation, defaultPolicy.allocation),
  panel: v.optional(policySchema.entries.panel, defaultPolicy.panel),
  scoring: v.optional(scoringSchema, defaultPolicy.scoring),
  undertaking: v.optional(undertakingSchema, defaultPolicy.undertaking),
  employmentConflictInYears: v.optional(count(0, 100), defaultPolicy.employmentConflictInYears),
  questionsEndBeforeInSeconds: v.optional(seconds, defaultPolicy.questionsEndBeforeInSeconds),
  correctionNoticeInWorkingDays: v.optional(count(0, 100), defaultPolicy.correctionNoticeInWorkingDays),
  holdInSeconds: v.optional(seconds, defaultPolicy.holdInSeconds),
  outage: v.optional(policySchema.entries.outage, defaultPolicy.outage),
  standstillInSeconds: v.optional(seconds, defaultPolicy.standstillInSeconds),
  standstillGraceInSeconds: v.optional(seconds, defaultPolicy.standstillGraceInSeconds),
  objectionDecisionInSeconds: v.optional(seconds, defaultPolicy.objectionDecisionInSeconds),
  inspectionInSeconds: v.optional(seconds, defaultPolicy.inspectionInSeconds),
  trialInSeconds: v.optional(v.nullable(seconds), defaultPolicy.trialInSeconds),
  verdictCommentInSeconds: v.optional(seconds, defaultPolicy.verdictCommentInSeconds),
  incubationBudgetInWon: v.optional(won, defaultPolicy.incubationBudgetInWon),
  designationNeeds: v.optional(policySchema.entries.designationNeeds, defaultPolicy.designationNeeds),
  designationInSeconds: v.optional(seconds, defaultPolicy.designationInSeconds),
  cancellationCommentInSeconds: v.optional(seconds, defaultPolicy.cancellationCommentInSeconds),
  expiryNoticeInSeconds: v.optional(seconds, defaultPolicy.expiryNoticeInSeconds),
  contentsKeptInYears: v.optional(count(1, 100), defaultPolicy.contentsKeptInYears),
  boughtKeptInYears: v.optional(count(1, 100), defaultPolicy.boughtKeptInYears),
  panelMeetings: v.optional(v.boolean(), defaultPolicy.panelMeetings),
  smallOrMediumOnly: v.optional(v.boolean(), defaultPolicy.smallOrMediumOnly),
  oneAnswerOnly: v.optional(v.boolean(), defaultPolicy.oneAnswerOnly),
});

const deadlines = v.object({
  challengeCall: v.nullable(v.string()),
  proposals: v.nullable(v.string()),
  evaluation: v.nullable(v.string()),
  standstill: v.nullable(v.string()),
});

const movedDeadline = {
  name: v.picklist(movableDeadlines),
  from: v.string(),
  to: v.string(),
  basis: v.picklist(['extension', 'outage']),
  reason: v.string(),
};

/** A round as everybody sees it. */
export const roundView = v.object({
  roundId: id,
  name: v.object({ ko: v.string(), en: v.string() }),
  phase: v.string(),
  policy: policySchema,
  deadlines,
  /** Every move of a deadline, oldest first. */
  movedDeadlines: v.array(v.object({ ...movedDeadline, movedAt: v.string() })),
  decisionPromisedAt: v.nullable(v.string()),
  /** Every delay of the promised decision, oldest first. */
  decisionDelays: v.array(
    v.object({ from: v.string(), to: v.string(), reason: v.string(), announcedAt: v.string() }),
  ),
  drawSecretSha256: v.nullable(v.string()),
  earliestOpeningAt: v.nullable(v.string()),
  openedAt: v.nullable(v.string()),
  noticeAt: v.nullable(v.string()),
  /** True while an outage is being looked into that may move the passed deadline. */
  isBeingAssessed: v.boolean(),
  serverTime: v.string(),
  version: v.number(),
});

const roundParameters = v.strictObject({ roundId: id });

export const planRound = endpoint({
  operation: 'planRound',
  summary: 'Plan a round; what the policy leaves out takes the defaults',
  method: 'POST',
  path: '/rounds',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: noParameters,
  query: noQuery,
  body: v.strictObject({ name: bilingual(200), policy: v.optional(plannedPolicySchema, {}) }),
  answer: roundView,
});

export const changePolicy = endpoint({
  operation: 'changePolicy',
  summary: 'Change the policy of a planned round; what it leaves out takes the defaults',
  method: 'PUT',
  path: '/rounds/{roundId}/policy',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: v.strictObject({ policy: plannedPolicySchema }),
  answer: roundView,
});

export const listRounds = endpoint({
  operation: 'listRounds',
  summary: 'All rounds that were announced',
  method: 'GET',
  path: '/rounds',
  servedBy,
  access: 'public',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(roundView),
});

export const readRound = endpoint({
  operation: 'readRound',
  summary: 'A round: phase by the server’s clock, deadlines, policy',
  method: 'GET',
  path: '/rounds/{roundId}',
  servedBy,
  access: 'public',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: roundView,
});

const reason = text(2000);
/** Without it a deadline on a day that is no working day is refused. */
const confirmNonWorkingDay = v.optional(v.boolean());

/** The transitions that people trigger; each names what it needs. */
export const transitionRound = endpoint({
  operation: 'transitionRound',
  summary: 'Trigger a transition of the round',
  method: 'POST',
  path: '/rounds/{roundId}/transitions',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: v.variant('action', [
    v.strictObject({ action: v.literal('call-for-challenges'), deadline: instant, confirmNonWorkingDay }),
    v.strictObject({ action: v.literal('close-challenge-call') }),
    v.strictObject({
      action: v.literal('prepare-opening'),
      /** Why the deadline stands although an outage was measured over it, or not all was measured. */
      outageReason: v.optional(reason),
    }),
    v.strictObject({ action: v.literal('begin-screening') }),
    v.strictObject({ action: v.literal('begin-evaluation'), deadline: instant, confirmNonWorkingDay }),
    v.strictObject({ action: v.literal('close-evaluation') }),
    v.strictObject({ action: v.literal('give-notice') }),
    v.strictObject({ action: v.literal('end-standstill') }),
    v.strictObject({ action: v.literal('begin-first-use') }),
    v.strictObject({ action: v.literal('complete') }),
    v.strictObject({ action: v.literal('cancel'), reason }),
    v.strictObject({
      action: v.literal('prepare-deadline-move'),
      name: v.picklist(movableDeadlines),
      deadline: instant,
      confirmNonWorkingDay,
      basis: v.picklist(['extension', 'outage']),
      reason,
      evidence: v.optional(text(2000)),
    }),
    v.strictObject({ action: v.literal('drop-deadline-move'), reason }),
    v.strictObject({ action: v.literal('announce-delay'), decisionPromisedAt: instant, reason }),
  ]),
  answer: roundView,
});

/** The transitions that change who may read what is sealed; each names what it needs. */
export const transitionSealedRound = endpoint({
  operation: 'transitionSealedRound',
  summary: 'Trigger a transition that changes the lock of the round’s seal: call, move, opening',
  method: 'POST',
  path: '/rounds/{roundId}/sealed-transitions',
  servedBy: servedByKeeper,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: v.variant('action', [
    v.strictObject({
      action: v.literal('call-for-proposals'),
      deadline: instant,
      confirmNonWorkingDay,
      decisionPromisedAt: instant,
      drawSecretSha256: sha256,
    }),
    // Names the new deadline, so that nobody approves another one than they have seen.
    v.strictObject({ action: v.literal('approve-deadline-move'), deadline: instant }),
    v.strictObject({ action: v.literal('open') }),
    v.strictObject({ action: v.literal('renew-lock'), reason }),
  ]),
  answer: roundView,
});

/** The first of the two acts of an opening, with its outage sign-off; kept as it is shown. */
export const openingPreparation = v.object({
  accountId: v.string(),
  at: v.string(),
  outage: v.object({
    deadline: v.string(),
    expectedHeartbeats: v.number(),
    keptHeartbeats: v.number(),
    outages: v.array(v.object({ beganAt: v.string(), recoveredAt: v.nullable(v.string()) })),
    reason: v.nullable(v.string()),
  }),
});

/** What waits for a second person, beside what everybody sees; a planned round is seen here alone. */
export const preparationView = v.object({
  ...roundView.entries,
  deadlineMove: v.nullable(
    v.object({
      ...movedDeadline,
      evidence: v.nullable(v.string()),
      preparedBy: v.union([
        v.object({ kind: v.literal('person'), accountId: v.string() }),
        v.object({ kind: v.literal('system'), task: v.string() }),
      ]),
      preparedAt: v.string(),
    }),
  ),
  openingPrepared: v.nullable(openingPreparation),
  /** Where outages would have moved the deadline for proposals, had a person not dropped that move. */
  outageDroppedTo: v.nullable(v.string()),
});

export const readPreparation = endpoint({
  operation: 'readPreparation',
  summary: 'A round with what is prepared and not approved yet, for staff, approvers and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/preparation',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: preparationView,
});

export const listPreparations = endpoint({
  operation: 'listPreparations',
  summary: 'All rounds with what is prepared, the planned ones too, for staff, approvers and auditors',
  method: 'GET',
  path: '/preparations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(preparationView),
});

const execution = v.object({ name: v.string(), status: v.string() });

export const readExecutions = endpoint({
  operation: 'readExecutions',
  summary: 'Where the round’s machine and the machines of its purchases stand, for staff and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/executions',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: v.object({ round: v.nullable(execution), purchases: v.array(execution) }),
});

export const restartExecution = endpoint({
  operation: 'restartExecution',
  summary: 'Throw the round’s execution away and start it again from the table as a new generation',
  method: 'POST',
  path: '/rounds/{roundId}/executions',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: roundParameters,
  query: noQuery,
  body: v.strictObject({ reason }),
  answer: v.object({ name: v.string(), generation: v.number() }),
});
