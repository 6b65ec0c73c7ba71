import { allocate } from './allocation.ts';
import { orderProposals } from './ordering.ts';
import type { PriorityList, PriorityRow, ScoreSheet, Verdict } from './score-sheet.ts';
import { cutOffScores, keptScorecards, rejectionOf, scoreProposals, type Scores } from './scoring.ts';

/**
 * The priority list of a sheet: a function of the sheet alone (DOMAIN.md, invariant 7). Expects what `parseScoreSheet`
 * answers. Throws `SheetCannotBeRanked` as that class says.
 */
export const rankSheet = (sheet: ScoreSheet): PriorityList => {
  const scores = scoreProposals(sheet);
  const cutOffs = cutOffScores(sheet);
  const order = orderProposals(sheet, scores);
  const rejections = sheet.proposals.map((_, place) => rejectionOf(sheet, scores, cutOffs, place));
  const passed = order.filter((place) => rejections[place] === null);
  const others = order.filter((place) => rejections[place] !== null);

  const verdicts = allocate(
    Array.from(passed, (place) => ({
      challengeId: sheet.proposals[place]?.challengeId ?? '',
      total: scores.totals[place] ?? 0,
      priceInWon: sheet.proposals[place]?.priceInWon ?? 0,
    })),
    sheet,
  );
  const list = [
    ...Array.from(passed, (place, index) => rowOf(sheet, scores, place, index, verdictAt(verdicts, index))),
    ...Array.from(others, (place, index) => {
      const reason = rejections[place] ?? 'gate-failed';
      return rowOf(sheet, scores, place, passed.length + index, { outcome: 'REJECTED', reason });
    }),
  ];
  return {
    ruleVersion: sheet.ruleVersion,
    policy: sheet.policy,
    budgetInWon: sheet.budgetInWon,
    committedInWon: list.reduce((sum, row) => sum + (row.outcome === 'FUNDED' ? row.priceInWon : 0), 0),
    list,
  };
};

const verdictAt = (verdicts: readonly Verdict[], index: number): Verdict => {
  const verdict = verdicts[index];
  if (verdict === undefined) throw new TypeError(`The allocation judged no proposal at ${index}`);
  return verdict;
};

const rowOf = (
  sheet: ScoreSheet,
  scores: Scores,
  place: number,
  index: number,
  verdict: Verdict,
): PriorityRow => {
  const proposal = sheet.proposals[place];
  if (proposal === undefined) throw new TypeError(`The sheet has no proposal at ${place}`);
  const cardCount = scores.cardCounts[place] ?? 0;
  const isScored = cardCount > 0;
  const dimensions: Record<string, number | null> = Object.create(null);
  for (const [at, { name }] of sheet.dimensions.entries())
    dimensions[name] = isScored ? (scores.dimensionScores[place * sheet.dimensions.length + at] ?? 0) : null;
  return {
    rank: index + 1,
    proposalId: proposal.proposalId,
    challengeId: proposal.challengeId,
    total: isScored ? (scores.totals[place] ?? 0) : null,
    dimensions,
    keptScorecards: isScored ? keptScorecards(cardCount, sheet.trimFrom) : 0,
    priceInWon: proposal.priceInWon,
    ...verdict,
  };
};
