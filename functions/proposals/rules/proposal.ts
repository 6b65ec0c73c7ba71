import type { PinnedAttachment } from '../../attachments/rules.ts';
import { hasPassed, type Instant } from '../../platform/instant.ts';
import type { Role } from '../../platform/roles.ts';
import type { Sealed } from '../../platform/sealing.ts';
import type { Transition } from '../../platform/transition.ts';
import { isOpened, type Round } from '../../rounds/rules.ts';
import type { PinnedPartner } from './partners.ts';

/** The stored states of a proposal (DOMAIN.md, «Proposal»). */
export const proposalStates = [
  'DRAFT',
  'SUBMITTED',
  'WITHDRAWN',
  'ELIGIBLE',
  'INELIGIBLE',
  'PRIORITISED',
  'REJECTED',
  'WITHDRAWN_AFTER_OPENING',
] as const;
export type ProposalState = (typeof proposalStates)[number];

/** The states that the clock and the round make of the stored ones. */
export const derivedProposalStates = ['EXPIRED', 'SEALED', 'OPENED', 'VOID'] as const;

/** The state that people see. */
export type EffectiveProposalState = ProposalState | (typeof derivedProposalStates)[number];

export type Proposal = {
  readonly state: ProposalState;
  readonly proposalId: string;
  readonly challengeId: string;
  readonly roundId: string;
  readonly supplierId: string;
  /** Copy of the round's deadline; it can only be earlier than the round's own, since a deadline only moves later. */
  readonly proposalDeadline: Instant;
  readonly sealKeyArn: string;
  /** What was submitted last, under seal; null before the first submission. */
  readonly content: Sealed | null;
  /** What was saved since, under seal; the submitted stays live until the next submission. */
  readonly draft: Sealed | null;
  /** What keeps the draft from being submitted, by the codes of the checklist. */
  readonly missing: readonly string[];
  /** Counts the saves of the draft; 0 before the first. */
  readonly saveNumber: number;
  /** The challenge's last correction when the draft was last saved; 0 where there was none. */
  readonly draftCorrection: number;
  /** The last correction that the submission took note of, by being written on it or by its acknowledgement; 0 for none. */
  readonly acknowledgedCorrection: number;
  /** Counts the submissions; 0 before the first. */
  readonly submissionNumber: number;
  readonly submittedAt: Instant | null;
  /** As pinned by the last submission. */
  readonly attachments: readonly PinnedAttachment[];
  /** As pinned by the last submission: the partners that had confirmed. */
  readonly partners: readonly PinnedPartner[];
  /** Copy of the policy: an organisation stands in one answer to the challenge, as lead or as partner. */
  readonly oneAnswerOnly: boolean;
  readonly eligibilityReason: string | null;
};

export type ProposalAction =
  | 'draft'
  | 'submit'
  | 'withdraw'
  | 'acknowledge-correction'
  | 'find-eligible'
  | 'find-ineligible'
  | 'accept-reply'
  | 'prioritise'
  | 'reject'
  | 'uphold-objection'
  | 'withdraw-after-opening';

type ProposalTransition = Transition<ProposalState, ProposalAction, Role | 'system'>;

/** Every arrow of a proposal. A draft saved is no arrow. */
export const proposalTransitions = [
  { action: 'draft', from: null, to: 'DRAFT', by: ['author', 'signatory'], guard: 'checkCallForProposals' },
  { action: 'submit', from: 'DRAFT', to: 'SUBMITTED', by: ['signatory'], guard: 'submission' },
  { action: 'submit', from: 'SUBMITTED', to: 'SUBMITTED', by: ['signatory'], guard: 'submission' },
  { action: 'submit', from: 'WITHDRAWN', to: 'SUBMITTED', by: ['signatory'], guard: 'submission' },
  { action: 'withdraw', from: 'SUBMITTED', to: 'WITHDRAWN', by: ['signatory'], guard: 'checkInTime' },
  {
    action: 'acknowledge-correction',
    from: 'SUBMITTED',
    to: 'SUBMITTED',
    by: ['signatory'],
    guard: 'acknowledgement',
  },
  { action: 'find-eligible', from: 'SUBMITTED', to: 'ELIGIBLE', by: ['staff'], guard: 'isOpened' },
  { action: 'find-ineligible', from: 'SUBMITTED', to: 'INELIGIBLE', by: ['staff'], guard: 'isOpened' },
  { action: 'accept-reply', from: 'INELIGIBLE', to: 'ELIGIBLE', by: ['staff'], guard: 'isOpened' },
  { action: 'prioritise', from: 'ELIGIBLE', to: 'PRIORITISED', by: ['system'], guard: null },
  { action: 'reject', from: 'ELIGIBLE', to: 'REJECTED', by: ['system'], guard: null },
  { action: 'uphold-objection', from: 'PRIORITISED', to: 'ELIGIBLE', by: ['approver'], guard: 'checkJudge' },
  { action: 'uphold-objection', from: 'REJECTED', to: 'ELIGIBLE', by: ['approver'], guard: 'checkJudge' },
  { action: 'uphold-objection', from: 'INELIGIBLE', to: 'ELIGIBLE', by: ['approver'], guard: 'checkJudge' },
  {
    action: 'withdraw-after-opening',
    from: 'SUBMITTED',
    to: 'WITHDRAWN_AFTER_OPENING',
    by: ['signatory'],
    guard: 'checkOpenToWithdrawal',
  },
  {
    action: 'withdraw-after-opening',
    from: 'ELIGIBLE',
    to: 'WITHDRAWN_AFTER_OPENING',
    by: ['signatory'],
    guard: 'checkOpenToWithdrawal',
  },
  {
    action: 'withdraw-after-opening',
    from: 'INELIGIBLE',
    to: 'WITHDRAWN_AFTER_OPENING',
    by: ['signatory'],
    guard: 'checkOpenToWithdrawal',
  },
  {
    action: 'withdraw-after-opening',
    from: 'PRIORITISED',
    to: 'WITHDRAWN_AFTER_OPENING',
    by: ['signatory'],
    guard: 'checkOpenToWithdrawal',
  },
  {
    action: 'withdraw-after-opening',
    from: 'REJECTED',
    to: 'WITHDRAWN_AFTER_OPENING',
    by: ['signatory'],
    guard: 'checkOpenToWithdrawal',
  },
] as const satisfies readonly ProposalTransition[];

/** True for what others than its supplier may ever see: submitted, and not taken back in time. */
export const isInTheRunning = ({ state }: Pick<Proposal, 'state'>): boolean =>
  state !== 'DRAFT' && state !== 'WITHDRAWN';

/**
 * The state as people see it at an instant: a draft expires and a submitted proposal is sealed by the deadline
 * alone, opened by the round's opening, void in a cancelled round.
 */
export const effectiveProposalState = (
  proposal: Pick<Proposal, 'state'>,
  round: Round,
  at: Instant,
): EffectiveProposalState => {
  const { state } = proposal;
  const isOver = state === 'WITHDRAWN' || state === 'WITHDRAWN_AFTER_OPENING';
  if (isOver) return state;
  if (round.state === 'CANCELLED') return state === 'DRAFT' ? 'EXPIRED' : 'VOID';
  if (state !== 'DRAFT' && state !== 'SUBMITTED') return state;
  if (isOpened(round)) return state === 'DRAFT' ? 'EXPIRED' : 'OPENED';
  const { proposals } = round.deadlines;
  const isClosed = proposals !== null && hasPassed(proposals, at);
  if (!isClosed) return state;
  return state === 'DRAFT' ? 'EXPIRED' : 'SEALED';
};
