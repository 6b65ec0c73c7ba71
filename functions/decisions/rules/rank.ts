import { canonicalJson } from '../../platform/canonical-json.ts';
import { allocate, verdictAt } from './allocation.ts';
import { orderProposals } from './ordering.ts';
import type { PriorityList, PriorityRow, ScoreSheet, SheetProposal, Verdict } from './score-sheet.ts';
import { keptScorecards, rejectionsOf, scoreProposals, type Scores } from './scoring.ts';

/**
 * The priority list of a sheet: a function of the sheet alone (DOMAIN.md, invariant 7). Expects what `parseScoreSheet`
 * answers. Throws `SheetCannotBeRanked` as that class says.
 */
export const rankSheet = (sheet: ScoreSheet): PriorityList => {
  const scores = scoreProposals(sheet);
  const rejections = rejectionsOf(sheet, scores);
  const order = orderProposals(sheet, scores);
  const passed = Array.from(order.filter((place) => rejections[place] === null));
  const verdicts = allocate(
    passed.map((place) => proposalAt(sheet, place)),
    passed.map((place) => scores.totals[place] ?? 0),
    sheet,
  );

  const list: PriorityRow[] = [];
  let committedInWon = 0;
  const writeRow = rowWriter(sheet, scores);
  for (const place of passed) {
    const row = writeRow(list.length + 1, place, verdictAt(verdicts, list.length));
    if (row.outcome === 'FUNDED') committedInWon += row.priceInWon;
    list.push(row);
  }
  for (const place of order) {
    const reason = rejections[place] ?? null;
    if (reason !== null) list.push(writeRow(list.length + 1, place, { outcome: 'REJECTED', reason }));
  }

  const { ruleVersion, policy, budgetInWon } = sheet;
  return { ruleVersion, policy, budgetInWon, committedInWon, list };
};

/** The list as it is published, hashed and compared: canonical JSON (RFC 8785) without a newline at the end. */
export const rankSheetToCanonicalJson = (sheet: ScoreSheet): string => canonicalJson(rankSheet(sheet));

const proposalAt = (sheet: ScoreSheet, place: number): SheetProposal => {
  const proposal = sheet.proposals[place];
  if (proposal === undefined) throw new RangeError(`The sheet has no proposal at ${place}`);
  return proposal;
};

/** Makes the function that writes a row of this sheet's list. */
const rowWriter = (
  sheet: ScoreSheet,
  { cardCounts, totals, dimensionScores }: Scores,
): ((rank: number, place: number, verdict: Verdict) => PriorityRow) => {
  const names = sheet.dimensions.map(({ name }) => name);
  // From entries and by copies, so that even a dimension called `__proto__` is a field like any other.
  const unscored: Readonly<Record<string, number | null>> = Object.fromEntries(
    names.map((name) => [name, null]),
  );
  const scoresAt = (place: number): Readonly<Record<string, number | null>> => {
    const scored = { ...unscored };
    let cell = place * names.length;
    for (const name of names) scored[name] = dimensionScores[cell++] ?? 0;
    return scored;
  };
  return (rank, place, verdict) => {
    const { proposalId, challengeId, priceInWon } = proposalAt(sheet, place);
    const cardCount = cardCounts[place] ?? 0;
    return {
      ...verdict,
      rank,
      proposalId,
      challengeId,
      total: cardCount > 0 ? (totals[place] ?? 0) : null,
      dimensions: cardCount > 0 ? scoresAt(place) : unscored,
      keptScorecards: keptScorecards(cardCount, sheet.trimFrom),
      priceInWon,
    };
  };
};
