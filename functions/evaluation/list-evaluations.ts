import { readChallenge } from '../challenges/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Instant } from '../platform/instant.ts';
import type { Table } from '../platform/table.ts';
import { effectiveProposalState } from '../proposals/rules.ts';
import { listProposalsOfChallenge } from '../proposals/store.ts';
import { effectivePhase, isOpened, type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import {
  effectiveScorecardState,
  type Evaluator,
  flaggedScorecards,
  isLocked,
  type Panel,
  type Undertaking,
  undertakingSha256,
} from './rules.ts';
import { presentPartners } from './present.ts';
import { readSuppliers } from './read-suppliers.ts';
import { listEvaluations } from './schema.ts';
import {
  inTurns,
  listFreshPanels,
  listPanels,
  listPoolsOfAccount,
  listScorecardsOfProposal,
  readUndertaking,
} from './store.ts';

/**
 * What an evaluator has to do: the panels the caller sits on, the text to undertake, then the suppliers that proposed (so
 * that a conflict can be declared before anything is read), and how far the caller's own scorecards are. Of a challenge that the caller is
 * recused from nothing is told but that.
 */
export const createListEvaluations = ({ table }: { readonly table: Table }): Implementation =>
  implement(listEvaluations, async ({ account, receivedAt }) => {
    const actor = actAs(account, ['evaluator']);
    if (isRefusal(actor)) return actor;
    const pools = await listPoolsOfAccount(table, account.accountId);
    const rows = await inTurns(pools, 4, (evaluator) => assignmentsOf(table, evaluator, receivedAt));
    return answer(200, { rows: rows.flat() });
  });

const assignmentsOf = async (table: Table, evaluator: Evaluator, at: Instant) => {
  const round = await readRound(table, evaluator.roundId);
  if (round === null || !isOpened(round)) return [];
  const [panels, fresh, undertaken] = await Promise.all([
    listPanels(table, round.roundId),
    listFreshPanels(table, round.roundId),
    readUndertaking(table, round.roundId, evaluator.accountId),
  ]);
  const seated = [
    ...panels.map((panel) => ({ panel, freshFor: null, deadline: round.deadlines.evaluation })),
    ...[...fresh].map(([freshFor, panel]) => ({ panel, freshFor, deadline: panel.deadline })),
  ].filter(({ panel }) => panel.seats.some(({ evaluatorId }) => evaluatorId === evaluator.evaluatorId));
  return inTurns(seated, 4, (one) =>
    assignment(table, round, { ...one, afresh: fresh, undertaken }, evaluator.evaluatorId, at),
  );
};

/** A panel that somebody sits on, and the proposal that it evaluates afresh, if that is what it is for. */
type Seated = {
  readonly panel: Panel;
  readonly freshFor: string | null;
  /** Until when it scores, exclusive; null where no deadline is set. */
  readonly deadline: Instant | null;
  /** The proposals that have a fresh panel. */
  readonly afresh: { readonly has: (proposalId: string) => boolean };
  readonly undertaken: Undertaking | null;
};

const assignment = async (table: Table, round: Round, seated: Seated, evaluatorId: string, at: Instant) => {
  const { panel, freshFor, deadline, undertaken } = seated;
  const { undertaking } = round.policy;
  const standing = panel.seats.find((seat) => seat.evaluatorId === evaluatorId)?.standing;
  const challenge = await readChallenge(table, panel.challengeId);
  return {
    roundId: round.roundId,
    phase: effectivePhase(round, at),
    evaluationDeadline: deadline,
    challengeId: panel.challengeId,
    freshFor,
    challengeTitle: challenge?.title,
    buyerId: challenge?.buyerId,
    evaluatorId,
    standing,
    undertaking: {
      ...undertaking,
      sha256: undertakingSha256(undertaking),
      givenAt: undertaken?.givenAt ?? null,
    },
    proposals:
      standing === 'RECUSED' || undertaken === null
        ? []
        : await toScore(table, round, seated, evaluatorId, at),
  };
};

const toScore = async (
  table: Table,
  round: Round,
  { panel, freshFor, afresh }: Seated,
  evaluatorId: string,
  at: Instant,
) => {
  const proposals = (await listProposalsOfChallenge(table, panel.challengeId)).filter(({ proposalId }) =>
    freshFor === null ? !afresh.has(proposalId) : proposalId === freshFor,
  );
  const suppliers = await readSuppliers(table, proposals);
  return inTurns(
    [...proposals].sort((left, right) => (left.proposalId < right.proposalId ? -1 : 1)),
    8,
    async (proposal) => {
      const scorecards = await listScorecardsOfProposal(table, proposal.proposalId);
      const own = scorecards.find((card) => card.evaluatorId === evaluatorId);
      // Before the own scorecard is locked nothing may depend on the peers' ones.
      const flagged =
        own !== undefined && isLocked(own)
          ? flaggedScorecards(panel, scorecards, round.policy.scoring)
          : new Map<string, readonly string[]>();
      return {
        proposalId: proposal.proposalId,
        supplierId: proposal.supplierId,
        supplierName: suppliers.get(proposal.supplierId)?.name ?? null,
        partners: presentPartners(proposal, suppliers),
        state: effectiveProposalState(proposal, round, at),
        scorecard:
          own === undefined
            ? null
            : { state: effectiveScorecardState(own, flagged), version: own.bookkeeping.version },
      };
    },
  );
};
