import type { PhaseName } from './access-world.ts';
import { type Outcome, outcomeIn } from './access-outcome.ts';
import { accessTable } from './access-table.ts';
import type { Narrow, NarrowName } from './narrow-actors.ts';

/** What binds a supplier, or speaks for it to the agency, is signed. */
const signed = [
  'acknowledgeCorrection',
  'answerClarification',
  'answerSupplement',
  'makeObjection',
  'replyToExclusion',
  'submitProposal',
  'withdrawProposal',
] as const;

/** Before the opening nothing is there to be signed but a proposal. */
const afterOpening: Outcome = { PLANNED: 404, OPENED: 403, CANCELLED: 404 };

const ofAuthor: Readonly<Record<string, Outcome>> = {
  ...Object.fromEntries(signed.map((operation) => [operation, 403])),
  answerClarification: afterOpening,
  answerSupplement: afterOpening,
  replyToExclusion: afterOpening,
};

/** Both sides of a purchase see it, and whoever sees it is told what is not theirs to do. */
const sees: Outcome = { PLANNED: 404, PURCHASE: 200, CANCELLED: 404 };
const mayNot: Outcome = { PLANNED: 404, PURCHASE: 403, CANCELLED: 404 };

/**
 * Where a narrow right is answered otherwise than those whom it is like (DOMAIN.md, «Who acts», «Proposal»,
 * «Scorecard» and invariants 4, 5, 9 and 11).
 */
export const narrowTable: Readonly<Record<NarrowName, Readonly<Record<string, Outcome>>>> = {
  // Drafts and files; the signatory submits, replaces and withdraws.
  authorAlone: ofAuthor,
  signatoryAlone: {},
  // The lead acts for all: a partner sees its own part, may end it until the deadline, and is a side of the purchase.
  confirmedPartner: {
    readInvitation: 200,
    answerInvitation: 409,
    leaveConsortium: { PLANNED: 200, CLOSED_FOR_PROPOSALS: 409 },
    readPurchase: sees,
    readFirstUse: sees,
    acceptPurchase: mayNot,
    commentOnReport: mayNot,
    declineFirstUse: mayNot,
    planTrial: mayNot,
    recordDelivery: mayNot,
    recordInspection: mayNot,
    reportVerdict: mayNot,
  },
  // Asked about the rival's proposal, in which it stands in no submission.
  askedPartner: {
    readInvitation: 200,
    answerInvitation: { PLANNED: 200, CLOSED_FOR_PROPOSALS: 409 },
    leaveConsortium: 409,
  },
  // Proposes and answers questions with the buyer, who alone writes; is first user only once the buyer declined.
  coProposer: {
    readProposedChallenge: 200,
    listOpenQuestions: { PLANNED: 404, CALL_FOR_PROPOSALS: 200 },
  },
  staffForAWhile: {},
  approverForAWhile: {
    // Took no part, so may judge; the sample upholds, and too few are left for a fresh panel.
    decideObjection: { PLANNED: 403, DECISION: 404, NOTICE: 409, PURCHASE: 403 },
  },
  otherPanelMember: {
    giveUndertaking: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
  },
  recused: {
    giveUndertaking: { PLANNED: 404, OPENED: 403, EVALUATION: 409, CANCELLED: 404 },
  },
};

/** The status that the tables expect of an operation, for somebody with a narrow right in a phase. */
export const expectedOfNarrow = (
  operation: string,
  name: NarrowName,
  { like }: Narrow,
  phase: PhaseName,
  phases: readonly PhaseName[],
): number | null => {
  const row = accessTable[operation];
  if (row === undefined) return null;
  const named = like.flatMap(
    (actor) => Object.entries(row).find(([actors]) => actors.split(' ').includes(actor))?.[1] ?? [],
  );
  return outcomeIn(narrowTable[name][operation] ?? named[0] ?? row.otherwise, phase, phases);
};
