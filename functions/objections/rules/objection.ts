import type { PinnedAttachment } from '../../attachments/rules.ts';
import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import { type Refusal, refuse } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Proposal, ProposalState } from '../../proposals/rules.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
import { refuseObjection } from '../refusals.ts';

/** What an objection can end in (DOMAIN.md, «Decision»). */
export const objectionOutcomes = ['UPHELD', 'DISMISSED', 'INADMISSIBLE'] as const;
export type ObjectionOutcome = (typeof objectionOutcomes)[number];

export const objectionStates = ['OPEN', ...objectionOutcomes] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** A supplier's objection to what was decided on its proposal: one a proposal, with all its grounds. */
export type Objection = {
  readonly state: ObjectionState;
  readonly roundId: string;
  readonly challengeId: string;
  readonly proposalId: string;
  readonly supplierId: string;
  readonly text: string;
  /** What the supplier attached to it. */
  readonly documents: readonly PinnedAttachment[];
  readonly filedAt: Instant;
  /** By when it is to be decided; one that is late stays open, and staff are told. */
  readonly decisionDeadline: Instant;
  readonly decision: {
    readonly reasons: string;
    readonly at: Instant;
    readonly accountId: string;
  } | null;
};

export type ObjectionAction = 'object' | 'uphold' | 'dismiss' | 'find-inadmissible';

/** Every arrow of an objection. */
export const objectionTransitions = [
  { action: 'object', from: null, to: 'OPEN', by: ['signatory'], guard: 'checkObjecting' },
  { action: 'uphold', from: 'OPEN', to: 'UPHELD', by: ['approver'], guard: 'checkJudge' },
  { action: 'dismiss', from: 'OPEN', to: 'DISMISSED', by: ['approver'], guard: 'checkJudge' },
  { action: 'find-inadmissible', from: 'OPEN', to: 'INADMISSIBLE', by: ['approver'], guard: 'checkJudge' },
] as const satisfies readonly Transition<ObjectionState, ObjectionAction, Role>[];

/** Who of the agency sees every objection. */
export const overseers = ['staff', 'approver', 'auditor'] as const satisfies readonly Role[];

/** The action that gives an outcome. */
export const actionOfOutcome = {
  UPHELD: 'uphold',
  DISMISSED: 'dismiss',
  INADMISSIBLE: 'find-inadmissible',
} as const satisfies Record<ObjectionOutcome, ObjectionAction>;

/** By the time that a request in time is written, the standstill may have ended (invariant 1). */
export const objectionPhases = ['NOTICE', 'PURCHASE'] as const satisfies readonly Phase[];

const decided: readonly ProposalState[] = ['ELIGIBLE', 'INELIGIBLE', 'PRIORITISED', 'REJECTED'];

/** Refuses to make or decide an objection in a phase that nothing it changes could reach any more. */
export const checkObjectionPhase = ({ roundId, state }: Pick<Round, 'roundId' | 'state'>): Refusal | null =>
  objectionPhases.some((phase) => phase === state)
    ? null
    : refuseRound('round-phase', { phase: state, roundId });

/**
 * Refuses an objection before the notice, from the end of the standstill on, and to what was withdrawn. The gateway's
 * instant counts.
 */
export const checkObjecting = (
  proposal: Pick<Proposal, 'state'>,
  round: Pick<Round, 'roundId' | 'state' | 'noticeAt' | 'deadlines'>,
  at: Instant,
): Refusal | null => {
  const { roundId, noticeAt } = round;
  const { standstill } = round.deadlines;
  if (noticeAt === null || standstill === null) return refuseObjection('nothing-decided-yet', { roundId });
  if (hasPassed(standstill, at))
    return refuseObjection('standstill-over', { deadline: standstill, receivedAt: at, roundId });
  const outOfPhase = checkObjectionPhase(round);
  if (outOfPhase !== null) return outOfPhase;
  return decided.includes(proposal.state) ? null : refuse('wrong-state', { state: proposal.state });
};

/** The objection that a supplier makes. */
export const objectionOf = (
  proposal: Pick<Proposal, 'proposalId' | 'challengeId' | 'roundId' | 'supplierId'>,
  { text, documents }: Pick<Objection, 'text' | 'documents'>,
  { objectionDecisionInSeconds }: Pick<Round['policy'], 'objectionDecisionInSeconds'>,
  at: Instant,
): Objection => ({
  state: 'OPEN',
  roundId: proposal.roundId,
  challengeId: proposal.challengeId,
  proposalId: proposal.proposalId,
  supplierId: proposal.supplierId,
  text,
  documents,
  filedAt: at,
  decisionDeadline: addSeconds(at, objectionDecisionInSeconds),
  decision: null,
});

/** How somebody who would decide an objection stands to what it is about. */
export type JudgeStanding = {
  readonly accountId: string;
  /** In the round's pool of evaluators. */
  readonly isInPool: boolean;
  /** Who recommended or approved the decision, also an earlier recommendation. */
  readonly deciders: ReadonlySet<string>;
  /** Who screened the proposal. */
  readonly screeners: ReadonlySet<string>;
};

/** Refuses whoever took part in what is objected to (invariant 11). A stake is asked for apart. */
export const checkJudge = (
  { accountId, isInPool, deciders, screeners }: JudgeStanding,
  { roundId, proposalId }: Pick<Objection, 'roundId' | 'proposalId'>,
): Refusal | null =>
  isInPool || deciders.has(accountId) || screeners.has(accountId)
    ? refuseObjection('judge-took-part', { proposalId, roundId })
    : null;

/** Refuses a purchase that an unsettled objection could change (invariant 10). */
export const checkNotHeld = (
  held: ReadonlySet<string>,
  purchase: { readonly roundId: string; readonly proposalId: string },
): Refusal | null =>
  held.has(purchase.proposalId)
    ? refuseObjection('objection-open', { proposalId: purchase.proposalId, roundId: purchase.roundId })
    : null;

/** True for an objection that nobody has decided by its time. */
export const isOverdue = (objection: Pick<Objection, 'state' | 'decisionDeadline'>, at: Instant): boolean =>
  objection.state === 'OPEN' && hasPassed(objection.decisionDeadline, at);
