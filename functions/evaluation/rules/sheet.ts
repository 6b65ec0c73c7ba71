import type { ScoreSheet, SheetProposal, SheetScorecard } from '../../decisions/rules/score-sheet.ts';
import { sha256Hex } from '../../platform/digest.ts';
import type { Proposal, ProposalContent } from '../../proposals/rules.ts';
import type { Round } from '../../rounds/rules.ts';
import type { Panel } from './panel.ts';
import type { Scorecard } from './scorecard.ts';
import { lockedOfPanel } from './standing.ts';

/**
 * The score sheet of a round (DOMAIN.md, «Score sheet»): everything that the result is a function of.
 *
 * - ELIGIBLE proposals stand in it with every locked scorecard of members who are clear of conflict. `gatesPassed` is
 *   true if each gate of the policy was passed by more than half of these scorecards; a proposal without scorecards
 *   failed no gate, it was not evaluated.
 * - INELIGIBLE ones stand in it with `gatesPassed` false and no scorecards.
 * - What was withdrawn after the opening is left out, with its scorecards.
 * - `drawSeed` is the seed of the draw that seated the panels. Where nothing was eligible there is no panel, and no
 *   lot either: then it is the SHA-256 of the round's id, so that the field is never empty.
 *
 * Proposals ascend by id, scorecards by proposal id, then evaluator id. `contents` by proposal id, `panels` in any
 * order. Throws for a proposal that nobody screened or whose content is missing: the caller asks `standingOf` first.
 */
export const assembleScoreSheet = (
  round: Pick<Round, 'roundId' | 'policy'>,
  proposals: readonly Pick<Proposal, 'proposalId' | 'challengeId' | 'state'>[],
  contents: ReadonlyMap<string, Pick<ProposalContent, 'priceInWon'>>,
  panels: readonly Panel[],
  scorecards: readonly Scorecard[],
): ScoreSheet => {
  const { allocation, budgetInWon, ruleVersion, scoring } = round.policy;
  const panelOfChallenge = new Map(panels.map((panel) => [panel.challengeId, panel]));
  const cardsOfProposal = Map.groupBy(scorecards, ({ proposalId }) => proposalId);
  const placed = proposals
    .filter(({ state }) => state !== 'WITHDRAWN_AFTER_OPENING')
    .sort((left, right) => compare(left.proposalId, right.proposalId))
    .map(({ proposalId, challengeId, state }) => {
      const priceInWon = contents.get(proposalId)?.priceInWon;
      if (priceInWon === undefined)
        throw new TypeError(`The content of the proposal ${proposalId} is missing`);
      if (state !== 'ELIGIBLE' && state !== 'INELIGIBLE')
        throw new TypeError(`The proposal ${proposalId} is ${state}; a sheet takes screened ones only`);
      const panel = panelOfChallenge.get(challengeId);
      const cards =
        state === 'ELIGIBLE' && panel !== undefined
          ? lockedOfPanel(panel, cardsOfProposal.get(proposalId) ?? [])
          : [];
      const gatesPassed = state === 'ELIGIBLE' && passesGates(scoring.gates, cards);
      const proposal: SheetProposal = { proposalId, challengeId, priceInWon, gatesPassed };
      return { proposal, cards };
    });
  return {
    ruleVersion,
    budgetInWon,
    policy: allocation.policy,
    maxFundedPerChallenge: allocation.maxFundedPerChallenge,
    drawSeed: panels[0]?.drawSeed ?? sha256Hex(round.roundId),
    passMark: scoring.passMark,
    cutOffPercent: scoring.cutOffPercent,
    trimFrom: scoring.trimFrom,
    tieBreak: scoring.tieBreak,
    // The sheet holds what the result is a function of: what the points mean stands in the round's policy.
    dimensions: scoring.dimensions.map((dimension) => ({
      name: dimension.name,
      criteria: dimension.criteria.map(({ name, maximum }) => ({ name, maximum })),
    })),
    proposals: placed.map(({ proposal }) => proposal),
    scorecards: placed.flatMap(({ cards }) => cards.map(sheetScorecard).sort(byEvaluator)),
  };
};

/** True if each gate was passed by more than half of the scorecards; without any, no gate was failed. */
export const passesGates = (gates: readonly string[], cards: readonly Scorecard[]): boolean =>
  cards.length === 0 ||
  gates.every((gate) => 2 * cards.filter((card) => card.gates[gate] === true).length > cards.length);

const sheetScorecard = ({ proposalId, evaluatorId, points }: Scorecard): SheetScorecard => ({
  proposalId,
  evaluatorId,
  points,
});

const byEvaluator = (left: SheetScorecard, right: SheetScorecard): number =>
  compare(left.evaluatorId, right.evaluatorId);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
