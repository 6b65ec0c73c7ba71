import { type SheetFault, type SheetFaultCode, sheetFault } from './sheet-faults.ts';

/** The version of the exact arithmetic that this folder computes. A sheet names it, and keeps it for ever. */
export const RULE_VERSION = '2020.1';

/** How the budget goes down the list; chosen in the call (DOMAIN.md, «Policy»). */
export const POLICIES = ['skip', 'strict', 'max-score'] as const;
export type Policy = (typeof POLICIES)[number];

/** One criterion of a dimension; `maximum` in hundredths of a point. */
export type Criterion = { readonly name: string; readonly maximum: number };

/** A dimension of the evaluation; its order in the sheet decides nothing. */
export type Dimension = { readonly name: string; readonly criteria: readonly Criterion[] };

/** A proposal as the sheet sees it. An ineligible one stands in it with `gatesPassed` false. */
export type SheetProposal = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly priceInWon: number;
  readonly gatesPassed: boolean;
};

/** One evaluator's points for one proposal: hundredths of a point by criterion, every criterion exactly once. */
export type SheetScorecard = {
  readonly proposalId: string;
  readonly evaluatorId: string;
  readonly points: Readonly<Record<string, number>>;
};

/**
 * Everything that the result is a function of (DOMAIN.md, «Score sheet»). Points, maxima and `passMark` in hundredths
 * of a point. `parseScoreSheet` makes sure of what the types cannot say; `rankSheet` relies on it.
 */
export type ScoreSheet = {
  readonly ruleVersion: typeof RULE_VERSION;
  readonly budgetInWon: number;
  readonly policy: Policy;
  readonly maxFundedPerChallenge: number;
  /** Lower-case hexadecimal by custom; the lot is drawn over it exactly as it is written. */
  readonly drawSeed: string;
  readonly passMark: number;
  readonly cutOffPercent: number;
  /** From how many scorecards on the lowest and the highest of a dimension are dropped. */
  readonly trimFrom: number;
  /** Names of dimensions that break a tie of totals, in this order. */
  readonly tieBreak: readonly string[];
  readonly dimensions: readonly Dimension[];
  readonly proposals: readonly SheetProposal[];
  readonly scorecards: readonly SheetScorecard[];
};

/** Why a passed proposal is not funded. */
export const RESERVE_REASONS = [
  'does-not-fit',
  'after-first-misfit',
  'not-in-best-set',
  'challenge-served',
] as const;
export type ReserveReason = (typeof RESERVE_REASONS)[number];

/** Why a proposal did not pass: the first that applies, in this order. */
export type RejectionReason = 'gate-failed' | 'not-evaluated' | 'below-pass-mark' | 'below-cut-off';

/** What a proposal gets. */
export type Verdict =
  | { readonly outcome: 'FUNDED'; readonly reason: null }
  | { readonly outcome: 'RESERVE'; readonly reason: ReserveReason }
  | { readonly outcome: 'REJECTED'; readonly reason: RejectionReason };

/** A row of the list. Without scorecards `total` and each dimension are null and `keptScorecards` is 0. */
export type PriorityRow = {
  readonly rank: number;
  readonly proposalId: string;
  readonly challengeId: string;
  readonly total: number | null;
  readonly dimensions: Readonly<Record<string, number | null>>;
  readonly keptScorecards: number;
  readonly priceInWon: number;
} & Verdict;

/** The priority list (DOMAIN.md, «The list»): the passed in order, then the rest in order. */
export type PriorityList = {
  readonly ruleVersion: typeof RULE_VERSION;
  readonly policy: Policy;
  readonly budgetInWon: number;
  readonly committedInWon: number;
  readonly list: readonly PriorityRow[];
};

/**
 * Thrown by the ranking for a sum over 2^53 − 1 or a best set that cannot be proven. `parseScoreSheet` foresees the
 * sums and refuses such a sheet, so that after it only the latter can be thrown.
 */
export class SheetCannotBeRanked extends Error {
  readonly fault: SheetFault;
  constructor(place: string, code: SheetFaultCode) {
    const fault = sheetFault(place, code);
    super(`${place || 'the sheet'}: ${fault.reason}`);
    this.name = 'SheetCannotBeRanked';
    this.fault = fault;
  }
}
