import type { Decision } from './rules/decision.ts';

/** A decision as the API answers it. */
export const presentDecision = (decision: Decision, version: number) => ({
  roundId: decision.roundId,
  state: decision.state,
  sheetSha256: decision.sheetSha256,
  listSha256: decision.listSha256,
  committedInWon: decision.committedInWon,
  recommendedAt: decision.recommendedAt,
  approvedAt: decision.approvedAt,
  notifiedAt: decision.notifiedAt,
  finalAt: decision.finalAt,
  /** Hash of the sheet that is recommended to take the place of this one. */
  revisionSha256: decision.revision?.sheetSha256 ?? null,
  earlier: decision.earlier.map(({ sheetSha256, listSha256, approvedAt }) => ({
    sheetSha256,
    listSha256,
    approvedAt,
  })),
  version,
});
