import * as v from 'valibot';
import type { Challenge } from '../../functions/challenges/rules.ts';
import type { Stored } from '../../functions/platform/change.ts';
import { serve } from '../../functions/platform/http.ts';
import { createSealer, type Sealer } from '../../functions/platform/sealing.ts';
import { createLedgerKey, type EntrySigner } from '../../functions/platform/signing.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createAcknowledgeCorrection } from '../../functions/proposals/acknowledge-correction.ts';
import {
  createAnswerInvitation,
  createLeaveConsortium,
} from '../../functions/proposals/answer-invitation.ts';
import { createDraftProposal } from '../../functions/proposals/draft-proposal.ts';
import { createInvitePartner } from '../../functions/proposals/invite-partner.ts';
import { createListOwnProposals } from '../../functions/proposals/list-own-proposals.ts';
import { createListProposals } from '../../functions/proposals/list-proposals.ts';
import { createListReceipts } from '../../functions/proposals/list-receipts.ts';
import { createReadProposal } from '../../functions/proposals/read-proposal.ts';
import { createListKeptDrafts } from '../../functions/proposals/list-kept-drafts.ts';
import { createReadKeptDraft } from '../../functions/proposals/read-kept-draft.ts';
import {
  createListInvitations,
  createListPartners,
  createReadInvitation,
} from '../../functions/proposals/read-partners.ts';
import { createReadPublishedProposal } from '../../functions/proposals/read-published-proposal.ts';
import { createRemovePartner } from '../../functions/proposals/remove-partner.ts';
import { createRestoreKeptDraft } from '../../functions/proposals/restore-kept-draft.ts';
import { createSaveProposal } from '../../functions/proposals/save-proposal.ts';
import { ownProposalView, receiptSchema } from '../../functions/proposals/schema.ts';
import { readProposal } from '../../functions/proposals/store.ts';
import { createSubmitProposal } from '../../functions/proposals/submit-proposal.ts';
import { createWithdrawProposal } from '../../functions/proposals/withdraw-proposal.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import {
  changeRound,
  createKey,
  storeCall,
  storePublished,
  storeSupplier,
  type Supplier,
} from './call-world.ts';
import { callApi, type HttpAnswer, type HttpRequest } from './http-event.ts';
import { contentLike } from './sample-proposal.ts';
import { createTestTable } from './test-table.ts';

/** The last millisecond before the deadline of `call-world.ts`; requests come then if nothing else is said. */
export const inTime = '2020-05-31T14:59:59.999Z';

/** All operations on proposals in one handler, with a signer of the test's. */
export const proposalsApi = (table: Table, sign: EntrySigner, sealer: Sealer = createSealer()) => {
  const receipts = { table, sign, keyId: 'ledger-key' };
  return serve(
    [
      createDraftProposal({ table }),
      createSaveProposal({ table, sealer }),
      createListKeptDrafts({ table }),
      createReadKeptDraft({ table, sealer }),
      createRestoreKeptDraft({ table, sealer }),
      createSubmitProposal(receipts),
      createAcknowledgeCorrection({ ...receipts, sealer }),
      createWithdrawProposal(receipts),
      createReadProposal({ table, sealer }),
      createReadPublishedProposal({ table, sealer }),
      createListOwnProposals({ table }),
      createListReceipts(receipts),
      createListProposals({ table }),
      createInvitePartner({ table, sealer }),
      createAnswerInvitation({ table }),
      createLeaveConsortium({ table }),
      createRemovePartner({ table }),
      createListPartners({ table, sealer }),
      createReadInvitation({ table, sealer }),
      createListInvitations({ table }),
    ],
    table,
  );
};

/** A supplier's proposal to a published challenge of an open call. */
export type Beginning = {
  readonly round: Stored<Round>;
  readonly challenge: Challenge;
  readonly supplier: Supplier;
  readonly proposalId: string;
};

