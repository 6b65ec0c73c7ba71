import { canonicalJson } from '../../platform/canonical-json.ts';
import { allocate } from './allocation.ts';
import { orderProposals } from './ordering.ts';
import type { PriorityList, PriorityRow, RejectionReason, ScoreSheet, Verdict } from './score-sheet.ts';
import { keptScorecards, rejectionsOf, scoreProposals, type Scores } from './scoring.ts';

/**
 * The priority list of a sheet: a function of the sheet alone (DOMAIN.md, invariant 7). Expects what `parseScoreSheet`
 * answers. Throws `SheetCannotBeRanked` as that class says.
 */
export const rankSheet = (sheet: ScoreSheet): PriorityList => {
  const scores = scoreProposals(sheet);
  const { order, verdicts } = decideInOrder(sheet, scores);
  const ranks = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) ranks[order[at] ?? 0] = at + 1;

  // Rows are made as the proposals stand in the sheet, side by side in memory, and put where their ranks are.
  const list = new Array<PriorityRow>(order.length);
  const writeRow = rowWriter(sheet, scores);
  let committedInWon = 0;
  for (let place = 0; place < ranks.length; place++) {
    const rank = ranks[place] ?? 0;
    const row = writeRow(place, rank, found(verdicts[rank - 1]));
    if (row.outcome === 'FUNDED') committedInWon += row.priceInWon;
    list[rank - 1] = row;
  }
  const { ruleVersion, policy, budgetInWon } = sheet;
  return { ruleVersion, policy, budgetInWon, committedInWon, list };
};

/** The list as it is published, hashed and compared: canonical JSON (RFC 8785) without a newline at the end. */
export const rankSheetToCanonicalJson = (sheet: ScoreSheet): string => canonicalJson(rankSheet(sheet));

/** Places in the sheet in the order of the list, with the verdicts on them: the passed, then the rest. */
const decideInOrder = (
  sheet: ScoreSheet,
  scores: Scores,
): { readonly order: readonly number[]; readonly verdicts: readonly Verdict[] } => {
  const rejections = rejectionsOf(sheet, scores);
  const passed: number[] = [];
  const rejected: number[] = [];
  const rejectedVerdicts: Verdict[] = [];
  for (const place of orderProposals(sheet, scores)) {
    const reason = rejections[place] ?? null;
    if (reason === null) {
      passed.push(place);
    } else {
      rejected.push(place);
      rejectedVerdicts.push(REJECTED[reason]);
    }
  }
  const verdicts = allocate(
    passed.map((place) => found(sheet.proposals[place])),
    passed.map((place) => scores.totals[place] ?? 0),
    sheet,
  );
  return { order: passed.concat(rejected), verdicts: verdicts.concat(rejectedVerdicts) };
};

const REJECTED: Readonly<Record<RejectionReason, Verdict>> = {
  'gate-failed': { outcome: 'REJECTED', reason: 'gate-failed' },
  'not-evaluated': { outcome: 'REJECTED', reason: 'not-evaluated' },
  'below-pass-mark': { outcome: 'REJECTED', reason: 'below-pass-mark' },
  'below-cut-off': { outcome: 'REJECTED', reason: 'below-cut-off' },
};

/** Every place has its proposal and every rank its verdict; the type system cannot see that. */
const found = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new RangeError('A place of the sheet has no proposal or no verdict');
  return value;
};

/** Makes the function that writes a row of this sheet's list. */
const rowWriter = (
  sheet: ScoreSheet,
  { cardCounts, totals, dimensionScores }: Scores,
): ((place: number, rank: number, verdict: Verdict) => PriorityRow) => {
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
  return (place, rank, verdict) => {
    const { proposalId, challengeId, priceInWon } = found(sheet.proposals[place]);
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
