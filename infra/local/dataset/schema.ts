import * as v from 'valibot';
import {
  type ChallengeRow,
  type Evaluator,
  fates,
  gates,
  ineligibleGrounds,
  type ProposalRow,
  type RegisteredOrganisation,
  type Supplier,
} from './types.ts';

// A file of the data set is read as strictly as a request: a mistyped field is found when it is loaded.
const key = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'Expected lower-case words and hyphens'),
);
const text = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((written) => written === written.normalize('NFC').trim(), 'Expected trimmed text in NFC'),
);
const localised = v.strictObject({ ko: text, en: text });
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const percent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
const businessNumber = v.pipe(v.string(), v.regex(/^999\d{7}$/u, 'Expected ten digits that begin with 999'));

const organisation = v.strictObject({ key, name: localised, businessNumber });

export const organisationRow = organisation satisfies v.GenericSchema<unknown, RegisteredOrganisation>;

export const supplierRow = v.strictObject({
  ...organisation.entries,
  isSmallOrMedium: v.boolean(),
}) satisfies v.GenericSchema<unknown, Supplier>;

export const evaluatorRow = v.strictObject({
  key,
  name: localised,
  instituteKey: key,
  expertise: localised,
  writesIn: v.picklist(['ko', 'en']),
  recusesFrom: v.array(key),
  recusalReason: v.exactOptional(localised),
}) satisfies v.GenericSchema<unknown, Evaluator>;

const target = v.strictObject({
  name: localised,
  unit: text,
  comparison: v.picklist(['at-least', 'at-most']),
  value: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const trialOutcome = v.strictObject({
  measuredValues: v.pipe(v.array(v.nullable(v.number())), v.length(3)),
  evidence: localised,
});

const proposedChallenge = v.strictObject({
  key,
  title: localised,
  problem: localised,
  requiredPerformance: v.pipe(v.array(target), v.minLength(1)),
  proposerKey: key,
  coProposerKeys: v.array(key),
  placeOfUse: localised,
  quantity: count,
  priceCeilingInWon: count,
  trialPeriodInDays: count,
  firstUseCommitment: v.strictObject({ site: localised, people: localised, permits: localised }),
  contact: v.strictObject({
    office: localised,
    // A domain and an exchange that nobody is given.
    email: v.pipe(v.string(), v.email(), v.endsWith('.example')),
    telephone: v.pipe(v.string(), v.regex(/^070-0000-\d{4}$/u, 'Expected an unassigned number: 070-0000-…')),
  }),
});

export const challengeRow = v.variant('selected', [
  v.strictObject({
    ...proposedChallenge.entries,
    selected: v.literal(true),
    trialOutcomes: v.exactOptional(
      v.strictObject({ SUCCESS: trialOutcome, FAILURE: trialOutcome, INCONCLUSIVE: trialOutcome }),
    ),
  }),
  v.strictObject({
    ...proposedChallenge.entries,
    selected: v.literal(false),
    notSelectedReason: localised,
  }),
]) satisfies v.GenericSchema<unknown, ChallengeRow>;

export const proposalRow = v.strictObject({
  key,
  supplierKey: key,
  consortiumSupplierKeys: v.array(key),
  challengeKey: key,
  title: localised,
  summary: localised,
  solution: text,
  claimedValues: v.pipe(v.array(v.nullable(v.pipe(v.number(), v.minValue(0)))), v.length(3)),
  priceInWon: count,
  technologyReadinessLevel: v.picklist([7, 8, 9]),
  validForDays: count,
  deliveryInDays: count,
  fate: v.picklist(fates),
  quality: v.strictObject({ publicness: percent, innovativeness: percent, feasibility: percent }),
  failsGate: v.exactOptional(v.picklist(gates)),
  firstVersion: v.exactOptional(v.strictObject({ priceInWon: count, change: localised })),
  withdrawalReason: v.exactOptional(localised),
  ineligible: v.exactOptional(v.strictObject({ ground: v.picklist(ineligibleGrounds), reason: localised })),
}) satisfies v.GenericSchema<unknown, ProposalRow>;

const sentences = v.strictObject({
  strong: v.pipe(v.array(localised), v.minLength(2)),
  good: v.pipe(v.array(localised), v.minLength(2)),
  fair: v.pipe(v.array(localised), v.minLength(2)),
  weak: v.pipe(v.array(localised), v.minLength(2)),
});

/** Sentences by criterion and by how good the points are. */
export const reasonPool = v.strictObject({
  'meets-targets': sentences,
  'public-effect': sentences,
  urgency: sentences,
  reuse: sentences,
  novelty: sentences,
  excellence: sentences,
  'spill-over': sentences,
  'performance-evidence': sentences,
  'delivery-plan': sentences,
  'price-reasonableness': sentences,
});
