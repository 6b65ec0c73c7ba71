import { listChallengesOfRound } from '../../challenges/store.ts';
import type { Sealer } from '../../platform/sealing.ts';
import type { Stored } from '../../platform/change.ts';
import type { Table } from '../../platform/table.ts';
import type { Proposal, ProposalContent } from '../../proposals/rules.ts';
import { listProposalsOfChallenge, unsealProposal } from '../../proposals/store.ts';
import type { Round } from '../../rounds/rules.ts';
import type { Panel } from '../rules/panel.ts';
import type { Scorecard } from '../rules/scorecard.ts';
import { type EvaluationStanding, standingOf } from '../rules/standing.ts';
import { inTurns } from './in-turns.ts';
import { readPanels } from './panels.ts';
import { listScorecardsOfProposal } from './scorecards.ts';

const atOnce = 16;

/** The evaluation of a round as it is stored. */
export type StoredEvaluation = {
  readonly proposals: readonly Stored<Proposal>[];
  readonly panels: ReadonlyMap<string, Stored<Panel>>;
  readonly scorecards: ReadonlyMap<string, readonly Stored<Scorecard>[]>;
};

/** Every proposal that was live at the opening; those of a challenge that was cancelled are void and left out. */
export const listLiveProposals = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<Proposal>[]> => {
  const challenges = await listChallengesOfRound(table, roundId);
  const live = challenges.filter(({ state }) =>
    ['SELECTED', 'MATCHED', 'UNMATCHED', 'INCUBATED'].includes(state),
  );
  const proposals = await inTurns(live, atOnce, ({ challengeId }) =>
    listProposalsOfChallenge(table, challengeId),
  );
  return proposals.flat();
};

/** Reads the evaluation of a round: its live proposals, their panels, and the scorecards of the eligible ones. */
export const readEvaluation = async (table: Table, roundId: string): Promise<StoredEvaluation> => {
  const proposals = await listLiveProposals(table, roundId);
  const eligible = proposals.filter(({ state }) => state === 'ELIGIBLE');
  const [panels, scorecards] = await Promise.all([
    readPanels(table, [...new Set(proposals.map(({ challengeId }) => challengeId))]),
    inTurns(eligible, atOnce, async ({ proposalId }) => ({
      proposalId,
      cards: await listScorecardsOfProposal(table, proposalId),
    })),
  ]);
  return {
    proposals,
    panels,
    scorecards: new Map(scorecards.map(({ proposalId, cards }) => [proposalId, cards])),
  };
};

/** How far the evaluation of a round is; what the guards of its phases ask. */
export const evaluationStanding = async (
  table: Table,
  round: Pick<Round, 'roundId' | 'policy'>,
): Promise<EvaluationStanding> => standingOf(round.policy, await readEvaluation(table, round.roundId));

/** The panels of a round, by ascending challenge id. */
export const listPanels = async (table: Table, roundId: string): Promise<readonly Stored<Panel>[]> => {
  const challenges = await listChallengesOfRound(table, roundId);
  const panels = await readPanels(
    table,
    challenges.map(({ challengeId }) => challengeId),
  );
  return [...panels.values()].sort((left, right) => (left.challengeId < right.challengeId ? -1 : 1));
};

/** The contents of proposals by proposal id. Throws where the round's key does not open yet. */
export const unsealContents = async (
  sealer: Sealer,
  proposals: readonly Proposal[],
): Promise<ReadonlyMap<string, ProposalContent>> =>
  new Map(
    await inTurns(proposals, atOnce, async (proposal): Promise<[string, ProposalContent]> => [
      proposal.proposalId,
      await unsealProposal(sealer, proposal),
    ]),
  );
