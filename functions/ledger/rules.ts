import { type Refusal } from '../platform/refusal.ts';
import { isCalled, isOpened, type Round } from '../rounds/rules.ts';
import { refuseLedger } from './refusals.ts';

/** The public reads a round's ledger from the notice on (DOMAIN.md, invariants 2 and 15). Null: may read. */
export const checkPublicReading = (round: Round): Refusal | null =>
  round.noticeAt === null ? refuseLedger('not-yet-public') : null;

/**
 * An auditor reads everything, but not before the opening (DOMAIN.md, «Who acts»); a round cancelled between the
 * call and the opening stays sealed, as its proposals go back unread. Null: may read.
 */
export const checkAuditing = (round: Round): Refusal | null =>
  isOpened(round) || (round.state === 'CANCELLED' && !isCalled(round))
    ? null
    : refuseLedger('sealed', { roundId: round.roundId });

/** Whoever stands in the round's pool reads no scores through the ledger before the notice (DOMAIN.md, invariant 5). */
export const checkNoPeer = (round: Round, isInPool: boolean): Refusal | null =>
  isInPool && round.noticeAt === null ? refuseLedger('evaluator-audits', { roundId: round.roundId }) : null;
