import * as v from 'valibot';
import { documentIds, documentView } from '../attachments/schema.ts';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id, pageOf, pageQuery, text, won } from '../platform/schemas.ts';
import { comparisons, firstUseStates, verdicts } from './rules.ts';
import { outcomeKinds } from './rules/outcomes.ts';
import { purchaseStates } from '../purchases/rules.ts';
import type { RoundFigures } from './rules/figures.ts';
import type { Way } from './rules/ways.ts';

const servedBy = 'first-use-api';

const bilingualView = v.object({ ko: v.string(), en: v.string() });

const targetView = v.object({
  name: bilingualView,
  unit: v.string(),
  comparison: v.picklist(comparisons),
  value: v.number(),
});

const measuredView = v.object({
  ...targetView.entries,
  measured: v.nullable(v.number()),
  met: v.nullable(v.boolean()),
});

/** A first use as its supplier, its first user and the agency see it. */
export const firstUseView = v.object({
  purchaseId: id,
  roundId: id,
  proposalId: id,
  challengeId: id,
  supplierId: id,
  firstUserId: id,
  state: v.picklist([...firstUseStates, 'REPORT_DUE']),
  acceptedAt: v.string(),
  trialEndsAt: v.string(),
  targets: v.array(targetView),
  plan: v.nullable(
    v.object({
      steps: v.string(),
      methods: v.array(v.object({ name: bilingualView, method: v.string() })),
      at: v.string(),
    }),
  ),
  report: v.nullable(
    v.object({
      verdict: v.picklist(verdicts),
      measurements: v.array(measuredView),
      evidence: v.string(),
      documents: v.array(documentView),
      at: v.string(),
    }),
  ),
  comment: v.nullable(v.object({ text: v.string(), at: v.string() })),
  publishedAt: v.nullable(v.string()),
  version: v.number(),
});

/** A published verdict as everybody sees it. */
export const verdictView = v.object({
  purchaseId: id,
  proposalId: id,
  challengeId: id,
  supplierId: id,
  firstUserId: id,
  verdict: v.picklist(verdicts),
  measurements: v.array(measuredView),
  evidence: v.string(),
  /** What the supplier says to it. */
  comment: v.nullable(v.string()),
  acceptedAt: v.string(),
  trialEndsAt: v.string(),
  reportedAt: v.string(),
  publishedAt: v.string(),
});

const purchaseParameters = v.strictObject({ purchaseId: id });

export const readFirstUse = endpoint({
  operation: 'readFirstUse',
  summary: 'The first use of a purchase, for its supplier, its first user and the agency',
  method: 'GET',
  path: '/purchases/{purchaseId}/first-use',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: noBody,
  answer: firstUseView,
});

export const reportVerdict = endpoint({
  operation: 'reportVerdict',
  summary: 'The first user reports what the trial showed, each target measured or said to be unmeasurable',
  method: 'POST',
  path: '/purchases/{purchaseId}/verdict',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({
    verdict: v.picklist(verdicts),
    measurements: v.pipe(
      v.array(
        v.strictObject({
          name: text(200),
          value: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(-1e15), v.maxValue(1e15))),
          met: v.nullable(v.boolean()),
        }),
      ),
      v.maxLength(100),
    ),
    evidence: text(8000),
    attachmentIds: documentIds,
  }),
  answer: firstUseView,
});

export const publishVerdict = endpoint({
  operation: 'publishVerdict',
  summary: 'Publish the reported verdict',
  method: 'POST',
  path: '/purchases/{purchaseId}/verdict/publication',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: noBody,
  answer: firstUseView,
});

export const listFirstUses = endpoint({
  operation: 'listFirstUses',
  summary: 'The first uses of a round and when each verdict may be published, for the agency',
  method: 'GET',
  path: '/rounds/{roundId}/first-uses',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(
    v.object({
      ...firstUseView.entries,
      /** From when on staff may publish what was reported; null while nothing is, and once it is published. */
      publishableFrom: v.nullable(v.string()),
      /** From when on a report that is still due is overdue, of which the agency is told. */
      overdueFrom: v.string(),
    }),
  ),
});

export const listVerdicts = endpoint({
  operation: 'listVerdicts',
  summary: 'The published verdicts of a round',
  method: 'GET',
  path: '/rounds/{roundId}/verdicts',
  servedBy,
  access: 'public',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(verdictView),
});

