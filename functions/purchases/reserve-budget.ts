import { readChallenge } from '../challenges/store.ts';
import { commit } from '../platform/commit.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readProposal } from '../proposals/store.ts';
import type { Round } from '../rounds/rules.ts';
import { whileRoundIs } from '../rounds/store.ts';
import { checkPrice, type Funded, purchaseIdOf, reservedPurchase } from './rules.ts';
import { budgetWrites, purchaseChange, readPurchase } from './store.ts';

/**
 * Reserves the price of a funded proposal and makes its purchase, in one transaction that holds only while the
 * round is in its purchases. Idempotent: the purchase's id follows from the proposal's. Answers `withdrawn` for a
 * proposal that has left since the decision, else a refusal where it cannot be begun.
 */
export const reserveBudget = async (
  table: Table,
  round: Round,
  line: { readonly proposalId: string; readonly challengeId: string; readonly priceInWon: number },
  at: Instant,
): Promise<'reserved' | 'withdrawn' | Refusal> => {
  const [proposal, challenge] = await Promise.all([
    readProposal(table, line.proposalId),
    readChallenge(table, line.challengeId),
  ]);
  if (proposal === null || challenge === null) return refuse('not-found', { proposalId: line.proposalId });
  if (proposal.state === 'WITHDRAWN_AFTER_OPENING') return 'withdrawn';
  if (proposal.state !== 'PRIORITISED') return refuse('wrong-state', { state: proposal.state });
  const tooHigh = checkPrice(line.priceInWon, {
    priceCeilingInWon: challenge.priceCeilingInWon,
    maximumPriceInWon: round.policy.maximumPriceInWon,
  });
  if (tooHigh !== null) return tooHigh;
  return writeReservation(
    table,
    {
      purchaseId: purchaseIdOf(line.proposalId),
      roundId: round.roundId,
      proposalId: line.proposalId,
      challengeId: line.challengeId,
      supplierId: proposal.supplierId,
      partnerIds: proposal.partners.map(({ organisationId }) => organisationId),
      firstUserId: challenge.buyerId,
      priceInWon: line.priceInWon,
    },
    at,
  );
};

/** The transaction alone: purchase, entry and money; a purchase that is there already is the one wanted. */
export const writeReservation = async (
  table: Table,
  funded: Funded,
  at: Instant,
): Promise<'reserved' | Refusal> => {
  const purchase = reservedPurchase(funded, at);
  const outcome = await commit(table, {
    at,
    actor: { kind: 'system', task: 'start-purchases' },
    changes: [purchaseChange(null, purchase, 'reserve-budget')],
    alongside: [...budgetWrites(null, purchase), whileRoundIs(funded.roundId, ['PURCHASE'])],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  if (!isRefusal(outcome)) return 'reserved';
  return (await readPurchase(table, funded.purchaseId)) === null ? outcome : 'reserved';
};
