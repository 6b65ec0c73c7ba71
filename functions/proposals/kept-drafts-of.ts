import { type Account, actAs } from '../platform/identity.ts';
import { hasPassed, type Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { refuseProposal } from './refusals.ts';
import type { KeptDraft } from './rules.ts';
import { readProposal } from './store.ts';
import { listKeptDrafts } from './store/kept-drafts.ts';

/**
 * What is kept of a proposal's draft, for those who may write in it. Refuses `kept-drafts-closed` from the deadline
 * on: what was not submitted by then is nobody's reading.
 */
export const keptDraftsOf = async (
  table: Table,
  account: Account,
  proposalId: string,
  receivedAt: Instant,
): Promise<readonly KeptDraft[] | Refusal> => {
  const proposal = await readProposal(table, proposalId);
  if (proposal === null) return refuse('not-found');
  const actor = actAs(account, ['author', 'signatory'], proposal.supplierId);
  if (isRefusal(actor)) return actor;
  const round = await readRound(table, proposal.roundId);
  const deadline = round?.deadlines.proposals ?? proposal.proposalDeadline;
  if (round?.state !== 'CALL_FOR_PROPOSALS' || hasPassed(deadline, receivedAt))
    return refuseProposal('kept-drafts-closed', { deadline, receivedAt });
  return listKeptDrafts(table, proposalId);
};

/** A kept draft without its text. */
export const presentKept = ({ keptId, kind, keptAt, version, accountId, role }: KeptDraft) => ({
  keptId,
  kind,
  keptAt,
  version,
  accountId,
  role,
});
