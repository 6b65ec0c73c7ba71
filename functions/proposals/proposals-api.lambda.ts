import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createSealer } from '../platform/sealing.ts';
import { createLedgerKey } from '../platform/signing.ts';
import { createTable } from '../platform/table.ts';
import { createAcknowledgeCorrection } from './acknowledge-correction.ts';
import { createAnswerInvitation, createLeaveConsortium } from './answer-invitation.ts';
import { createDraftProposal } from './draft-proposal.ts';
import { createInvitePartner } from './invite-partner.ts';
import { createListKeptDrafts } from './list-kept-drafts.ts';
import { createListOwnProposals } from './list-own-proposals.ts';
import { createListProposals } from './list-proposals.ts';
import { createListReceipts } from './list-receipts.ts';
import { createListInvitations, createListPartners, createReadInvitation } from './read-partners.ts';
import { createReadKeptDraft } from './read-kept-draft.ts';
import { createReadProposal } from './read-proposal.ts';
import { createReadPublishedProposal } from './read-published-proposal.ts';
import { createRemovePartner } from './remove-partner.ts';
import { createRestoreKeptDraft } from './restore-kept-draft.ts';
import { createSaveProposal } from './save-proposal.ts';
import { createWithdrawProposal } from './withdraw-proposal.ts';

const { TABLE_NAME, LEDGER_KEY_ID } = readVariables('proposals-api');
const table = createTable(TABLE_NAME);
const sealer = createSealer();
const { sign } = createLedgerKey(LEDGER_KEY_ID);
const receipts = { table, sign, keyId: LEDGER_KEY_ID };

export const handler = serve(
  [
    createDraftProposal({ table }),
    createSaveProposal({ table, sealer }),
    createListKeptDrafts({ table }),
    createReadKeptDraft({ table, sealer }),
    createRestoreKeptDraft({ table, sealer }),
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
