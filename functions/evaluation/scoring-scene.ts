import type { Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning, type Proposal } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { isOpened, type Phase, type Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  checkClearSeat,
  checkNoConflict,
  checkScoringOpen,
  type Panel,
  type Scorecard,
  scoringPhases,
} from './rules.ts';
import { readFreshPanel, readPanel } from './store/panels.ts';
import { readEvaluator } from './store/pool.ts';
import { readScorecard } from './store/scorecards.ts';

/** Everything that is asked before somebody scores a proposal, and their scorecard as it is. */
export type ScoringScene = {
  readonly actor: PersonActor;
  readonly evaluatorId: string;
  readonly proposal: Stored<Proposal>;
  readonly round: Stored<Round>;
  readonly panel: Stored<Panel>;
  /** In which the scorecard may be written. */
  readonly phases: readonly Phase[];
  readonly scorecard: Stored<Scorecard> | null;
};

/**
 * Lets a clear member of the panel score an eligible proposal while the round is in evaluation (invariant 5), or a
 * member of its fresh panel after an upheld objection.
 * For whoever is no evaluator, and before the opening for all, the proposal does not exist.
 */
export const readScoringScene = async (
  table: Table,
  account: Account,
  proposalId: string,
): Promise<ScoringScene | Refusal> => {
  const role = actAs(account, ['evaluator']);
  const proposal = isRefusal(role) ? null : await readProposal(table, proposalId);
  if (proposal === null || !isInTheRunning(proposal)) return refuse('not-found');
  const { roundId, challengeId } = proposal;
  const [round, first, fresh, evaluator] = await Promise.all([
    readRound(table, roundId),
    readPanel(table, challengeId),
    readFreshPanel(table, proposal),
    readEvaluator(table, roundId, account.accountId),
  ]);
  if (round === null || !isOpened(round)) return refuse('not-found');
  const panel = fresh ?? first;
  if (panel === null || evaluator === null) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  const conflict = checkNoConflict(Object.keys(account.memberships), panel);
  if (conflict !== null) return conflict;
  const seat = checkClearSeat(panel, evaluator.evaluatorId, panel);
  if (isRefusal(seat)) return seat;
  const phases = scoringPhases(fresh !== null);
  const closed = checkScoringOpen(round, proposal, phases);
  if (closed !== null) return closed;
  const { evaluatorId } = evaluator;
  const scorecard = await readScorecard(table, proposalId, evaluatorId);
  return { actor, evaluatorId, proposal, round, panel, phases, scorecard };
};

/** Lets a scorecard be written only in these phases of the round, by the transaction itself. */
export const whileScoring = (roundId: string, phases: readonly Phase[]): AlongsideWrite => ({
  ...whileRoundIs(roundId, phases),
  refusal: (present) => refuseEvaluation('not-scoring-now', { phase: present?.['state'], roundId }),
});
