import * as v from 'valibot';
import type { Sealer } from '../../platform/sealing.ts';
import type { DraftContent, KeptDraft, PinnedPartner, Proposal, ProposalContent, Share } from '../rules.ts';

const tradeSecrets = v.array(
  v.variant('kind', [
    v.object({ kind: v.literal('field'), field: v.string(), reason: v.string() }),
    v.object({ kind: v.literal('attachment'), attachmentId: v.string(), reason: v.string() }),
  ]),
);

const draftText = v.object({ ko: v.nullable(v.string()), en: v.nullable(v.string()) });

const draftContent = v.object({
  title: draftText,
  summary: draftText,
  solution: v.nullable(v.string()),
  priceInWon: v.nullable(v.number()),
  technologyReadinessLevel: v.nullable(v.number()),
  validUntil: v.nullable(v.string()),
  deliveryInDays: v.nullable(v.number()),
  tradeSecrets,
}) satisfies v.GenericSchema<unknown, DraftContent>;

const bilingual = v.object({ ko: v.string(), en: v.string() });

const proposalContent = v.object({
  title: bilingual,
  summary: bilingual,
  solution: v.string(),
  priceInWon: v.number(),
  technologyReadinessLevel: v.number(),
  validUntil: v.string(),
  deliveryInDays: v.number(),
  tradeSecrets,
  drawNonce: v.string(),
}) satisfies v.GenericSchema<unknown, ProposalContent>;

const sealContext = ({ proposalId, roundId }: Pick<Proposal, 'proposalId' | 'roundId'>) => ({
  roundId,
  proposalId,
});

/** Seals what a supplier wrote, with a nonce for the draw that is made anew at each save. */
export const sealDraft = (sealer: Sealer, proposal: Proposal, content: DraftContent, drawNonce: string) =>
  sealer.seal(proposal.sealKeyArn, sealContext(proposal), { ...content, drawNonce });

/** What the owner wrote, submitted or saved; null where nothing was. Throws where the key's policy refuses. */
export const unsealOwn = async (
  sealer: Sealer,
  proposal: Proposal,
  part: 'content' | 'draft',
): Promise<DraftContent | null> => {
  const closed = proposal[part];
  return closed === null ? null : v.parse(draftContent, await sealer.unseal(closed, sealContext(proposal)));
};

/** A kept draft, opened for its supplier. Throws where the key's policy refuses. */
export const unsealKept = async (sealer: Sealer, { content, proposalId, roundId }: KeptDraft) =>
  v.parse(draftContent, await sealer.unseal(content, { roundId, proposalId }));

/** What was submitted. Throws for a proposal that never was, and where the key's policy refuses. */
export const unsealProposal = async (sealer: Sealer, proposal: Proposal): Promise<ProposalContent> => {
  if (proposal.content === null) throw new Error(`The proposal ${proposal.proposalId} was never submitted`);
  return v.parse(proposalContent, await sealer.unseal(proposal.content, sealContext(proposal)));
};

const share = v.object({ work: v.string(), percent: v.nullable(v.number()) }) satisfies v.GenericSchema<
  unknown,
  Share
>;

/** Seals what a partner does of the work. */
export const sealShare = (
  sealer: Sealer,
  proposal: Pick<Proposal, 'proposalId' | 'roundId' | 'sealKeyArn'>,
  said: Share,
) => sealer.seal(proposal.sealKeyArn, sealContext(proposal), said);

/** A partner's share, opened for the lead, the partner, or whoever reads after the opening. */
export const unsealShare = async (
  sealer: Sealer,
  { share: closed, ...of }: Pick<Proposal, 'proposalId' | 'roundId'> & Pick<PinnedPartner, 'share'>,
): Promise<Share> => v.parse(share, await sealer.unseal(closed, sealContext(of)));
