import { readSettlement, whileNoFurtherObjection } from '../objections/store.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import type { Instant } from '../platform/instant.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { whilePurchasesSettled } from '../purchases/store.ts';
import { checkObjectionsIn, checkObjectionsSettled, type Round, type RoundAction } from './rules.ts';

/** The transitions that lead out of the phases in which an objection can be settled. */
const passing: readonly RoundAction[] = ['begin-first-use', 'complete'];

/**
 * What a transition must hold beside its own guard, so that it passes over no objection: refused while one may still be
 * on its way or is not settled, and written only if none was made, and no purchase begun, since it was looked at (invariants 10 and 14).
 * To be asked before the purchases are counted: what a revision funds is counted from its approval on.
 */
export const passPastObjections = async (
  table: Table,
  round: Round,
  action: RoundAction,
  at: Instant,
): Promise<readonly AlongsideWrite[] | Refusal> => {
  if (!passing.includes(action)) return [];
  const early = action === 'begin-first-use' ? checkObjectionsIn(round, at) : null;
  if (early !== null) return early;
  const { roundId } = round;
  const { made, isUnsettled } = await readSettlement(table, roundId);
  return (
    checkObjectionsSettled(isUnsettled, roundId) ?? [
      whileNoFurtherObjection(roundId, made),
      ...(action === 'begin-first-use' ? [whilePurchasesSettled(roundId)] : []),
    ]
  );
};
