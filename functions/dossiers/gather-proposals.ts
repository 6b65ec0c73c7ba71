import { proposalOwner } from '../attachments/rules.ts';
import { isLocked } from '../evaluation/rules.ts';
import {
  listClarificationsOfProposal,
  listScorecardsOfProposal,
  readScreening,
} from '../evaluation/store.ts';
import { createRangeReader, inclusionIn, type StoredCheckpoint } from '../ledger/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Stored } from '../platform/change.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { EntrySigner } from '../platform/signing.ts';
import type { Page, Table } from '../platform/table.ts';
import { areContentsDeleted, type Proposal, type ProposalContent } from '../proposals/rules.ts';
import { unsealProposal, unsealShare } from '../proposals/store.ts';
import { listPartners } from '../proposals/store/partners.ts';
import { receiptOf } from '../proposals/store/receipt.ts';
import { isReceipted, pageOfEntries, type ReceiptEntry } from '../proposals/store/receipts.ts';
import { joined, jsonText, own, type Part } from './dossier-content.ts';
import { enclose } from './enclose.ts';

export type ProposalDependencies = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly sign: EntrySigner;
  readonly keyId: string;
  readonly checkpoint: StoredCheckpoint;
};

/**
 * A proposal as it was submitted, with its documents, receipts, screening, clarifications and locked scorecards. Only
 * documents that were found good are enclosed; of the others it is said what was found. Once the round's time to keep them is
 * over, the text is null and the documents are named alone.
 */
export const gatherProposal = async (
  deps: ProposalDependencies,
  proposal: Stored<Proposal>,
): Promise<Part> => {
  const { table, sealer } = deps;
  const { proposalId, roundId } = proposal;
  const folder = `proposals/${proposalId}`;
  const areDeleted = areContentsDeleted(proposal);
  const [content, shares, submitted, partners, screening, clarifications, scorecards, receipts] =
    await Promise.all([
      areDeleted ? null : unsealProposal(sealer, proposal),
      Promise.all(
        proposal.partners.map(async ({ share }) =>
          areDeleted ? null : await unsealShare(sealer, { proposalId, roundId, share }),
        ),
      ),
      enclose(table, folder, proposalOwner(proposalId), proposal.attachments),
      listPartners(table, proposalId),
      readScreening(table, proposalId),
      listClarificationsOfProposal(table, proposalId),
      listScorecardsOfProposal(table, proposalId),
      readReceipts(deps, proposal),
    ]);
  const supplemented = await enclose(
    table,
    `${folder}/supplement`,
    { kind: 'supplement', id: proposalId },
    screening?.supplements.flatMap(({ documents }) => documents) ?? [],
  );
  const told: Part = {
    texts: [
      ...jsonText(`${folder}/proposal.json`, {
        ...Object(own(proposal)),
        content: content === null ? null : writtenOf(content),
        partners: proposal.partners.map((partner, at) => ({ ...partner, share: shares[at] })),
      }),
      ...receipts,
      ...jsonText(`${folder}/screening.json`, own(screening)),
      ...jsonText(`${folder}/clarifications.json`, clarifications.map(own)),
      ...jsonText(`${folder}/scorecards.json`, scorecards.filter(isLocked).map(own)),
    ],
    entities: [
      `proposal/${proposalId}`,
      `screening/${proposalId}`,
      `scorecard/${proposalId}/`,
      `clarification/${proposalId}/`,
      ...partners.map(({ partnershipId }) => `partner/${partnershipId}`),
    ],
  };
  return joined([told, submitted, supplemented]);
};

/** What the supplier wrote. The nonce is published with the record of the draw, not before. */
const writtenOf = ({ drawNonce: _, ...written }: ProposalContent): Omit<ProposalContent, 'drawNonce'> =>
  written;

/** The receipts, each with its proof by the dossier's checkpoint; a signature that is still to follow is made now. */
const readReceipts = async (
  { table, sign, keyId, checkpoint }: ProposalDependencies,
  { proposalId, roundId }: Proposal,
) => {
  const entries: ReceiptEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<ReceiptEntry> = await pageOfEntries(table, proposalId, cursor);
    entries.push(...page.rows.filter(isReceipted));
    cursor = page.cursor;
  } while (cursor !== null);
  const rootOfRange = createRangeReader(table, `round/${roundId}`);
  const receipts = await Promise.all(
    entries.map(async ({ leaf, signature, logIndex, disclosure }) => {
      const inclusion = await inclusionIn(checkpoint, logIndex ?? null, rootOfRange);
      const signed = signature ?? (await sign(canonicalJson(leaf)));
      const receipt = receiptOf(leaf, signed, disclosure ?? null, keyId);
      // What came after the dossier's checkpoint is not in its ledger.
      return inclusion === null
        ? []
        : jsonText(`proposals/${proposalId}/receipts/${leaf.sequence}.json`, { ...receipt, inclusion });
    }),
  );
  return receipts.flat();
};
