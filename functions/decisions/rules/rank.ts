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
  for (const [at, { proposal, place }] of passed.entries()) {
    const verdict = verdictAt(verdicts, at);
    if (verdict.outcome === 'FUNDED') committedInWon += proposal.priceInWon;
    list.push(rowOf(sheet, scores, proposal, place, list.length + 1, verdict));
  }
  for (const { proposal, place, reason } of rejected)
    list.push(rowOf(sheet, scores, proposal, place, list.length + 1, { outcome: 'REJECTED', reason }));

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

const rowOf = (
  sheet: ScoreSheet,
  scores: Scores,
  { proposalId, challengeId, priceInWon }: SheetProposal,
  place: number,
  rank: number,
  verdict: Verdict,
): PriorityRow => {
  const { dimensions } = sheet;
  const cardCount = scores.cardCounts[place] ?? 0;
  const isScored = cardCount > 0;
  return {
    rank,
    proposalId,
    challengeId,
    total: isScored ? (scores.totals[place] ?? 0) : null,
    // From entries, because a dimension may be called `__proto__`.
    dimensions: Object.fromEntries(
      dimensions.map(({ name }, at) => [
        name,
        isScored ? (scores.dimensionScores[place * dimensions.length + at] ?? 0) : null,
      ]),
    ),
    keptScorecards: keptScorecards(cardCount, sheet.trimFrom),
    priceInWon,
    ...verdict,
  };
};
