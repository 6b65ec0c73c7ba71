import { sha256Hex } from '../../platform/digest.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import { checkAnotherPerson, type Transition } from '../../platform/transition.ts';
import type { Proposal } from '../../proposals/rules.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
import { refuseDecision } from '../refusals.ts';
import type { EarlierDecision, Revision } from './revision.ts';
import type { PriorityList, ScoreSheet } from './score-sheet.ts';

/** The states of a decision; PENDING is a round without one (DOMAIN.md, «Decision»). */
export const decisionStates = ['RECOMMENDED', 'APPROVED', 'NOTIFIED', 'FINAL'] as const;
export type DecisionState = (typeof decisionStates)[number];

/** Where a record lies in the bucket, by the version that was written. */
export type PinnedObject = { readonly key: string; readonly versionId: string };

/** The one decision of a round: of this score sheet, with this list. */
export type Decision = {
  readonly state: DecisionState;
  readonly roundId: string;
  /** SHA-256 of the canonical JSON of the sheet and of the list that follows from it. */
  readonly sheetSha256: string;
  readonly listSha256: string;
  readonly sheetObject: PinnedObject;
  readonly listObject: PinnedObject;
  /** Which proposals stand in the sheet, and how: `standingSha256` of them when it was written. */
  readonly standingSha256: string;
  readonly committedInWon: number;
  readonly recommendedBy: string;
  readonly recommendedAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly notifiedAt: Instant | null;
  readonly finalAt: Instant | null;
  /** Proposals whose outcome an upheld objection has opened again, until their fresh result is approved. */
  readonly reopened: readonly string[];
  /** What is recommended to take its place; null where nothing is. */
  readonly revision: Revision | null;
  /** What was decided before, oldest first. */
  readonly earlier: readonly EarlierDecision[];
};

export type DecisionAction =
  'recommend' | 'approve' | 'notify' | 'finalise' | 'reopen' | 'recommend-revision' | 'approve-revision';

/**
 * Every arrow of a decision; staff may recommend again until it is approved, and after that where a proposal was
 * withdrawn before the notice: what has left the sheet is not announced as funded.
 */
export const decisionTransitions = [
  { action: 'recommend', from: null, to: 'RECOMMENDED', by: ['staff'], guard: 'checkEvaluated' },
  { action: 'recommend', from: 'RECOMMENDED', to: 'RECOMMENDED', by: ['staff'], guard: 'checkEvaluated' },
  { action: 'recommend', from: 'APPROVED', to: 'RECOMMENDED', by: ['staff'], guard: 'checkOutdated' },
  { action: 'approve', from: 'RECOMMENDED', to: 'APPROVED', by: ['approver'], guard: 'checkApproval' },
  { action: 'notify', from: 'APPROVED', to: 'NOTIFIED', by: ['system'], guard: null },
  { action: 'finalise', from: 'NOTIFIED', to: 'FINAL', by: ['system'], guard: 'isStandstillOver' },
  { action: 'reopen', from: 'NOTIFIED', to: 'NOTIFIED', by: ['approver'], guard: 'checkJudge' },
  { action: 'reopen', from: 'FINAL', to: 'FINAL', by: ['approver'], guard: 'checkJudge' },
  {
    action: 'recommend-revision',
    from: 'NOTIFIED',
    to: 'NOTIFIED',
    by: ['staff'],
    guard: 'checkFreshlyEvaluated',
  },
  {
    action: 'recommend-revision',
    from: 'FINAL',
    to: 'FINAL',
    by: ['staff'],
    guard: 'checkFreshlyEvaluated',
  },
  {
    action: 'approve-revision',
    from: 'NOTIFIED',
    to: 'NOTIFIED',
    by: ['approver'],
    guard: 'checkRevisionApproval',
  },
  {
    action: 'approve-revision',
    from: 'FINAL',
    to: 'FINAL',
    by: ['approver'],
    guard: 'checkRevisionApproval',
  },
] as const satisfies readonly Transition<DecisionState, DecisionAction, Role | 'system'>[];

/** Refuses whoever stands in the round's pool of evaluators (invariant 11: evaluator ≠ decider). */
export const checkNoEvaluator = (isInPool: boolean, roundId: string): Refusal | null =>
  isInPool ? refuseDecision('evaluator-decides', { roundId }) : null;

/** Refuses whoever belongs to a buyer, co-proposer or supplier that the decision is about, in whatever role. */
export const checkNoStake = (
  organisationIds: readonly string[],
  panels: readonly { readonly parties: readonly string[] }[],
  roundId: string,
): Refusal | null =>
  panels.some(({ parties }) => parties.some((party) => organisationIds.includes(party)))
    ? refuseDecision('stake-in-decision', { roundId })
    : null;

/** Refuses a recommendation while something is unscreened, without a panel, or below its quorum (invariant 6). */
export const checkEvaluated = (standing: {
  readonly unscreenedProposals: number;
  readonly challengesWithoutPanel: readonly string[];
  readonly proposalsBelowQuorum: readonly string[];
}): Refusal | null => {
  const { unscreenedProposals, challengesWithoutPanel, proposalsBelowQuorum } = standing;
  if (unscreenedProposals > 0 || challengesWithoutPanel.length > 0)
    return refuseRound('evaluation-not-ready', { unscreenedProposals, challengesWithoutPanel });
  return proposalsBelowQuorum.length === 0
    ? null
    : refuseRound('quorum-not-met', { proposalIds: proposalsBelowQuorum });
};

