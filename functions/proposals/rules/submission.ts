import { type Attachment, isLive, isReceived, pin, type PinnedAttachment } from '../../attachments/rules.ts';
import { type Challenge, isAnswerable } from '../../challenges/rules.ts';
import { hasPassed, type Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../platform/refusal.ts';
import { findTransition } from '../../platform/transition.ts';
import { effectivePhase, type Phase, type Round } from '../../rounds/rules.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import { refuseProposal } from '../refusals.ts';
import { type ChecklistLine, linesOf } from './checklist.ts';
import { awaitedOf, type Partner, pinPartners } from './partners.ts';
import { type Proposal, proposalTransitions } from './proposal.ts';

/** What the owner does before the deadline only: the refusal of what comes too late, null for what is in time. */
export const checkInTime = (
  proposal: Pick<Proposal, 'proposalDeadline' | 'roundId'>,
  receivedAt: Instant,
): Refusal | null =>
  hasPassed(proposal.proposalDeadline, receivedAt)
    ? refuseProposal('deadline-passed', {
        deadline: proposal.proposalDeadline,
        receivedAt,
        roundId: proposal.roundId,
      })
    : null;

/**
 * The later deadline that a copy has missed; null where the copy is right, or the request is too late by the
 * round's own deadline as well. A copy can only be too early, so it can only refuse too much.
 */
export const laterDeadline = (
  proposal: Pick<Proposal, 'proposalDeadline'>,
  round: Round,
  receivedAt: Instant,
): Instant | null => {
  const { proposals } = round.deadlines;
  const isOpenStill = round.state === 'CALL_FOR_PROPOSALS' && proposals !== null;
  return isOpenStill && proposals > proposal.proposalDeadline && !hasPassed(proposals, receivedAt)
    ? proposals
    : null;
};

/** What a new proposal copies from the open call; refuses outside the call or after its deadline. */
export const checkCallForProposals = (
  challenge: Challenge,
  round: Round,
  at: Instant,
): (Pick<Proposal, 'proposalDeadline' | 'oneAnswerOnly'> & { readonly sealKeyArn: string }) | Refusal => {
  const { roundId, sealKeyArn } = round;
  const deadline = round.deadlines.proposals;
  const phase = effectivePhase(round, at);
  if (phase === 'CLOSED_FOR_PROPOSALS')
    return refuseProposal('deadline-passed', { deadline, receivedAt: at, roundId });
  const isOpen = phase === 'CALL_FOR_PROPOSALS' && isAnswerable(challenge, round);
  if (!isOpen || deadline === null || sealKeyArn === null)
    return refuseProposal('call-not-open', { phase, roundId });
  return { proposalDeadline: deadline, sealKeyArn, oneAnswerOnly: round.policy.oneAnswerOnly };
};

/** Where a round lets its suppliers withdraw after the opening: until the purchases begin. */
export const withdrawalPhases = [
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
] as const satisfies readonly Phase[];

/** Refuses a withdrawal between deadline and opening, and after the purchases began: those are terminated. */
export const checkOpenToWithdrawal = (
  proposal: Proposal,
  round: Round,
  receivedAt: Instant,
): Refusal | null => {
  if (round.openedAt === null && round.state !== 'CANCELLED') return lateRefusal(round, proposal, receivedAt);
  return withdrawalPhases.some((phase) => phase === round.state)
    ? null
    : refuseRound('round-phase', { phase: round.state, roundId: round.roundId });
};

const lateRefusal = (round: Round, { proposalDeadline }: Proposal, receivedAt: Instant): Refusal =>
  refuseProposal('deadline-passed', {
    deadline: round.deadlines.proposals ?? proposalDeadline,
    receivedAt,
    roundId: round.roundId,
  });

/** What lies beside a proposal and goes with its submission. */
export type Beside = { readonly attachments: readonly Attachment[]; readonly partners: readonly Partner[] };

/**
 * What a proposal becomes when it is submitted at `receivedAt`: the draft becomes what stands, the received files
 * and the confirmed partners are pinned, the count goes up by one. Refuses, in this order: `wrong-state`, `deadline-passed`,
 * `proposal-incomplete`, `attachments-not-ready`.
 */
export const submission = (
  proposal: Proposal,
  beside: Beside,
  receivedAt: Instant,
): { readonly after: Proposal; readonly action: 'submit' } | Refusal => {
  const row = findTransition(proposalTransitions, 'submit', proposal.state);
  if (isRefusal(row)) return row;
  const late = checkInTime(proposal, receivedAt);
  if (late !== null) return late;
  const content = proposal.draft ?? proposal.content;
  const { attachments, partners } = beside;
  const awaited = awaitedOf(partners);
  const lines = linesOf(completenessOf(proposal, beside), awaited);
  if (content === null || proposal.missing.length > 0 || awaited.length > 0)
    return refuseProposal('proposal-incomplete', { missing: lines });
  const pinned = pinReceived(attachments.filter(isLive), lines);
  if (isRefusal(pinned)) return pinned;
  return {
    action: row.action,
    after: {
      ...proposal,
      state: row.to,
      content,
      draft: null,
      submissionNumber: proposal.submissionNumber + 1,
      submittedAt: receivedAt,
      acknowledgedCorrection: Math.max(proposal.acknowledgedCorrection, proposal.draftCorrection),
      attachments: pinned,
      partners: pinPartners(partners),
    },
  };
};

/** Everything that keeps a proposal from being submitted, as a draft shows it and a submission refuses it. */
export const completenessOf = (
  { missing }: Pick<Proposal, 'missing'>,
  { attachments, partners }: Beside,
): readonly string[] => {
  const isUnready = attachments.filter(isLive).some((attachment) => !isReceived(attachment));
  return [
    ...missing,
    ...(isUnready ? ['attachment-not-ready'] : []),
    ...(awaitedOf(partners).length > 0 ? ['partner-not-confirmed'] : []),
  ];
};

/** Each file by version and SHA-256 (invariant 3); refuses while one has not arrived or was refused. */
const pinReceived = (
  attachments: readonly Attachment[],
  missing: readonly ChecklistLine[],
): readonly PinnedAttachment[] | Refusal => {
  const received = attachments.filter(isReceived);
  if (received.length === attachments.length) return pin(received);
  const unready = attachments
    .filter((attachment) => !isReceived(attachment))
    .map(({ attachmentId, fileName, state, finding }) => ({ attachmentId, fileName, state, finding }));
  return refuseProposal('attachments-not-ready', { attachments: unready, missing });
};

/** What a submitted proposal becomes when it is withdrawn before the deadline. */
export const withdrawal = (
  proposal: Proposal,
  receivedAt: Instant,
): { readonly after: Proposal; readonly action: 'withdraw' } | Refusal => {
  const row = findTransition(proposalTransitions, 'withdraw', proposal.state);
  if (isRefusal(row)) return row;
  const late = checkInTime(proposal, receivedAt);
  return late ?? { action: row.action, after: { ...proposal, state: row.to } };
};

/** What is saved only before the deadline, and only while the proposal can be submitted still. */
export const checkEditable = (proposal: Proposal, receivedAt: Instant): Refusal | null => {
  const row = findTransition(proposalTransitions, 'submit', proposal.state);
  if (!isRefusal(row)) return checkInTime(proposal, receivedAt);
  return refuse('wrong-state', { state: proposal.state, expected: ['DRAFT', 'SUBMITTED', 'WITHDRAWN'] });
};
