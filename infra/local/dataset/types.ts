import type { Field as Division } from '../../../functions/challenges/rules.ts';

/** The same said in Korean and in English. */
export type LocalisedText = { readonly ko: string; readonly en: string };

/** An invented organisation; `businessNumber` is ten digits that begin with 999 and end in a right check digit. */
export type RegisteredOrganisation = {
  readonly key: string;
  readonly name: LocalisedText;
  readonly businessNumber: string;
};

/** A public body: it proposes challenges and is their first user. */
export type PublicBody = RegisteredOrganisation;

/** A university or research institute that evaluators come from. */
export type Institute = RegisteredOrganisation;

/** A firm that proposes solutions. */
export type Supplier = RegisteredOrganisation & { readonly isSmallOrMedium: boolean };

/** Somebody of the pool from which panels are drawn. */
export type Evaluator = {
  readonly key: string;
  readonly name: LocalisedText;
  readonly instituteKey: string;
  readonly expertise: LocalisedText;
  /** The language of this evaluator's reasons. */
  readonly writesIn: 'ko' | 'en';
  /** Challenges in which this evaluator declares a conflict if drawn. */
  readonly recusesFrom: readonly string[];
  /** Why; only with `recusesFrom`. */
  readonly recusalReason?: LocalisedText;
};

/** A measurable target; `unit` is a symbol or a short English word. */
export type Target = {
  readonly name: LocalisedText;
  readonly unit: string;
  readonly comparison: 'at-least' | 'at-most';
  readonly value: number;
};

/** The fields of the round; each has a file of challenges. */
export const fields = [
  'rescue-safety',
  'health-care',
  'environment-water',
  'housing-buildings',
  'mobility-roads',
  'energy',
  'culture-tourism',
  'digital-administration',
  'agriculture-sea',
] as const;
export type Field = (typeof fields)[number];

/** What a first user finds. */
export const verdicts = ['SUCCESS', 'FAILURE', 'INCONCLUSIVE'] as const;
export type Verdict = (typeof verdicts)[number];

/** How a trial ended: a value for each target in their order, null where it was not measured, and what was seen. */
export type TrialOutcome = {
  readonly measuredValues: readonly (number | null)[];
  readonly evidence: LocalisedText;
};

type ProposedChallenge = {
  readonly key: string;
  readonly title: LocalisedText;
  readonly problem: LocalisedText;
  readonly requiredPerformance: readonly Target[];
  readonly proposerKey: string;
  readonly coProposerKeys: readonly string[];
  readonly placeOfUse: LocalisedText;
  readonly quantity: number;
  readonly priceCeilingInWon: number;
  readonly trialPeriodInDays: number;
  readonly firstUseCommitment: {
    readonly site: LocalisedText;
    readonly people: LocalisedText;
    readonly permits: LocalisedText;
  };
  readonly contact: { readonly office: LocalisedText; readonly email: string; readonly telephone: string };
};

/** A challenge as it stands in its file. */
export type ChallengeRow =
  | (ProposedChallenge & {
      readonly selected: true;
      /** How a trial would end; absent for the challenge that nobody answers. */
      readonly trialOutcomes?: Readonly<Record<Verdict, TrialOutcome>>;
    })
  | (ProposedChallenge & { readonly selected: false; readonly notSelectedReason: LocalisedText });

/** A challenge of the round; `division` is the field by which the API knows it. */
export type Challenge = ChallengeRow & { readonly field: Field; readonly division: Division };

/** The dimensions of the evaluation and their criteria, as in the default policy of a round. */
export const criteriaByDimension = {
  publicness: ['meets-targets', 'public-effect', 'urgency', 'reuse'],
  innovativeness: ['novelty', 'excellence', 'spill-over'],
  feasibility: ['performance-evidence', 'delivery-plan', 'price-reasonableness'],
} as const;
export const dimensions = ['publicness', 'innovativeness', 'feasibility'] as const;
export type Dimension = (typeof dimensions)[number];
export type Criterion = (typeof criteriaByDimension)[Dimension][number];

/** What a panel passes or fails apart from points. */
export const gates = ['field-fit', 'innovative', 'readiness', 'safety', 'regulation'] as const;
export type Gate = (typeof gates)[number];

/**
 * What the supplier does with its proposal: `replace` submits a first version and then this one, `withdraw` takes it
 * back for good, `withdraw-and-return` submits this one afterwards, `late` tries after the deadline and is refused.
 */
export const fates = ['submit', 'replace', 'withdraw', 'withdraw-and-return', 'late'] as const;
export type Fate = (typeof fates)[number];

/** Why staff find a proposal ineligible. */
export const ineligibleGrounds = ['not-small-or-medium', 'documents-missing', 'debarred'] as const;

/** A proposal as it stands in its file. */
export type ProposalRow = {
  readonly key: string;
  readonly supplierKey: string;
  /** Partners of a consortium that the supplier leads. */
  readonly consortiumSupplierKeys: readonly string[];
  readonly challengeKey: string;
  readonly title: LocalisedText;
  readonly summary: LocalisedText;
  /** In Korean. */
  readonly solution: string;
  /** What the supplier claims for each target in their order; null where it claims nothing. */
  readonly claimedValues: readonly (number | null)[];
  readonly priceInWon: number;
  readonly technologyReadinessLevel: number;
  /** Counted from the deadline for proposals. */
  readonly validForDays: number;
  readonly deliveryInDays: number;
  readonly fate: Fate;
  /** From which the scorecards follow: per cent of each dimension's maximum. */
  readonly quality: Readonly<Record<Dimension, number>>;
  readonly failsGate?: Gate;
  /** Of `replace` and `withdraw-and-return`: what the first version asked, and what changed since. */
  readonly firstVersion?: { readonly priceInWon: number; readonly change: LocalisedText };
  /** Of `withdraw` and `withdraw-and-return`. */
  readonly withdrawalReason?: LocalisedText;
  readonly ineligible?: {
    readonly ground: (typeof ineligibleGrounds)[number];
    readonly reason: LocalisedText;
  };
};

/** A proposal of the round; `validUntil` is a calendar date such as 2020-11-27. */
export type Proposal = ProposalRow & { readonly validUntil: string };

/** One file of a proposal. */
export type ProposalFile = {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** The whole round. */
export type Dataset = {
  readonly publicBodies: readonly PublicBody[];
  readonly suppliers: readonly Supplier[];
  readonly institutes: readonly Institute[];
  readonly evaluators: readonly Evaluator[];
  readonly challenges: readonly Challenge[];
  readonly proposals: readonly Proposal[];
};