/**
 * Refuses an approval by a person who recommended, now or before, by an evaluator of the round, or of another sheet than the
 * recommended one (invariant 11).
 */
export const checkApproval = (
  decision: Pick<Decision, 'roundId' | 'recommendedBy' | 'sheetSha256'>,
  approval: {
    readonly accountId: string;
    readonly isInPool: boolean;
    readonly sheetSha256: string;
    /** All who ever recommended in the round: who repeats what another made has not made it alone. */
    readonly recommenders: ReadonlySet<string>;
  },
): Refusal | null => {
  const { roundId, sheetSha256 } = decision;
  const samePerson = checkAnotherPerson(approval.accountId, {
    preparedBy: decision.recommendedBy,
    preparers: approval.recommenders,
    roundId,
  });
  if (samePerson !== null) return samePerson;
  const evaluator = checkNoEvaluator(approval.isInPool, roundId);
  if (evaluator !== null) return evaluator;
  return sheetSha256 === approval.sheetSha256
    ? null
    : refuseDecision('sheet-changed', { sheetSha256, roundId });
};

/** Refuses a sheet in which a proposal is missing, too many, or stands otherwise than it does now. */
export const checkSheetCurrent = (
  sheet: Pick<ScoreSheet, 'proposals' | 'scorecards'>,
  proposals: readonly Pick<Proposal, 'proposalId' | 'state'>[],
  roundId: string,
): Refusal | null => {
  const inSheet = new Set(sheet.proposals.map(({ proposalId }) => proposalId));
  const scored = new Set(sheet.scorecards.map(({ proposalId }) => proposalId));
  const present = proposals.filter(({ state }) => state !== 'WITHDRAWN_AFTER_OPENING');
  const isAsInSheet = ({ proposalId, state }: Pick<Proposal, 'proposalId' | 'state'>): boolean =>
    inSheet.has(proposalId) && scored.has(proposalId) === (state === 'ELIGIBLE');
  return present.length === inSheet.size && present.every(isAsInSheet)
    ? null
    : refuseDecision('sheet-outdated', { roundId });
};

/**
 * SHA-256, as lower-case hex, over `id:state` of each proposal that was not withdrawn, a line each, ascending. Two
 * sheets of one round with the same are of the same proposals: locked scorecards do not change after the evaluation.
 */
export const standingSha256 = (proposals: readonly Pick<Proposal, 'proposalId' | 'state'>[]): string =>
  sha256Hex(
    proposals
      .filter(({ state }) => state !== 'WITHDRAWN_AFTER_OPENING')
      .map(({ proposalId, state }) => `${proposalId}:${state}`)
      .sort()
      .join('\n'),
  );

/** Refuses to give notice of a decision whose sheet is not of the proposals as they are. */
export const checkCurrent = (
  decision: Pick<Decision, 'standingSha256' | 'roundId'>,
  proposals: readonly Pick<Proposal, 'proposalId' | 'state'>[],
): Refusal | null =>
  decision.standingSha256 === standingSha256(proposals)
    ? null
    : refuseDecision('sheet-outdated', { roundId: decision.roundId });

/** Refuses to recommend in the place of what is approved while its sheet is of the proposals as they are. */
export const checkOutdated = (
  decision: Pick<Decision, 'state' | 'standingSha256' | 'roundId'> | null,
  proposals: readonly Pick<Proposal, 'proposalId' | 'state'>[],
): Refusal | null =>
  decision?.state === 'APPROVED' && checkCurrent(decision, proposals) === null
    ? refuseDecision('decision-stands', { roundId: decision.roundId })
    : null;

/** Refuses a list that commits more than the round has (invariant 8). */
export const checkBudget = (
  list: Pick<PriorityList, 'committedInWon'>,
  policy: Pick<Round['policy'], 'budgetInWon'>,
): Refusal | null =>
  list.committedInWon <= policy.budgetInWon
    ? null
    : refuseDecision('budget-exceeded', {
        committedInWon: list.committedInWon,
        budgetInWon: policy.budgetInWon,
      });

/** True once the list is approved: what is computed of it can no longer steer it. */
export const isApproved = ({ state }: Pick<Decision, 'state'>): boolean => state !== 'RECOMMENDED';

/** True once notice was given: from then on the list and the sheet are public (invariant 15). */
export const isNoticeGiven = (round: Pick<Round, 'noticeAt'>): boolean => round.noticeAt !== null;

const afterStandstill: readonly Phase[] = ['PURCHASE', 'FIRST_USE', 'COMPLETED'];

/** True once the standstill has ended: from then on the decision is final. */
export const isStandstillOver = (round: Pick<Round, 'state'>): boolean =>
  afterStandstill.includes(round.state);

/** What the approved list makes of a proposal: what passed is prioritised, funded or in reserve. */
export type ProposalOutcome = 'PRIORITISED' | 'REJECTED';

/** The outcome of each proposal of a list, by proposal id. */
export const outcomesOf = (list: Pick<PriorityList, 'list'>): ReadonlyMap<string, ProposalOutcome> =>
  new Map(
    list.list.map(({ proposalId, outcome }) => [
      proposalId,
      outcome === 'REJECTED' ? 'REJECTED' : 'PRIORITISED',
    ]),
  );
