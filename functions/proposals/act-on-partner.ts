import { fieldsOf, type Stored } from '../platform/change.ts';
import { type AlongsideWrite, commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Answer, Idempotency } from '../platform/idempotency.ts';
import type { PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { LedgerEntry } from '../platform/ledger.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { whileCallStands } from '../rounds/store.ts';
import { presentPartner } from './present-partner.ts';
import { checkEditable, type Partner, type PartnerAction, partnerStep, type Proposal } from './rules.ts';
import { attemptInTime, readProposal } from './store.ts';
import { partnerChange, readPartner } from './store/partners.ts';

/** A proposal with one of its partners, both as they were read. */
export type Partnership = { readonly proposal: Stored<Proposal>; readonly partner: Stored<Partner> };

/** A partner with its proposal; `not-found` where the organisation was never asked. */
export const readPartnership = async (
  table: Table,
  { proposalId, organisationId }: { readonly proposalId: string; readonly organisationId: string },
): Promise<Partnership | Refusal> => {
  const [proposal, partner] = await Promise.all([
    readProposal(table, proposalId),
    readPartner(table, { proposalId, organisationId }),
  ]);
  return proposal === null || partner === null ? refuse('not-found') : { proposal, partner };
};

type Act = {
  readonly action: Exclude<PartnerAction, 'invite'>;
  readonly reason: string | null;
  readonly actor: PersonActor;
  readonly receivedAt: Instant;
  readonly idempotency: Idempotency | null;
  /** What must hold of the proposal, and what moves with the partner. */
  readonly alongside: (proposal: Stored<Proposal>) => readonly AlongsideWrite[];
  readonly notices: (after: Partner, entry: LedgerEntry, proposal: Proposal) => readonly Notice[];
};

/** Takes an arrow of a partner, in time for its proposal, and tells whom it concerns. */
export const actOnPartner = (
  table: Table,
  { proposal: found, partner }: Partnership,
  { action, actor, alongside, idempotency, notices, reason, receivedAt }: Act,
): Promise<Answer | Refusal> =>
  attemptInTime(table, found, receivedAt, async (proposal) => {
    const late = checkEditable(proposal, receivedAt);
    if (late !== null) return late;
    const after = partnerStep(fieldsOf(partner), action, receivedAt);
    if (isRefusal(after)) return after;
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [partnerChange(partner, after, action, reason)],
      alongside: [...alongside(proposal), whileCallStands(proposal.roundId, proposal.proposalId)],
      idempotency,
      notices: ({ entries: [entry] }) => (entry === undefined ? [] : notices(after, entry.leaf, proposal)),
      answer: ({ versions: [version = 0] }) => answer(200, presentPartner(after, proposal, version), version),
    });
  });
