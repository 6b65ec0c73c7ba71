import {
  type Criterion,
  feasibilityCriteria,
  innovativenessCriteria,
  publicnessCriteria,
} from './criteria.ts';

/** How proposals are scored; frozen when the call opens (DOMAIN.md, «The innovation evaluation»). */
export type Scoring = {
  /** Hundredths of a point. */
  readonly passMark: number;
  readonly cutOffPercent: number;
  /** From this many scorecards the highest and lowest of each dimension are dropped. */
  readonly trimFrom: number;
  readonly tieBreak: readonly string[];
  readonly dimensions: readonly { readonly name: string; readonly criteria: readonly Criterion[] }[];
  /** What the panel passes or fails apart from points. */
  readonly gates: readonly string[];
  readonly outlierPercent: number;
  /** Points below or above so many percent of a criterion's maximum need a reason; those between may do without. */
  readonly reasonsNeeded: { readonly belowPercent: number; readonly abovePercent: number };
};

/** Everything of a round that is configuration: the rules marked † in DOMAIN.md. */
export type RoundPolicy = {
  readonly ruleVersion: '2020.1';
  readonly budgetInWon: number;
  readonly maximumPriceInWon: number;
  readonly allocation: {
    readonly policy: 'skip' | 'strict' | 'max-score';
    readonly maxFundedPerChallenge: number;
  };
  readonly panel: {
    readonly size: number;
    readonly quorum: number;
    readonly maximumOfOneOrganisation: number;
  };
  readonly scoring: Scoring;
  /** Questions to the buyer are taken until so long before the deadline for proposals. */
  readonly questionsEndBeforeInSeconds: number;
  /** A correction of the call leaves suppliers at least so many working days; else the deadline moves first. */
  readonly correctionNoticeInWorkingDays: number;
  /** Between the deadline for proposals and the earliest opening. */
  readonly holdInSeconds: number;
  /** What an outage over the deadline for proposals does to it (DOMAIN.md, invariant 16). */
  readonly outage: {
    readonly heartbeatIntervalInSeconds: number;
    /** So many missing in a row are an outage. */
    readonly missedHeartbeats: number;
    /** A deadline so soon after the recovery moves as if it had fallen inside. */
    readonly graceInSeconds: number;
    /** From the recovery to the moved deadline. */
    readonly extensionInSeconds: number;
    /** An outage longer than this moves the deadline to the next working day. */
    readonly longOutageInSeconds: number;
  };
  /** From the notice; the time for objections. */
  readonly standstillInSeconds: number;
  /** From an objection; one that is not decided by then is reported to staff. */
  readonly objectionDecisionInSeconds: number;
  /** From the delivery; an inspection not made by then counts as passed. */
  readonly inspectionInSeconds: number;
  /** From the acceptance; null takes the challenge's own trial period. */
  readonly trialInSeconds: number | null;
  /** From a report; until then the supplier may comment on it before it is published. */
  readonly verdictCommentInSeconds: number;
  /** For challenges that nobody met, apart from the budget for purchases. */
  readonly incubationBudgetInWon: number;
  /** How long a designation holds, unless it is extended. */
  readonly designationInSeconds: number;
  /** From the notice that a designation is to be cancelled; until then its supplier may comment. */
  readonly cancellationCommentInSeconds: number;
  readonly smallOrMediumOnly: boolean;
  /** An organisation stands in one answer to a challenge, as its lead or as a partner. */
  readonly oneAnswerOnly: boolean;
};

const day = 24 * 3600;

/** The defaults of DOMAIN.md; staff may change each while the round is planned. */
export const defaultPolicy: RoundPolicy = {
  ruleVersion: '2020.1',
  budgetInWon: 3_300_000_000,
  maximumPriceInWon: 500_000_000,
  allocation: { policy: 'skip', maxFundedPerChallenge: 1 },
  panel: { size: 7, quorum: 5, maximumOfOneOrganisation: 1 },
  scoring: {
    passMark: 7000,
    cutOffPercent: 60,
    trimFrom: 5,
    tieBreak: ['innovativeness', 'publicness'],
    dimensions: [
      { name: 'publicness', criteria: publicnessCriteria },
      { name: 'innovativeness', criteria: innovativenessCriteria },
      { name: 'feasibility', criteria: feasibilityCriteria },
    ],
    gates: ['field-fit', 'innovative', 'readiness', 'safety', 'regulation'],
    outlierPercent: 10,
    reasonsNeeded: { belowPercent: 60, abovePercent: 90 },
  },
  questionsEndBeforeInSeconds: 7 * day,
  correctionNoticeInWorkingDays: 5,
  holdInSeconds: 3 * 3600,
  outage: {
    heartbeatIntervalInSeconds: 60,
    missedHeartbeats: 2,
    graceInSeconds: 2 * 3600,
    extensionInSeconds: 2 * 3600,
    longOutageInSeconds: 2 * 3600,
  },
  standstillInSeconds: 20 * day,
  objectionDecisionInSeconds: 15 * day,
  inspectionInSeconds: 14 * day,
  trialInSeconds: null,
  verdictCommentInSeconds: 7 * day,
  incubationBudgetInWon: 100_000_000,
  designationInSeconds: 3 * 365 * day,
  cancellationCommentInSeconds: 14 * day,
  smallOrMediumOnly: true,
  oneAnswerOnly: true,
};