export const planTrial = endpoint({
  operation: 'planTrial',
  summary: 'The first user plans the trial: its steps, and how each target of the challenge is measured',
  method: 'PUT',
  path: '/purchases/{purchaseId}/trial-plan',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({
    steps: text(8000),
    methods: v.pipe(v.array(v.strictObject({ name: text(200), method: text(2000) })), v.maxLength(100)),
  }),
  answer: firstUseView,
});

export const commentOnReport = endpoint({
  operation: 'commentOnReport',
  summary: 'The supplier comments on the reported verdict, once, before it is published',
  method: 'POST',
  path: '/purchases/{purchaseId}/verdict/comment',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({ text: text(8000) }),
  answer: firstUseView,
});

/** What was recorded. */
export const outcomeView = v.object({
  outcomeId: id,
  kind: v.picklist(outcomeKinds),
  organisationId: id,
  amount: won,
  day: v.string(),
  recordedAt: v.string(),
});

export const recordOutcome = endpoint({
  operation: 'recordOutcome',
  summary:
    'Record what came of a product with a published verdict: a repurchase, its sales, the people it serves',
  method: 'POST',
  path: '/purchases/{purchaseId}/outcomes',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({
    kind: v.picklist(outcomeKinds),
    organisationId: id,
    /** Won for a repurchase and for sales, people for people served. */
    amount: won,
    day: v.pipe(v.string(), v.isoDate()),
  }),
  answer: v.object({ purchaseId: id, ...outcomeView.entries }),
});

const count = v.number();

const yields = {
  verdicts: v.object({ SUCCESS: count, FAILURE: count, INCONCLUSIVE: count }),
  targets: v.object({ met: count, missed: count, unmeasured: count }),
  repurchases: v.object({ count, amountInWon: won }),
  salesInWon: won,
  peopleServed: count,
};

/** What a round’s published verdicts, its purchases and repurchases say. */
export const lessonsView = v.object({
  roundId: id,
  inUse: count,
  ...yields,
  /** Each selected challenge, from the notice on. */
  challenges: v.array(v.object({ challengeId: id, bought: count, boughtInWon: won, ...yields })),
  terminated: v.array(
    v.object({
      proposalId: id,
      challengeId: id,
      priceInWon: won,
      wasContracted: v.boolean(),
      terminatedAt: v.string(),
    }),
  ),
  incubation: v.object({ challenges: count, spentInWon: won }),
  /** Challenges that came back in a later round, as which one. */
  returned: v.array(v.object({ challengeId: id, as: v.object({ challengeId: id, roundId: id }) })),
});

export const readLessons = endpoint({
  operation: 'readLessons',
  summary: 'What a round’s verdicts, purchases and repurchases say for the plan and the budget of the next',
  method: 'GET',
  path: '/rounds/{roundId}/lessons',
  servedBy,
  access: 'public',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: lessonsView,
});

const figuresView = v.object({
  challengesProposed: count,
  challengesSelected: count,
  proposalsOpened: count,
  proposalsEligible: count,
  purchases: v.object({
    BUDGET_RESERVED: count,
    CONTRACTED: count,
    DELIVERED: count,
    REMEDY_REQUIRED: count,
    INSPECTED: count,
    ACCEPTED: count,
    PAID: count,
    TERMINATED: count,
  }),
  boughtInWon: won,
  paidInWon: won,
}) satisfies v.GenericSchema<unknown, RoundFigures>;

const instantOrNull = v.nullable(v.string());

const wayView = v.object({
  proposalId: id,
  challengeId: id,
  state: v.picklist(purchaseStates),
  reservedAt: v.string(),
  contractedAt: instantOrNull,
  deliveredAt: instantOrNull,
  remedies: count,
  inspectedAt: instantOrNull,
  acceptedAt: instantOrNull,
  paidAt: instantOrNull,
  terminatedAt: instantOrNull,
  trialEndsAt: instantOrNull,
  verdictAt: instantOrNull,
  verdict: v.nullable(v.picklist(verdicts)),
}) satisfies v.GenericSchema<unknown, Way>;

export const readFigures = endpoint({
  operation: 'readFigures',
  summary: 'How many challenges, proposals and purchases a round had, for everybody from the notice on',
  method: 'GET',
  path: '/rounds/{roundId}/figures',
  servedBy,
  access: 'public',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({
    ...figuresView.entries,
    /** The way of each funded solution through contract, delivery, inspection, acceptance, payment and first use. */
    ways: v.array(wayView),
  }),
});
