import type { Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning, type Proposal } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { isOpened, type Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refuseEvaluation } from './refusals.ts';
import { checkClearSeat, checkNoConflict, checkScoringOpen, type Panel, type Scorecard } from './rules.ts';
import { readPanel } from './store/panels.ts';
import { readEvaluator } from './store/pool.ts';
import { readScorecard } from './store/scorecards.ts';

/** Everything that is asked before somebody scores a proposal, and their scorecard as it is. */
export type ScoringScene = {
  readonly actor: PersonActor;
  readonly evaluatorId: string;
  readonly proposal: Stored<Proposal>;
  readonly round: Stored<Round>;
  readonly panel: Stored<Panel>;
  readonly scorecard: Stored<Scorecard> | null;
};

/**
 * Lets a clear member of the panel score an eligible proposal while the round is in evaluation (invariant 5).
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
  const [round, panel, evaluator] = await Promise.all([
    readRound(table, roundId),
    readPanel(table, challengeId),
    readEvaluator(table, roundId, account.accountId),
  ]);
  if (round === null || !isOpened(round)) return refuse('not-found');
  if (panel === null || evaluator === null) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  const conflict = checkNoConflict(Object.keys(account.memberships), panel);
  if (conflict !== null) return conflict;
  const seat = checkClearSeat(panel, evaluator.evaluatorId, panel);
  if (isRefusal(seat)) return seat;
  const closed = checkScoringOpen(round, proposal);
  if (closed !== null) return closed;
  const { evaluatorId } = evaluator;
  const scorecard = await readScorecard(table, proposalId, evaluatorId);
  return { actor, evaluatorId, proposal, round, panel, scorecard };
};

/** Lets a scorecard be written only while the round is in evaluation, by the transaction itself. */
export const whileScoring = (roundId: string): AlongsideWrite => ({
  ...whileRoundIs(roundId, ['EVALUATION']),
  refusal: (present) => refuseEvaluation('not-scoring-now', { phase: present?.['state'], roundId }),
});
