import type {
  ScoreSheet,
  SheetProposal,
  SheetScorecard,
} from '../../functions/decisions/rules/score-sheet.ts';

/** A sheet of one dimension with one criterion, so that a card's points are its sum; nothing is cut off by it. */
export const plainSheet = (parts: Partial<ScoreSheet>): ScoreSheet => ({
  ruleVersion: '2020.1',
  budgetInWon: 1_000,
  policy: 'skip',
  maxFundedPerChallenge: 1,
  drawSeed: '9f',
  passMark: 0,
  cutOffPercent: 0,
  trimFrom: 5,
  tieBreak: [],
  dimensions: [{ name: 'publicness', criteria: [{ name: 'targets', maximum: 10_000 }] }],
  proposals: [],
  scorecards: [],
  ...parts,
});

/** A proposal of its own challenge for 100 won whose gates passed. */
export const proposal = (proposalId: string, parts: Partial<SheetProposal> = {}): SheetProposal => ({
  proposalId,
  challengeId: `C-${proposalId}`,
  priceInWon: 100,
  gatesPassed: true,
  ...parts,
});

/** Cards of the evaluators E1, E2, … with these points for the criterion of the plain sheet. */
export const cards = (proposalId: string, ...points: readonly number[]): readonly SheetScorecard[] =>
  points.map((targets, at) => ({ proposalId, evaluatorId: `E${at + 1}`, points: { targets } }));
