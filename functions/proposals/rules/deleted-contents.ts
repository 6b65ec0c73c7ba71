import type { Refusal } from '../../platform/refusal.ts';
import type { Sealed } from '../../platform/sealing.ts';
import { refuseProposal } from '../refusals.ts';
import type { Proposal } from './proposal.ts';

/** What stays of a sealed value that was deleted for good: under which key it lay, and nothing that opens. */
export const emptiedSeal = (keyArn: string): Sealed => ({
  keyArn,
  wrappedKey: '',
  nonce: '',
  ciphertext: '',
  tag: '',
});

/** What a proposal keeps of its texts once the time for which its round keeps them is over. */
export type EmptiedContents = Pick<Proposal, 'content' | 'draft' | 'partners'>;

/**
 * A proposal’s sealed texts, emptied. One in which nothing was ever written is marked all the same, since its files went, too.
 */
export const emptiedContents = (
  proposal: EmptiedContents & Pick<Proposal, 'sealKeyArn'>,
): EmptiedContents => {
  const empty = emptiedSeal(proposal.sealKeyArn);
  return {
    content: proposal.content === null ? null : empty,
    draft: proposal.draft === null && proposal.content !== null ? null : empty,
    partners: proposal.partners.map((partner) => ({ ...partner, share: empty })),
  };
};

/** True once the texts and files of a proposal were deleted, by the rule of its round. */
export const areContentsDeleted = ({ content, draft }: Pick<Proposal, 'content' | 'draft'>): boolean =>
  [content, draft].some((sealed) => sealed?.ciphertext === '');

/** Refuses the reading of what was deleted. */
export const checkContentsKept = (
  proposal: Pick<Proposal, 'content' | 'draft' | 'proposalId' | 'roundId'>,
): Refusal | null =>
  areContentsDeleted(proposal)
    ? refuseProposal('contents-deleted', { proposalId: proposal.proposalId, roundId: proposal.roundId })
    : null;
