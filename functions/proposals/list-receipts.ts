import { readInclusion } from '../ledger/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { createLogOnce } from '../platform/log.ts';
import { refuse } from '../platform/refusal.ts';
import { receiptOf } from './store/receipt.ts';
import { listReceipts } from './schema.ts';
import { readProposal } from './store.ts';
import { isReceipted, keepSignature, pageOfEntries, type ReceiptEntry } from './store/receipts.ts';
import type { ReceiptDependencies } from './submit-proposal.ts';

/** The receipts of a proposal again, for its supplier. A signature that could not be made in time is made now. */
export const createListReceipts = (deps: ReceiptDependencies): Implementation =>
  implement(listReceipts, async ({ account, parameters, query, requestId }) => {
    const proposal = await readProposal(deps.table, parameters.proposalId);
    if (proposal === null || account.memberships[proposal.supplierId] === undefined)
      return refuse('not-found');
    const page = await pageOfEntries(deps.table, proposal.proposalId, query.cursor ?? null);
    const entries = page.rows.filter(isReceipted);
    const say = createLogOnce();
    const rows = await Promise.all(
      entries.map(async (entry) => {
        const signature =
          entry.signature ??
          (await signLate(deps, entry, (name) => {
            say('WARN', 'receipt-unsigned', { requestId, name });
          }));
        const inclusion = await readInclusion(deps.table, entry.leaf.log, entry.logIndex ?? null);
        const receipt = receiptOf(entry.leaf, signature, entry.disclosure ?? null, deps.keyId);
        return inclusion === null ? receipt : { ...receipt, inclusion };
      }),
    );
    return answer(200, { rows, cursor: page.cursor });
  });

const signLate = async (
  { table, sign }: ReceiptDependencies,
  entry: ReceiptEntry,
  tellOfFault: (name: string) => void,
): Promise<string | null> => {
  try {
    const signature = await sign(canonicalJson(entry.leaf));
    await keepSignature(table, entry, signature);
    return signature;
  } catch (error) {
    // The receipt is as good as it was: unsigned, and asked for again later.
    tellOfFault(error instanceof Error ? error.name : 'unknown');
    return null;
  }
};
