import type * as v from 'valibot';
import pMap from 'p-map';
import { listAttachments, removeAttachment } from '../../../functions/attachments/schema.ts';
import { addSeconds, instantOf } from '../../../functions/platform/instant.ts';
import { undertaking } from '../../../functions/proposals/rules.ts';
import {
  answerInvitation,
  draftProposal,
  invitePartner,
  readProposal,
  type receiptSchema,
  saveProposal,
  submitProposal,
  withdrawProposal,
} from '../../../functions/proposals/schema.ts';
import type { ApiClient } from '../api-client.ts';
import { attachmentsFor } from '../dataset/files.ts';
import { priceOfVersionInWon, versionsOf } from '../dataset/proposals.ts';
import type { Proposal } from '../dataset/types.ts';
import { sha256Of, uploadFile } from '../upload.ts';
import type { Member, Stage } from './cast.ts';
import { idOf, memberOf } from './challenges.ts';

export type Receipt = v.InferOutput<typeof receiptSchema>;

/** What became of the submissions, counted from the answers. */
export type Submissions = {
  readonly proposalIds: ReadonlyMap<string, string>;
  readonly receipts: readonly Receipt[];
  /** Who may read a proposal's receipts again. */
  readonly holders: readonly { readonly api: ApiClient; readonly proposalId: string }[];
  readonly replaced: number;
  readonly withdrawn: number;
};

/** Requests that a proposal takes, its files and versions counted generously. */
export const requestsPerProposal = 20;

/** Suppliers draft, form consortia, upload, submit, replace, withdraw and return; the late ones stop before the last step. */
export const submitProposals = async (
  stage: Stage,
  cast: ReadonlyMap<string, Member>,
  challengeIds: ReadonlyMap<string, string>,
  proposals: readonly Proposal[],
): Promise<Submissions> => {
  const bar = stage.progress('proposals prepared', proposals.length);
  const done = await pMap(
    proposals,
    async (proposal) => {
      const { api } = memberOf(cast, proposal.supplierKey);
      const partners = proposal.consortiumSupplierKeys.map((key) => memberOf(cast, key));
      const outcome = await playProposal(api, partners, idOf(challengeIds, proposal.challengeKey), proposal);
      bar.step();
      return { key: proposal.key, api, ...outcome };
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
  const receipts = done.flatMap((one) => one.receipts);
  return {
    proposalIds: new Map(done.map(({ key, proposalId }) => [key, proposalId])),
    receipts,
    holders: done.map(({ api, proposalId }) => ({ api, proposalId })),
    replaced: receipts.filter(({ entry }) => entry.action === 'submit' && entry.from === 'SUBMITTED').length,
    withdrawn: receipts.filter(({ entry }) => entry.action === 'withdraw').length,
  };
};

/** The late ones try after the deadline. Answers how many were refused for it. */
export const submitLate = async (
  stage: Stage,
  cast: ReadonlyMap<string, Member>,
  proposalIds: ReadonlyMap<string, string>,
  proposals: readonly Proposal[],
): Promise<number> => {
  const late = proposals.filter(({ fate }) => fate === 'late');
  const bar = stage.progress('late attempts', late.length);
  const outcomes = await pMap(
    late,
    async (proposal) => {
      const { api } = memberOf(cast, proposal.supplierKey);
      const outcome = await api.call(submitProposal, {
        parameters: { proposalId: idOf(proposalIds, proposal.key) },
        body: null,
      });
      bar.step();
      return !outcome.ok && outcome.code === 'deadline-passed';
    },
    { concurrency: stage.concurrency },
  );
  bar.end();
  return outcomes.filter(Boolean).length;
};

const playProposal = async (
  api: ApiClient,
  partners: readonly Member[],
  challengeId: string,
  proposal: Proposal,
) => {
  const { proposalId } = await api.must(draftProposal, { parameters: { challengeId }, body: null });
  const parameters = { proposalId };
  for (const partner of partners) await takeIn(api, proposalId, partner);
  const receipts: Receipt[] = [];
  const submit = async () => {
    receipts.push((await api.must(submitProposal, { parameters, body: null })).receipt);
  };
  const withdraw = async () => {
    const reason = proposal.withdrawalReason?.ko;
    receipts.push(
      (await api.must(withdrawProposal, { parameters, body: reason === undefined ? null : { reason } }))
        .receipt,
    );
  };

  await writeVersion(api, proposalId, proposal, 1);
  if (proposal.fate === 'late') return { proposalId, receipts };
  await submit();
  if (proposal.fate === 'withdraw' || proposal.fate === 'withdraw-and-return') await withdraw();
  if (versionsOf(proposal) === 2) {
    await writeVersion(api, proposalId, proposal, 2);
    await submit();
  } else if (proposal.fate === 'withdraw-and-return') await submit();
  return { proposalId, receipts };
};

/** The lead asks a partner, which confirms. */
const takeIn = async (
  lead: ApiClient,
  proposalId: string,
  { api, organisationId }: Member,
): Promise<void> => {
  await lead.must(invitePartner, {
    parameters: { proposalId },
    body: { organisationId, work: '구성품 공급과 현장 설치 지원', percent: 30 },
  });
  await api.must(answerInvitation, {
    parameters: { proposalId, organisationId },
    body: { answer: 'confirm', undertaking: undertaking.version },
  });
};

/** Writes a version of a proposal: its files, then its content. */
export const writeVersion = async (
  api: ApiClient,
  proposalId: string,
  proposal: Proposal,
  version: 1 | 2,
) => {
  const files = attachmentsFor(proposal.key, version);
  const { rows } = await api.must(listAttachments, { parameters: { proposalId } });
  const wanted = new Map(files.map((file) => [sha256Of(file.bytes), file]));
  for (const { attachmentId, sha256 } of rows)
    if (!wanted.delete(sha256))
      await api.must(removeAttachment, { parameters: { proposalId, attachmentId } });
  for (const file of wanted.values()) await uploadFile(api, proposalId, file);
  const standing = await api.must(readProposal, { parameters: { proposalId } });
  await api.must(saveProposal, {
    parameters: { proposalId },
    version: standing.version,
    body: {
      title: proposal.title,
      summary: proposal.summary,
      solution: proposal.solution,
      priceInWon: priceOfVersionInWon(proposal, version),
      technologyReadinessLevel: proposal.technologyReadinessLevel,
      validUntil: addSeconds(instantOf(Date.now()), proposal.validForDays * 24 * 3600),
      deliveryInDays: proposal.deliveryInDays,
    },
  });
};