/** The id in an answer that shows a proposal. */
export const proposalIdIn = ({ body }: HttpAnswer): string => v.parse(ownProposalView, body).proposalId;

/** The receipt in an answer that carries one. */
export const receiptIn = ({ body }: HttpAnswer) =>
  v.parse(v.object({ receipt: receiptSchema }), body).receipt;

type More = Partial<HttpRequest>;

/** What a world of proposals stands on. */
export type Ground = {
  readonly table: Table;
  readonly sealKeyArn: string;
  readonly sealer: Sealer;
  readonly ledgerKey: ReturnType<typeof createLedgerKey>;
};

/** A table of its own and keys, on the engines that the environment names. */
const engines = async (): Promise<Ground> => ({
  table: await createTestTable(),
  sealKeyArn: await createKey('seal'),
  sealer: createSealer(),
  ledgerKey: createLedgerKey(await createKey('sign')),
});

/** A world of proposals on engines if nothing else is given, and the operations as a test speaks of them. */
export const createProposalWorld = async (ground?: Ground) => {
  const { table, sealKeyArn, sealer, ledgerKey } = ground ?? (await engines());
  const api = proposalsApi(table, ledgerKey.sign, sealer);

  const call = (accountId: string, request: HttpRequest, handler = api): Promise<HttpAnswer> =>
    callApi(handler, { receivedAt: inTime, ...request, accountId });

  const begin = (supplier: Supplier, challengeId: string, more: More = {}) =>
    call(supplier.author, { method: 'POST', path: `/challenges/${challengeId}/proposals`, ...more });

  /** Saves on the version that stands, as a portal does that has just read it; `more` says what is different. */
  const save = async (accountId: string, proposalId: string, more: More = {}) => {
    const standing = await readProposal(table, proposalId);
    return call(accountId, {
      method: 'PUT',
      path: `/proposals/${proposalId}`,
      body: contentLike(),
      ...more,
      headers: { 'if-match': `"${standing?.bookkeeping.version ?? 0}"`, ...more.headers },
    });
  };

  const submit = (accountId: string, proposalId: string, more: More = {}, handler = api) =>
    call(accountId, { method: 'POST', path: `/proposals/${proposalId}/submission`, ...more }, handler);

  const withdraw = (accountId: string, proposalId: string, more: More = {}) =>
    call(accountId, { method: 'POST', path: `/proposals/${proposalId}/withdrawal`, ...more });

  const read = (accountId: string, proposalId: string, receivedAt = inTime) =>
    call(accountId, { method: 'GET', path: `/proposals/${proposalId}`, receivedAt });

  const receiptsOf = async (accountId: string, proposalId: string, handler = api) => {
    const answer = await call(
      accountId,
      { method: 'GET', path: `/proposals/${proposalId}/receipts` },
      handler,
    );
    return v.parse(v.object({ rows: v.array(receiptSchema) }), answer.body).rows;
  };

  /** A whole draft to a challenge of a new call. */
  const ready = async (): Promise<Beginning> => {
    const round = await storeCall(table, sealKeyArn);
    const challenge = await storePublished(table, round.roundId);
    const supplier = await storeSupplier(table);
    const proposalId = proposalIdIn(await begin(supplier, challenge.challengeId));
    await save(supplier.author, proposalId);
    return { round, challenge, supplier, proposalId };
  };

  const moveDeadline = ({ round }: Beginning, proposals: string) =>
    changeRound(table, round.roundId, { deadlines: { ...round.deadlines, proposals } });

  const open = ({ round }: Beginning) =>
    changeRound(table, round.roundId, { state: 'OPENED', openedAt: '2020-06-01T00:00:00.000Z' });

  return {
    table,
    sealKeyArn,
    ledgerKey,
    call,
    begin,
    save,
    submit,
    withdraw,
    read,
    receiptsOf,
    ready,
    moveDeadline,
    open,
  };
};
