import type { Stored } from '../platform/change.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning, type Proposal } from '../proposals/rules.ts';
import { nowhere, readProposal } from '../proposals/store.ts';
import { isOpened, type Phase, type Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  checkClearSeat,
  checkFreshlyScoring,
  checkScoringOpen,
  type FreshPanel,
  type Panel,
  type Scorecard,
  scoringPhases,
} from './rules.ts';
import { refusalByStake } from './store/conflicts.ts';
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
  /** The proposal's id where its panel is a fresh one. */
  readonly freshFor: string | null;
  /** In which the scorecard may be written. */
  readonly phases: readonly Phase[];
  /** Until when; null where the evaluation has no deadline. */
  readonly deadline: Instant | null;
  readonly scorecard: Stored<Scorecard> | null;
};

/**
 * Lets a clear member of the panel score an eligible proposal while the round is in evaluation (invariant 5), or a
 * member of its fresh panel after an upheld objection, before the deadline of that panel.
 * For whoever is no evaluator, and before the opening for all, the proposal does not exist.
 */
export const readScoringScene = async (
  table: Table,
  account: Account,
  proposalId: string,
  receivedAt: Instant,
): Promise<ScoringScene | Refusal> => {
  if (isRefusal(actAs(account, ['evaluator']))) return refuse('not-found');
  const proposal = await readProposal(table, proposalId);
  const { roundId, challengeId } = proposal ?? nowhere;
  const [round, first, fresh, evaluator] = await Promise.all([
    readRound(table, roundId),
    readPanel(table, challengeId),
    readFreshPanel(table, proposal ?? nowhere),
    readEvaluator(table, roundId, account.accountId),
  ]);
  const isOpen = round !== null && isOpened(round);
  if (proposal === null || !isInTheRunning(proposal) || !isOpen) return refuse('not-found');
  const panel = fresh ?? first;
  if (panel === null || evaluator === null) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  const conflict = await refusalByStake(table, account, panel);
  if (conflict !== null) return conflict;
  const seat = checkClearSeat(panel, evaluator.evaluatorId, panel);
  if (isRefusal(seat)) return seat;
  const when = scoringOf(round, fresh, proposalId);
  const closed = checkInTime({ round, proposal, fresh }, when.phases, receivedAt);
  if (closed !== null) return closed;
  const { evaluatorId } = evaluator;
  const scorecard = await readScorecard(table, proposalId, evaluatorId);
  return { actor, evaluatorId, proposal, round, panel, ...when, scorecard };
};

const scoringOf = (
  round: Round,
  fresh: FreshPanel | null,
  proposalId: string,
): Pick<ScoringScene, 'freshFor' | 'phases' | 'deadline'> => ({
  freshFor: fresh === null ? null : proposalId,
  phases: scoringPhases(fresh !== null),
  deadline: fresh === null ? round.deadlines.evaluation : fresh.deadline,
});

const checkInTime = (
  {
    round,
    proposal,
    fresh,
  }: { readonly round: Round; readonly proposal: Proposal; readonly fresh: FreshPanel | null },
  phases: readonly Phase[],
  receivedAt: Instant,
): Refusal | null =>
  checkScoringOpen(round, proposal, phases) ??
  (fresh === null ? null : checkFreshlyScoring(fresh, receivedAt));

/** Lets a scorecard be written only in these phases of the round, by the transaction itself. */
export const whileScoring = (roundId: string, phases: readonly Phase[]): AlongsideWrite => ({
  ...whileRoundIs(roundId, phases),
  refusal: (present) => refuseEvaluation('not-scoring-now', { phase: present?.['state'], roundId }),
});
