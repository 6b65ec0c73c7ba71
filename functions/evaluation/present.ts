import { describePinned } from '../attachments/rules.ts';
import type { Organisation } from '../organisations/rules.ts';
import type { Stored } from '../platform/change.ts';
import type { Instant } from '../platform/instant.ts';
import { effectiveProposalState, type Proposal } from '../proposals/rules.ts';
import type { Round } from '../rounds/rules.ts';
import {
  effectiveScorecardState,
  type Clarification,
  type Evaluator,
  type History,
  type Outliers,
  type Panel,
  type PoolSupplement,
  type Scorecard,
  awaitedSupplement,
  type Screening,
  type Undertaking,
} from './rules.ts';

/** Who proposes together with the lead, as submitted. */
export const presentPartners = (
  { partners }: Pick<Proposal, 'partners'>,
  suppliers: ReadonlyMap<string, Pick<Organisation, 'name'>>,
) =>
  partners.map(({ organisationId }) => ({
    organisationId,
    name: suppliers.get(organisationId)?.name ?? null,
  }));

/** What is told of an opened proposal beside its content. */
export const presentOpened = (
  proposal: Stored<Proposal>,
  round: Round,
  suppliers: ReadonlyMap<string, Pick<Organisation, 'name'>>,
  at: Instant,
) => ({
  proposalId: proposal.proposalId,
  challengeId: proposal.challengeId,
  roundId: proposal.roundId,
  supplierId: proposal.supplierId,
  supplierName: suppliers.get(proposal.supplierId)?.name ?? null,
  partners: presentPartners(proposal, suppliers),
  state: effectiveProposalState(proposal, round, at),
  submissionNumber: proposal.submissionNumber,
  submittedAt: proposal.submittedAt,
  acknowledgedCorrection: proposal.acknowledgedCorrection,
  eligibilityReason: proposal.eligibilityReason,
  version: proposal.bookkeeping.version,
});

/** How much may be told of somebody of a pool. */
export type ShownOfEvaluator = {
  /** And with it the instant of the undertaking: by either whose pseudonym is whose. */
  readonly pseudonym: boolean;
  readonly undertaking: boolean;
};

/** Somebody of a pool with their history; the pseudonym only where it may be told whose it is. */
export const presentEvaluator = (
  evaluator: Evaluator,
  history: History,
  undertaking: Undertaking | null,
  shows: ShownOfEvaluator,
) => ({
  roundId: evaluator.roundId,
  accountId: evaluator.accountId,
  organisationId: evaluator.organisationId,
  name: evaluator.name,
  expertise: evaluator.expertise,
  listedAt: evaluator.listedAt,
  evaluatorId: shows.pseudonym ? evaluator.evaluatorId : null,
  history,
  undertaking: shows.undertaking ? presentUndertaking(undertaking, shows.pseudonym) : { state: 'HIDDEN' },
});

const presentUndertaking = (undertaking: Undertaking | null, showsInstant: boolean) =>
  undertaking === null
    ? { state: 'MISSING' }
    : {
        state: undertaking.state,
        version: undertaking.textVersion,
        sha256: undertaking.sha256,
        givenAt: showsInstant ? undertaking.givenAt : null,
      };

/** A panel by pseudonyms; why somebody is recused stays inside. */
export const presentPanel = (panel: Panel, version: number) => ({
  challengeId: panel.challengeId,
  seats: panel.seats.map(({ evaluatorId, standing, declaredAt }) => ({ evaluatorId, standing, declaredAt })),
  reserve: panel.reserve.map(({ evaluatorId }) => evaluatorId),
  version,
});

/** A scorecard by pseudonym; `flagged` are the proposal's outliers that await an answer. */
export const presentScorecard = (scorecard: Scorecard, version: number, flagged: Outliers) => {
  const state = effectiveScorecardState(scorecard, flagged);
  return {
    proposalId: scorecard.proposalId,
    evaluatorId: scorecard.evaluatorId,
    state,
    points: scorecard.points,
    gates: scorecard.gates,
    reasons: scorecard.reasons,
    outlierDimensions: state === 'OUTLIER_FLAGGED' ? (flagged.get(scorecard.evaluatorId) ?? []) : [],
    answerReason: scorecard.answerReason,
    submittedAt: scorecard.submittedAt,
    version,
  };
};

/** A question about a proposal; `showsProposer` for the agency alone, so that no supplier learns whose it was. */
export const presentClarification = (
  clarification: Clarification,
  version: number,
  showsProposer: boolean,
) => ({
  clarificationId: clarification.clarificationId,
  proposalId: clarification.proposalId,
  challengeId: clarification.challengeId,
  state: clarification.state,
  question: clarification.question,
  proposedBy: showsProposer ? clarification.proposedBy : null,
  // When it was proposed could lead to whoever was at work then.
  raisedAt: showsProposer
    ? clarification.raisedAt
    : (clarification.askedAt ?? clarification.declinedAt ?? clarification.raisedAt),
  askedAt: clarification.askedAt,
  deadline: clarification.deadline,
  answer: clarification.answer,
  answeredAt: clarification.answeredAt,
  declineReason: clarification.declineReason,
  declinedAt: clarification.declinedAt,
  version,
});

/** How a proposal was screened, for its supplier and for those who read it. */
export const presentScreening = (screening: Screening, version: number, at: Instant) => ({
  proposalId: screening.proposalId,
  challengeId: screening.challengeId,
  roundId: screening.roundId,
  state: screening.state,
  awaitedUntil: awaitedSupplement(screening, at)?.deadline ?? null,
  supplements: screening.supplements.map(({ documents, ...supplement }) => ({
    ...supplement,
    documents: describePinned(documents),
  })),
  decisions: screening.decisions,
  reply: screening.reply,
  version,
});

/** Who is proposed for the pool of a drawn round; under which pseudonyms stays inside. */
export const presentPoolSupplement = (supplement: PoolSupplement, version: number) => ({
  roundId: supplement.roundId,
  state: supplement.state,
  number: supplement.number,
  entries: supplement.entries.map(({ accountId, organisationId, name, expertise }) => ({
    accountId,
    organisationId,
    name,
    expertise,
  })),
  proposedAt: supplement.proposedAt,
  approvedAt: supplement.approvedAt,
  version,
});
