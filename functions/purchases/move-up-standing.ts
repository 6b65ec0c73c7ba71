import { readDecision, readPriorityList, type Records } from '../decisions/store.ts';
import { readHold } from '../objections/store.ts';
import { refuse, type Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readProposals } from '../proposals/store.ts';
import type { Round } from '../rounds/rules.ts';
import { type BoughtLine, linesThatMoveUp, type MoveUp } from './rules.ts';
import { listPurchasesOfRound, readBudget } from './store.ts';

export type MoveUpDependencies = {
  readonly table: Table;
  readonly records: Records;
  /** Tells the round's machine that there is a purchase to begin. */
  readonly wakeRound: (roundId: string) => Promise<void>;
};

/** What the reserve of a round gives with the money that is free now. */
export const readMoveUpStanding = async (
  { table, records }: Pick<MoveUpDependencies, 'table' | 'records'>,
  round: Round,
  before: Pick<MoveUp, 'movedUp'> | null,
): Promise<
  | { readonly freeInWon: number; readonly lines: readonly BoughtLine[]; readonly areAllBegun: boolean }
  | Refusal
> => {
  const { roundId, policy } = round;
  const [decision, budget, purchases, hold] = await Promise.all([
    readDecision(table, roundId),
    readBudget(table, roundId),
    listPurchasesOfRound(table, roundId),
    readHold(table, records, roundId),
  ]);
  if (decision === null || budget === null) return refuse('not-found');
  const { list } = await readPriorityList(records, decision);
  // A funded one that was withdrawn before its purchase began frees its challenge's cap as well.
  const passed = list.filter(({ outcome }) => outcome !== 'REJECTED').map(({ proposalId }) => proposalId);
  const proposals = await readProposals(table, passed);
  const lines = linesThatMoveUp(
    {
      list,
      movedUp: before?.movedUp ?? [],
      purchases: new Map(purchases.map((purchase) => [purchase.proposalId, purchase])),
      withdrawn: new Set(
        proposals
          .filter(({ state }) => state === 'WITHDRAWN_AFTER_OPENING')
          .map(({ proposalId }) => proposalId),
      ),
    },
    {
      policy: policy.allocation.policy,
      maxFundedPerChallenge: policy.allocation.maxFundedPerChallenge,
      freeInWon: budget.availableInWon,
    },
  );
  return {
    freeInWon: budget.availableInWon,
    lines,
    areAllBegun: budget.startedAt !== null && !hold.isUnsettled,
  };
};
