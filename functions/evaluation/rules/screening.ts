import type { ProposalAction, ProposalState } from '../../proposals/rules.ts';
import type { Phase } from '../../rounds/rules.ts';

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
