import { hasPassed, type Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import { findTransition } from '../../platform/transition.ts';
import {
  type Proposal,
  type ProposalAction,
  type ProposalState,
  proposalTransitions,
} from '../../proposals/rules.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { checkNoneAwaited, type Screening, screeningTransitions } from './screening-record.ts';

/** The arrows of a proposal that formal eligibility takes. */
export type EligibilityAction = Extract<ProposalAction, 'find-eligible' | 'find-ineligible' | 'accept-reply'>;

/** The arrow that a decision of staff means: of an ineligible proposal, that its reply convinced. */
export const eligibilityAction = (state: ProposalState, eligible: boolean): EligibilityAction => {
  if (!eligible) return 'find-ineligible';
  return state === 'INELIGIBLE' ? 'accept-reply' : 'find-eligible';
};

/** While an arrow may be taken: proposals are screened in SCREENING, a reply convinces until scoring ends. */
export const eligibilityPhases = (action: EligibilityAction): readonly Phase[] =>
  action === 'accept-reply' ? ['SCREENING', 'EVALUATION'] : ['SCREENING'];

/**
 * What a decision on the eligibility changes: the screening, and the proposal unless the decision is that a reply does
 * not convince, which leaves it as it is. Refuses in another state or phase, while a supplement is awaited, and to
 * weigh a reply that nobody made.
 */
export const eligibilitySteps = (
  {
    round,
    proposal,
    screening,
  }: {
    readonly round: Pick<Round, 'roundId' | 'state'>;
    readonly proposal: Pick<Proposal, 'state'>;
    readonly screening: Pick<Screening, 'state' | 'supplements'> | null;
  },
  eligible: boolean,
  at: Instant,
) => {
  const weighsReply = proposal.state === 'INELIGIBLE';
  const stays = weighsReply && !eligible && screening?.state === 'REPLIED';
  const proposalStep = stays
    ? null
    : findTransition(proposalTransitions, eligibilityAction(proposal.state, eligible), proposal.state);
  if (isRefusal(proposalStep)) return proposalStep;
  const phases = eligibilityPhases(proposalStep?.action ?? 'accept-reply');
  const refusal = checkPhase(round, phases) ?? checkNoneAwaited(screening, at);
  if (refusal !== null) return refusal;
  const screeningStep = findTransition(
    screeningTransitions,
    weighsReply ? 'weigh-reply' : 'decide',
    screening?.state ?? null,
  );
  if (!isRefusal(screeningStep)) return { proposalStep, screeningStep, phases };
  return weighsReply ? refuseEvaluation('reply-missing', { roundId: round.roundId }) : screeningStep;
};

/**
 * Refuses to find a proposal eligible at a price above the challenge's ceiling, as it was last corrected, or the
 * policy's highest: it could never be bought (invariant 8), whatever its panel says.
 */
export const checkPayable = (
  { priceInWon }: { readonly priceInWon: number },
  limits: {
    readonly priceCeilingInWon: number;
    readonly maximumPriceInWon: number;
    readonly roundId: string;
  },
): Refusal | null => {
  const limitInWon = Math.min(limits.priceCeilingInWon, limits.maximumPriceInWon);
  return priceInWon > limitInWon
    ? refuseEvaluation('price-above-ceiling', { priceInWon, limitInWon, roundId: limits.roundId })
    : null;
};

/**
 * Refuses to let a proposal into scoring by its reply where its panel could not score it: when scoring has ended, or
 * when fewer `members` than the quorum sit on the panel, or would by the draw, whose pool takes nobody any more
 * (invariant 6). `members` is null while nothing is drawn: then the draw of the screening is yet to come.
 */
export const checkScorable = (
  { roundId, state, deadlines, policy }: Pick<Round, 'roundId' | 'state' | 'deadlines' | 'policy'>,
  members: number | null,
  at: Instant,
): Refusal | null => {
  const isScoring = state === 'EVALUATION';
  const deadline = deadlines.evaluation;
  if (isScoring && deadline !== null && hasPassed(deadline, at))
    return refuseEvaluation('too-late-to-score', { deadline, roundId });
  const { quorum } = policy.panel;
  const present = members ?? (isScoring ? 0 : quorum);
  return present < quorum
    ? refuseEvaluation('quorum-unreachable', { members: present, quorum, roundId })
    : null;
};

const checkPhase = (
  { roundId, state }: Pick<Round, 'roundId' | 'state'>,
  phases: readonly Phase[],
): Refusal | null => (phases.includes(state) ? null : refuseRound('round-phase', { phase: state, roundId }));
