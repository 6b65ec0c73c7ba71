import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import { findTransition } from '../../platform/transition.ts';
import { refuseProposal } from '../refusals.ts';
import type { ChecklistCode, ProposalContent } from './checklist.ts';
import { type EffectiveProposalState, type Proposal, proposalTransitions } from './proposal.ts';
import { checkInTime } from './submission.ts';

type Corrections = Pick<Proposal, 'draft' | 'draftCorrection' | 'acknowledgedCorrection'>;

/**
 * What the corrections of its challenge ask of a supplier that can still do something about it (DOMAIN.md,
 * «Challenge»: those who submitted acknowledge a correction or submit again). `correctionNumber` is the challenge's last.
 */
export const correctionFindings = (
  proposal: Corrections,
  state: EffectiveProposalState,
  correctionNumber: number,
): readonly ChecklistCode[] => {
  const isWriting =
    state === 'DRAFT' || state === 'WITHDRAWN' || (state === 'SUBMITTED' && proposal.draft !== null);
  const isUnread = isWriting && proposal.draftCorrection < correctionNumber;
  const isUnacknowledged = state === 'SUBMITTED' && proposal.acknowledgedCorrection < correctionNumber;
  return [
    ...(isUnread ? (['draft-before-correction'] as const) : []),
    ...(isUnacknowledged ? (['correction-unacknowledged'] as const) : []),
  ];
};

/**
 * What a submission becomes when its supplier acknowledges correction `stated` at `receivedAt`; `action` is null where
 * it had. `last` is the challenge's last correction. Refuses, in this order: `wrong-state`, `deadline-passed`,
 * `correction-unknown`, `correction-superseded`.
 */
export const acknowledgement = (
  proposal: Proposal,
  stated: number,
  last: number,
  receivedAt: Instant,
): { readonly after: Proposal; readonly action: 'acknowledge-correction' | null } | Refusal => {
  const row = findTransition(proposalTransitions, 'acknowledge-correction', proposal.state);
  if (isRefusal(row)) return row;
  const late = checkInTime(proposal, receivedAt);
  if (late !== null) return late;
  const { challengeId } = proposal;
  if (stated > last) return refuseProposal('correction-unknown', { correctionNumber: last, challengeId });
  if (stated < last) return refuseProposal('correction-superseded', { correctionNumber: last, challengeId });
  return proposal.acknowledgedCorrection === stated
    ? { action: null, after: proposal }
    : { action: row.action, after: { ...proposal, state: row.to, acknowledgedCorrection: stated } };
};

/** Refuses a price that the challenge, as it was corrected, does not pay (DOMAIN.md, invariant 8). */
export const checkWithinCeiling = (
  { priceInWon }: Pick<ProposalContent, 'priceInWon'>,
  { challengeId, priceCeilingInWon }: { readonly challengeId: string; readonly priceCeilingInWon: number },
): Refusal | null =>
  priceInWon > priceCeilingInWon
    ? refuseProposal('price-above-ceiling', { priceCeilingInWon, challengeId })
    : null;
