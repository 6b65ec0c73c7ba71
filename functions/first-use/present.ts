import { describePinned } from '../attachments/rules.ts';
import type { Instant } from '../platform/instant.ts';
import { effectiveFirstUseState, type FirstUse } from './rules.ts';

/** A first use as the API answers it at an instant; who of an organisation acted stays inside. */
export const presentFirstUse = (firstUse: FirstUse, version: number, at: Instant) => {
  const { report } = firstUse;
  return {
    purchaseId: firstUse.purchaseId,
    roundId: firstUse.roundId,
    proposalId: firstUse.proposalId,
    challengeId: firstUse.challengeId,
    supplierId: firstUse.supplierId,
    firstUserId: firstUse.firstUserId,
    state: effectiveFirstUseState(firstUse, at),
    acceptedAt: firstUse.acceptedAt,
    trialEndsAt: firstUse.trialEndsAt,
    targets: firstUse.targets,
    plan: firstUse.plan && {
      steps: firstUse.plan.steps,
      methods: firstUse.plan.methods,
      at: firstUse.plan.at,
    },
    report: report && {
      verdict: report.verdict,
      measurements: report.measurements,
      evidence: report.evidence,
      documents: describePinned(report.documents),
      at: report.at,
    },
    comment: firstUse.comment && { text: firstUse.comment.text, at: firstUse.comment.at },
    publishedAt: firstUse.publication?.at ?? null,
    version,
  };
};

/** A verdict as everybody sees it; null before its publication. */
export const presentVerdict = (firstUse: FirstUse) => {
  const { report, publication } = firstUse;
  return report === null || publication === null
    ? null
    : {
        purchaseId: firstUse.purchaseId,
        proposalId: firstUse.proposalId,
        challengeId: firstUse.challengeId,
        supplierId: firstUse.supplierId,
        firstUserId: firstUse.firstUserId,
        verdict: report.verdict,
        measurements: report.measurements,
        evidence: report.evidence,
        comment: firstUse.comment?.text ?? null,
        acceptedAt: firstUse.acceptedAt,
        trialEndsAt: firstUse.trialEndsAt,
        reportedAt: report.at,
        publishedAt: publication.at,
      };
};
