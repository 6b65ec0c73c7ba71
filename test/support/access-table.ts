import type { ActorName, PhaseName } from './access-world.ts';

/** A status in every phase, or from each named phase on. */
export type Outcome = number | Readonly<Partial<Record<PhaseName, number>>>;

/** What an operation answers to everybody (`otherwise`), and to the actors that a key names, parted by spaces. */
export type AccessRow = { readonly otherwise: Outcome } & Readonly<Record<string, Outcome>>;

/**
 * Who gets which answer when (DOMAIN.md, «Who acts», invariant 2): a row for each operation, asked with a body that
 * its schema takes, for the owner's proposal, file, organisation and purchase. An operation that needs an account
 * answers the public with 401, which no row repeats. 404 is for what the asker may not know of, 403 for what they may
 * not do, 409 and 422 for what they may do, but not now or not so.
 */
export const accessTable: Readonly<Record<string, AccessRow>> = {
  declareAttachment: { otherwise: 404, owner: 422 },
  downloadAttachment: { otherwise: 404, owner: 200 },
  listAttachments: { otherwise: 404, owner: 200 },
  openParts: { otherwise: 404, owner: 409 },
  receiveAttachment: { otherwise: 404, owner: 200 },
  removeAttachment: { otherwise: 404, owner: { PLANNED: 200, CLOSED_FOR_PROPOSALS: 409 } },
  // The sample names an objection and a file that goes with it.
  declareDocument: { otherwise: 404, owner: { PLANNED: 409, CANCELLED: 409 } },
  listDocuments: { otherwise: 404, owner: 200 },
  openDocumentParts: { otherwise: 404, owner: 409 },
  receiveDocument: { otherwise: 404, owner: 200 },
  removeDocument: { otherwise: 404, owner: 200 },
  downloadDocument: {
    otherwise: 404,
    owner: 200,
    'staff approver auditor': { PLANNED: 404, NOTICE: 200, CANCELLED: 404 },
  },
  readCalendar: { otherwise: 200 },
  setCalendarDay: { otherwise: 403, staff: 200 },
  correctChallenge: {
    otherwise: 403,
    staff: { PLANNED: 409, CALL_FOR_PROPOSALS: 201, CLOSED_FOR_PROPOSALS: 409 },
  },
  listCorrections: { otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 200 } },
  incubateChallenge: { otherwise: 403, staff: 409 },
  returnChallenge: { otherwise: 404, buyer: 409 },
  decideChallenge: { otherwise: 403, staff: 409 },
  draftChallenge: { otherwise: 404 },
  editChallenge: { otherwise: 404, buyer: 409 },
  listChallenges: { otherwise: { PLANNED: 404, CHALLENGE_CALL: 200 } },
  listProposedChallenges: { otherwise: 403, 'buyer otherBuyer staff auditor': 200 },
  readChallenge: { otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 200 } },
  readProposedChallenge: { otherwise: 404, 'buyer staff auditor': 200 },
  submitChallenge: { otherwise: 404, buyer: 409 },
  withdrawChallenge: { otherwise: 404, buyer: 409 },
  prepareDesignation: { otherwise: 403, staff: { PLANNED: 404, NOTICE: 409, CANCELLED: 404 } },
  changeDesignation: { otherwise: 404 },
  readDesignation: { otherwise: 404 },
  listDesignations: { otherwise: 200 },
  listWaitingDesignations: { otherwise: 403, 'staff approver auditor': 200 },
  requestToBuy: { otherwise: 404 },
  recordRepurchase: { otherwise: 404 },
  listBuyingRequests: { otherwise: 404 },
  requestDossier: {
    otherwise: 403,
    staff: { PLANNED: 403, NOTICE: 202, CANCELLED: 403 },
    auditor: { PLANNED: 403, OPENED: 202, CANCELLED: 403 },
  },
  // The sample names a dossier that nobody asked for.
  readDossier: { otherwise: 403, 'staff auditor': 404 },
  approveDecision: { otherwise: 403, approver: { PLANNED: 404, NOTICE: 409, CANCELLED: 404 } },
  readDecision: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readPriorityList: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readRecommendation: {
    otherwise: 403,
    'staff approver auditor': { PLANNED: 404, NOTICE: 200, CANCELLED: 404 },
  },
  // No outcome is open again in the sample, so no revision is recommended.
  readRevision: { otherwise: 403, 'staff approver auditor': 404 },
  readResult: { otherwise: 404, owner: { PLANNED: 409, NOTICE: 200, CANCELLED: 409 } },
  readScoreSheet: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  listExplanations: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readExplanation: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  listDecisiveScorecards: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readPublishedSensitivity: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readBudgetComparison: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readSensitivity: {
    otherwise: 403,
    'staff approver auditor': { PLANNED: 404, NOTICE: 200, CANCELLED: 404 },
  },
  recommendDecision: { otherwise: 403, staff: { PLANNED: 409, DECISION: 201, NOTICE: 409 } },
  recommendRevision: { otherwise: 403, staff: { PLANNED: 404, NOTICE: 409, CANCELLED: 404 } },
  approveRevision: { otherwise: 403, approver: { PLANNED: 404, NOTICE: 409, CANCELLED: 404 } },
  declareFreshConflict: { otherwise: 404 },
  reviseInMeeting: {
    otherwise: 404,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  openPanelMeeting: {
    otherwise: 403,
    staff: { PLANNED: 404, EVALUATION: 201, DECISION: 409, CANCELLED: 404 },
  },
  closePanelMeeting: { otherwise: 403, staff: 404 },
  readPanelMeeting: {
    otherwise: 404,
    'evaluator staff auditor': { PLANNED: 404, EVALUATION: 200, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, EVALUATION: 403, CANCELLED: 404 },
  },
  answerOutlier: {
    otherwise: 404,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  decideEligibility: {
    otherwise: 403,
    staff: { PLANNED: 404, OPENED: 409, SCREENING: 200, EVALUATION: 409, CANCELLED: 404 },
  },
  requestSupplement: {
    otherwise: 403,
    staff: { PLANNED: 404, OPENED: 409, SCREENING: 201, EVALUATION: 409, CANCELLED: 404 },
  },
  answerSupplement: { otherwise: 404, owner: { PLANNED: 404, OPENED: 409, CANCELLED: 404 } },
  replyToExclusion: { otherwise: 404, owner: { PLANNED: 404, OPENED: 409, CANCELLED: 404 } },
  readScreening: {
    otherwise: 404,
    'owner staff auditor': { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 200, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  proposeClarification: {
    otherwise: 404,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 201, DECISION: 409, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  // The sample names a clarification that nobody proposed.
  askClarification: { otherwise: 403, staff: 404 },
  declineClarification: { otherwise: 403, staff: 404 },
  answerClarification: { otherwise: 404 },
  listClarifications: {
    otherwise: 404,
    'owner staff auditor': { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 200, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  listProposedClarifications: { otherwise: 403, 'staff auditor': 200 },
  // The sample names a challenge that does not exist.
  declareOwnConflict: { otherwise: 403, 'buyer otherBuyer staff approver': 404 },
  // The sample names a challenge that does not exist.
  declareForRound: { otherwise: 403, 'buyer otherBuyer staff approver': 404 },
  readRoundDeclaration: {
    otherwise: 403,
    'buyer otherBuyer staff approver': { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
  },
  listRoundDeclarations: { otherwise: 403, auditor: 200 },
  listDeclaredConflicts: { otherwise: 403, auditor: 200 },
  listOwnConflicts: { otherwise: 403, 'buyer otherBuyer staff approver': 200 },
  declareConflict: {
    otherwise: { PLANNED: 404, EVALUATION: 403, CANCELLED: 404 },
    evaluator: { PLANNED: 404, EVALUATION: 409, CANCELLED: 404 },
  },
  downloadOpenedAttachment: {
    otherwise: 404,
    'staff auditor': { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 200, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  drawPanels: { otherwise: 403, staff: 422 },
  // The sample names the hash of another text.
  giveUndertaking: {
    otherwise: 403,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  listEvaluations: { otherwise: 403, 'evaluator otherEvaluator': 200 },
  listEvaluator: { otherwise: 403, staff: 422 },
  listEvaluators: { otherwise: 403, 'staff auditor': 200 },
  listOpenedProposals: { otherwise: 403, 'staff auditor': { PLANNED: 409, OPENED: 200, CANCELLED: 409 } },
  readEvaluationStanding: {
    otherwise: 403,
    'staff auditor': { PLANNED: 409, OPENED: 200, CANCELLED: 409 },
  },
  listPanels: { otherwise: 403, 'staff auditor': 200 },
  listFreshPanels: { otherwise: 403, 'staff auditor': 200 },
  renewFreshPanel: { otherwise: 403, staff: 404 },
  listScorecards: {
    otherwise: 404,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 200, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
    staff: { PLANNED: 404, OPENED: 409, DECISION: 200, CANCELLED: 404 },
    auditor: { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
  },
  readDraw: { otherwise: { PLANNED: 404, EVALUATION: 200, CANCELLED: 404 } },
  readDrawSupplements: { otherwise: { PLANNED: 404, EVALUATION: 200, CANCELLED: 404 } },
  // The sample names the same person twice.
  proposePoolSupplement: { otherwise: 403, staff: 409 },
  approvePoolSupplement: { otherwise: 403, approver: 404 },
  readPoolSupplement: { otherwise: 403, 'staff approver auditor': 200 },
  readOpenedProposal: {
    otherwise: 404,
    'staff auditor': { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 200, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  saveScorecard: {
    otherwise: 404,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  submitScorecard: {
    otherwise: 404,
    evaluator: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
    otherEvaluator: { PLANNED: 404, OPENED: 403, CANCELLED: 404 },
  },
  applyForFirstUse: { otherwise: 404 },
  listFirstUseApplications: { otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 200 } },
  declineFirstUse: {
    otherwise: 404,
    'otherBuyer staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    owner: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
    buyer: { PLANNED: 404, PURCHASE: 409, CANCELLED: 403 },
  },
  planTrial: {
    otherwise: 404,
    'otherBuyer staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    owner: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
    buyer: { PLANNED: 404, PURCHASE: 422, CANCELLED: 403 },
  },
  commentOnReport: {
    otherwise: 404,
    'staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    buyer: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
    owner: { PLANNED: 404, PURCHASE: 409, CANCELLED: 404 },
  },
  recordOutcome: { otherwise: 404 },
  readFigures: { otherwise: { PLANNED: 404, NOTICE: 200, CANCELLED: 404 } },
  readLessons: { otherwise: { PLANNED: 404, CHALLENGE_CALL: 200 } },
  listFirstUses: { otherwise: 403, 'staff approver auditor': 200 },
  listVerdicts: { otherwise: 200 },
  publishVerdict: { otherwise: 403, staff: { PLANNED: 404, PURCHASE: 409 } },
  readFirstUse: {
    otherwise: 404,
    'staff approver auditor': { PLANNED: 404, PURCHASE: 200 },
    'owner buyer': { PLANNED: 404, PURCHASE: 200, CANCELLED: 404 },
  },
  reportVerdict: {
    otherwise: 404,
    'otherBuyer staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    owner: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
    buyer: { PLANNED: 404, PURCHASE: 409, FIRST_USE: 422, CANCELLED: 403 },
  },
  auditLedger: { otherwise: 403, auditor: { PLANNED: 403, OPENED: 200, CANCELLED: 403 } },
  readOutages: { otherwise: { PLANNED: 404, OPENED: 200, CANCELLED: 404 } },
  readMeasuredOutages: {
    otherwise: 403,
    'staff approver auditor': { PLANNED: 404, CALL_FOR_PROPOSALS: 200 },
  },
  auditAgencyLedger: { otherwise: 403, auditor: 200 },
  listAgencyCheckpoints: { otherwise: 200 },
  listCheckpoints: { otherwise: 200 },
  exportLedger: { otherwise: { PLANNED: 403, NOTICE: 200, CANCELLED: 403 } },
  listRefusals: { otherwise: 403, auditor: { PLANNED: 403, OPENED: 200, CANCELLED: 403 } },
  readSigningKey: { otherwise: 200 },
  decideObjection: { otherwise: 403, approver: { PLANNED: 404, NOTICE: 403, CANCELLED: 404 } },
  listObjections: { otherwise: 403, 'staff approver auditor': 200 },
  makeObjection: { otherwise: 404, owner: { PLANNED: 409, NOTICE: 201, PURCHASE: 409 } },
  readObjection: {
    otherwise: 404,
    'owner staff approver auditor': { PLANNED: 404, NOTICE: 200, CANCELLED: 404 },
  },
  acceptMembership: { otherwise: 404 },
  appointMember: { otherwise: 404, owner: 403 },
  claimOrganisation: { otherwise: 422 },
  // Of a code that nobody was invited by.
  appointDeputy: { otherwise: 404, owner: 403 },
  endDeputy: { otherwise: 404, owner: 403 },
  inviteMember: { otherwise: 404, owner: 403 },
  readMemberInvitation: { otherwise: 404 },
  withdrawMemberInvitation: { otherwise: 404, owner: 403 },
  joinOrganisation: { otherwise: 404 },
  claimRecovery: { otherwise: 422 },
  decideClaim: { otherwise: 403, staff: 409 },
  decideRecovery: { otherwise: 403, staff: 200 },
  endMembership: { otherwise: 404, owner: 409 },
  listClaims: { otherwise: 403, staff: 200 },
  listOwnClaims: { otherwise: 200 },
  listRecoveries: { otherwise: 403, 'staff approver auditor': 200 },
  readAccount: { otherwise: 200 },
  readOrganisation: { otherwise: 404, 'owner staff auditor': 200 },
  readRecovery: { otherwise: 404, 'staff approver auditor': 200 },
  answerInvitation: { otherwise: 404 },
  invitePartner: { otherwise: 404, owner: { PLANNED: 422, CLOSED_FOR_PROPOSALS: 409 } },
  leaveConsortium: { otherwise: 404 },
  listInvitations: { otherwise: 200 },
  listPartners: { otherwise: 404, owner: 200 },
  readInvitation: { otherwise: 404 },
  removePartner: { otherwise: 404 },
  draftProposal: { otherwise: 404 },
  listKeptDrafts: {
    otherwise: 404,
    owner: { PLANNED: 409, CALL_FOR_PROPOSALS: 200, CLOSED_FOR_PROPOSALS: 409 },
  },
  listOwnProposals: { otherwise: 200 },
  listProposals: { otherwise: 403, 'staff auditor': { PLANNED: 403, OPENED: 200, CANCELLED: 403 } },
  listReceipts: { otherwise: 404, owner: 200 },
  readKeptDraft: {
    otherwise: 404,
    owner: { PLANNED: 409, CALL_FOR_PROPOSALS: 404, CLOSED_FOR_PROPOSALS: 409 },
  },
  readProposal: {
    otherwise: 404,
    'staff auditor': { PLANNED: 404, OPENED: 200, CANCELLED: 404 },
    owner: 200,
  },
  readPublishedProposal: { otherwise: 404 },
  restoreKeptDraft: { otherwise: 404, owner: 428 },
  saveProposal: { otherwise: 404, owner: 428 },
  acknowledgeCorrection: { otherwise: 404, owner: { PLANNED: 422, CLOSED_FOR_PROPOSALS: 409 } },
  submitProposal: { otherwise: 404, owner: { PLANNED: 200, CLOSED_FOR_PROPOSALS: 409 } },
  withdrawProposal: {
    otherwise: 404,
    owner: { PLANNED: 200, CLOSED_FOR_PROPOSALS: 409, OPENED: 200, PURCHASE: 409 },
  },
  listNotices: { otherwise: 200 },
  chooseLanguage: { otherwise: 200 },
  listRoundNotices: { otherwise: 403, 'staff auditor': 200 },
  readDeadlineCalendar: { otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 200, CANCELLED: 404 } },
  acceptPurchase: {
    otherwise: 404,
    'otherBuyer staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    owner: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
    buyer: { PLANNED: 404, PURCHASE: 409, CANCELLED: 403 },
  },
  approveMoveUp: { otherwise: 403, approver: 404 },
  prepareMoveUp: { otherwise: 403, staff: 404 },
  readMoveUp: { otherwise: 403, 'staff approver auditor': 200 },
  contractPurchase: { otherwise: 403, staff: { PLANNED: 404, PURCHASE: 409 } },
  listPurchases: { otherwise: 200 },
  payPurchase: { otherwise: 403, staff: { PLANNED: 404, PURCHASE: 200 } },
  readBudget: { otherwise: 403, 'staff approver auditor': 200 },
  readPurchase: {
    otherwise: 404,
    'staff approver auditor': { PLANNED: 404, PURCHASE: 200 },
    'owner buyer': { PLANNED: 404, PURCHASE: 200, CANCELLED: 404 },
  },
  recordDelivery: {
    otherwise: 404,
    'staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    owner: { PLANNED: 404, PURCHASE: 409, CANCELLED: 404 },
    buyer: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
  },
  recordInspection: {
    otherwise: 404,
    'otherBuyer staff approver auditor': { PLANNED: 404, PURCHASE: 403 },
    owner: { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 },
    buyer: { PLANNED: 404, PURCHASE: 409, CANCELLED: 403 },
  },
  terminatePurchase: { otherwise: 403, staff: { PLANNED: 404, PURCHASE: 409 } },
  answerQuestion: { otherwise: 404 },
  askQuestion: { otherwise: 404 },
  declineQuestion: { otherwise: 403, staff: 404 },
  listAnswers: { otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 200 } },
  listOpenQuestions: {
    otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 403 },
    'buyer staff': { PLANNED: 404, CALL_FOR_PROPOSALS: 200 },
  },
  listOwnQuestions: { otherwise: { PLANNED: 404, CALL_FOR_PROPOSALS: 200 } },
  listRounds: { otherwise: 200 },
  planRound: { otherwise: 403, staff: 201 },
  changePolicy: { otherwise: 403, staff: { PLANNED: 200, CHALLENGE_CALL: 409 } },
  readExecutions: { otherwise: 403, 'staff auditor': 200 },
  readRound: { otherwise: { PLANNED: 404, CHALLENGE_CALL: 200 } },
  readPreparation: { otherwise: 403, 'staff approver auditor': 200 },
  listPreparations: { otherwise: 403, 'staff approver auditor': 200 },
  transitionSealedRound: {
    otherwise: 403,
    staff: { PLANNED: 409, CHALLENGE_SELECTION: 422, CALL_FOR_PROPOSALS: 409 },
  },
  restartExecution: { otherwise: 403, staff: { PLANNED: 409, CHALLENGE_CALL: 201, COMPLETED: 409 } },
  transitionRound: { otherwise: 403, staff: { PLANNED: 200, CHALLENGE_CALL: 409 } },
};

/** The status that the table expects of an operation, for an actor in a phase; null where it has no row. */
export const expectedStatus = (
  operation: string,
  actor: ActorName,
  phase: PhaseName,
  phases: readonly PhaseName[],
): number | null => {
  const row = accessTable[operation];
  if (row === undefined) return null;
  const own = Object.entries(row).find(([actors]) => actors.split(' ').includes(actor));
  return outcomeIn(own?.[1] ?? row.otherwise, phase, phases);
};

/** What an outcome is in a phase; null before its first. */
export const outcomeIn = (
  outcome: Outcome,
  phase: PhaseName,
  phases: readonly PhaseName[],
): number | null => {
  if (typeof outcome === 'number') return outcome;
  const until = phases.slice(0, phases.indexOf(phase) + 1);
  const last = until.findLast((name) => outcome[name] !== undefined);
  return last === undefined ? null : (outcome[last] ?? null);
};
