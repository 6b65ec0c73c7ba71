import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { checkAnotherPerson } from '../../platform/transition.ts';
import { refuseRound } from '../refusals.ts';
import { type DeadlineName, earliestOpening, type Round } from './phases.ts';
import type { RoundPolicy } from './policy.ts';
import { policyFaults } from './policy-faults.ts';

/** A guard answers null when nothing is in the way. */
export type Verdict = Refusal | null;

/**
 * Refuses a policy that no round could be decided by; outside a rehearsal, one with a hold or a grace after which a
 * write that was in time could still be under way.
 */
export const checkPolicy = (policy: RoundPolicy, isRehearsal = false): Verdict => {
  const faults = policyFaults(policy, isRehearsal);
  return faults.length === 0 ? null : refuseRound('policy-contradictory', { faults });
};

/** Refuses to change the rules of a round that anybody may have read. */
export const checkPlanned = ({ state, roundId }: Pick<Round, 'state' | 'roundId'>): Verdict =>
  state === 'PLANNED' ? null : refuseRound('policy-frozen', { phase: state, roundId });

/** Refuses a deadline that is not ahead of the request. */
export const checkDeadlineAhead = (deadline: Instant, at: Instant): Verdict =>
  deadline > at ? null : refuseRound('deadline-not-ahead', { deadline, at });

/** Refuses a decision promised for before the proposals are in. */
export const checkPromise = (decisionPromisedAt: Instant, proposalDeadline: Instant): Verdict =>
  decisionPromisedAt > proposalDeadline
    ? null
    : refuseRound('promise-before-deadline', { decisionPromisedAt, proposalDeadline });

/** Refuses what only the deadline permits, before it. */
export const checkDeadlinePassed = (round: Round, name: DeadlineName, at: Instant): Verdict => {
  const deadline = round.deadlines[name];
  return deadline !== null && hasPassed(deadline, at)
    ? null
    : refuseRound('deadline-still-ahead', { deadline, roundId: round.roundId });
};

/** Refuses the call while a challenge is undecided or none is selected. */
export const checkSelection = (counts: { readonly submitted: number; readonly selected: number }): Verdict =>
  counts.submitted > 0 || counts.selected === 0 ? refuseRound('selection-incomplete', counts) : null;

/** Refuses an opening before the hold is over (DOMAIN.md, «Round»). */
export const checkHoldElapsed = (round: Round, at: Instant): Verdict => {
  const opening = earliestOpening(round);
  return opening !== null && hasPassed(opening, at)
    ? null
    : refuseRound('too-early-to-open', { earliestOpeningAt: opening, roundId: round.roundId });
};

/**
 * Refuses an opening that was not prepared, or by a person who prepared it, now or before (invariant 11): `preparers` are
 * all who ever did.
 */
export const checkOpening = (
  round: Round,
  { accountId, preparers }: { readonly accountId: string; readonly preparers: ReadonlySet<string> },
  at: Instant,
): Verdict => {
  const early = checkHoldElapsed(round, at);
  if (early !== null) return early;
  // Whoever signed off outages over another deadline said nothing about this one (invariant 16).
  if (round.openingPrepared?.outage.deadline !== round.deadlines.proposals)
    return refuseRound('opening-not-prepared');
  const { roundId, openingPrepared } = round;
  return checkAnotherPerson(accountId, { preparedBy: openingPrepared.accountId, preparers, roundId });
};

/** Refuses the evaluation while a proposal is unscreened or a challenge with eligible proposals has no panel. */
export const checkEvaluationReady = (facts: {
  readonly unscreenedProposals: number;
  readonly challengesWithoutPanel: readonly string[];
}): Verdict =>
  facts.unscreenedProposals > 0 || facts.challengesWithoutPanel.length > 0
    ? refuseRound('evaluation-not-ready', facts)
    : null;

/**
 * Lets the evaluation end at its deadline, or before it when every scorecard is locked. While a proposal has
 * fewer locked scorecards than the quorum it stays open even past the deadline: no result without a quorum
 * (invariant 6).
 */
export const checkEvaluationOver = (
  round: Round,
  facts: { readonly missingScorecards: number; readonly proposalsBelowQuorum: readonly string[] },
  at: Instant,
): Verdict => {
  if (facts.proposalsBelowQuorum.length > 0)
    return refuseRound('quorum-not-met', { proposalIds: facts.proposalsBelowQuorum });
  return facts.missingScorecards === 0 ? null : checkDeadlinePassed(round, 'evaluation', at);
};

/** Refuses the notice before another person approved the decision (invariant 10). */
export const checkDecisionApproved = (decisionState: string | null): Verdict =>
  decisionState === 'APPROVED' ? null : refuseRound('decision-not-approved', { decision: decisionState });

/** Refuses to go on while a purchase is neither paid nor terminated. */
export const checkPurchasesSettled = (openPurchases: number): Verdict =>
  openPurchases === 0 ? null : refuseRound('purchases-open', { openPurchases });

/** Refuses what no objection may follow, until each that came within the standstill is written (invariant 10). */
export const checkObjectionsIn = (
  { roundId, deadlines, policy }: Pick<Round, 'roundId' | 'deadlines' | 'policy'>,
  at: Instant,
): Verdict => {
  const notBefore =
    deadlines.standstill === null ? null : addSeconds(deadlines.standstill, policy.standstillGraceInSeconds);
  return notBefore !== null && hasPassed(notBefore, at)
    ? null
    : refuseRound('objections-still-coming', { notBefore, roundId });
};

/** Refuses to go on while an objection is open, or an upheld one has no approved result (invariants 10 and 14). */
export const checkObjectionsSettled = (isUnsettled: boolean, roundId: string): Verdict =>
  isUnsettled ? refuseRound('objections-unsettled', { roundId }) : null;

/** Refuses the close while a first use has no published verdict. */
export const checkVerdictsPublished = (unpublished: number): Verdict =>
  unpublished === 0 ? null : refuseRound('verdicts-missing', { unpublished });

/** The end of the standstill when notice is given at `at`. */
export const standstillDeadline = (policy: RoundPolicy, at: Instant): Instant =>
  addSeconds(at, policy.standstillInSeconds);
