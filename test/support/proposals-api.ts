import { createDraftProposal } from '../../functions/proposals/draft-proposal.ts';
import { createListOwnProposals } from '../../functions/proposals/list-own-proposals.ts';
import { createListProposals } from '../../functions/proposals/list-proposals.ts';
import { createListReceipts } from '../../functions/proposals/list-receipts.ts';
import { createReadProposal } from '../../functions/proposals/read-proposal.ts';
import { createSaveProposal } from '../../functions/proposals/save-proposal.ts';
import { createSubmitProposal } from '../../functions/proposals/submit-proposal.ts';
import { createWithdrawProposal } from '../../functions/proposals/withdraw-proposal.ts';
import { serve } from '../../functions/platform/http.ts';
import { createSealer } from '../../functions/platform/sealing.ts';
import type { EntrySigner } from '../../functions/platform/signing.ts';
import type { Table } from '../../functions/platform/table.ts';

/** All operations on proposals in one handler, with a signer of the test's. */
export const proposalsApi = (table: Table, sign: EntrySigner) => {
  const sealer = createSealer();
  const receipts = { table, sign, keyId: 'ledger-key' };
  return serve(
    [
      createDraftProposal({ table }),
      createSaveProposal({ table, sealer }),
      createSubmitProposal(receipts),
      createWithdrawProposal(receipts),
      createReadProposal({ table, sealer }),
      createListOwnProposals({ table }),
      createListReceipts(receipts),
      createListProposals({ table }),
    ],
    table,
  );
};
