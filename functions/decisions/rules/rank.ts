import { canonicalJson } from '../../platform/canonical-json.ts';
import { allocate, verdictAt } from './allocation.ts';
import { orderProposals } from './ordering.ts';
import type {
  PriorityList,
  PriorityRow,
  RejectionReason,
  ScoreSheet,
  SheetProposal,
  Verdict,
} from './score-sheet.ts';
import { cutOffScores, keptScorecards, rejectionOf, scoreProposals, type Scores } from './scoring.ts';

/**
 * The priority list of a sheet: a function of the sheet alone (DOMAIN.md, invariant 7). Expects what `parseScoreSheet`
 * answers. Throws `SheetCannotBeRanked` as that class says.
 */
export const rankSheet = (sheet: ScoreSheet): PriorityList => {
  const scores = scoreProposals(sheet);
  const { passed, rejected } = judge(sheet, scores);
  const verdicts = allocate(
    passed.map(({ proposal, place }) => ({
      challengeId: proposal.challengeId,
      total: scores.totals[place] ?? 0,
      priceInWon: proposal.priceInWon,
    })),
    sheet,
  );

  const list: PriorityRow[] = [];
  let committedInWon = 0;
  const writeRow = rowWriter(sheet, scores);
  for (const [at, placed] of passed.entries()) {
    const verdict = verdictAt(verdicts, at);
    if (verdict.outcome === 'FUNDED') committedInWon += placed.proposal.priceInWon;
    list.push(writeRow(list.length + 1, placed, verdict));
  }
  for (const placed of rejected)
    list.push(writeRow(list.length + 1, placed, { outcome: 'REJECTED', reason: placed.reason }));

  const { ruleVersion, policy, budgetInWon } = sheet;
  return { ruleVersion, policy, budgetInWon, committedInWon, list };
};

/** The list as it is published, hashed and compared: canonical JSON (RFC 8785) without a newline at the end. */
export const rankSheetToCanonicalJson = (sheet: ScoreSheet): string => canonicalJson(rankSheet(sheet));

type Placed = { readonly proposal: SheetProposal; readonly place: number };
type Rejected = Placed & { readonly reason: RejectionReason };

/** The passed and the rejected, each in the order of the list. */
const judge = (
  sheet: ScoreSheet,
  scores: Scores,
): { readonly passed: readonly Placed[]; readonly rejected: readonly Rejected[] } => {
  const cutOffs = cutOffScores(sheet);
  const passed: Placed[] = [];
  const rejected: Rejected[] = [];
  for (const place of orderProposals(sheet, scores)) {
    const proposal = sheet.proposals[place];
    if (proposal === undefined) throw new RangeError(`The sheet has no proposal at ${place}`);
    const reason = rejectionOf(sheet, scores, cutOffs, place);
    if (reason === null) passed.push({ proposal, place });
    else rejected.push({ proposal, place, reason });
  }
  return { passed, rejected };
};

/** Makes the function that writes a row of this sheet's list. */
const rowWriter = (
  { dimensions, trimFrom }: ScoreSheet,
  { cardCounts, totals, dimensionScores }: Scores,
): ((rank: number, placed: Placed, verdict: Verdict) => PriorityRow) => {
  const names = dimensions.map(({ name }) => name);
  // From entries and by copies, so that even a dimension called `__proto__` is a field like any other.
  const unscored: Readonly<Record<string, number | null>> = Object.fromEntries(
    names.map((name) => [name, null]),
  );
  const scoresAt = (place: number): Readonly<Record<string, number | null>> => {
    const scored = { ...unscored };
    for (const [at, name] of names.entries()) scored[name] = dimensionScores[place * names.length + at] ?? 0;
    return scored;
  };
  return (rank, { proposal, place }, verdict) => {
    const cardCount = cardCounts[place] ?? 0;
    return {
      ...verdict,
      rank,
      proposalId: proposal.proposalId,
      challengeId: proposal.challengeId,
      total: cardCount > 0 ? (totals[place] ?? 0) : null,
      dimensions: cardCount > 0 ? scoresAt(place) : unscored,
      keptScorecards: keptScorecards(cardCount, trimFrom),
      priceInWon: proposal.priceInWon,
    };
  };
};
