import type { Organisation } from '../../organisations/rules.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Phase } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';

/** Somebody of a round's pool, from which the panels are drawn. */
export type Evaluator = {
  readonly state: 'LISTED';
  readonly roundId: string;
  /** The pseudonym in this round, random: what panels, scorecards and the published sheet name. */
  readonly evaluatorId: string;
  /** What the ledger names the listing by: its instant is known, and must not lead from a name to the pseudonym. */
  readonly listingId: string;
  readonly accountId: string;
  /** The institute. */
  readonly organisationId: string;
  /** For the list of names, which is published apart from the sheet. */
  readonly name: string | null;
  readonly expertise: string;
  readonly listedAt: Instant;
};

export type EvaluatorAction = 'list' | 'list-late';

/** The arrows of a pool's member: a pool grows, after the draw by an approved supplement alone, and its ledger shows when. */
export const evaluatorTransitions = [
  { action: 'list', from: null, to: 'LISTED', by: ['staff'], guard: 'checkEvaluator' },
  { action: 'list-late', from: null, to: 'LISTED', by: ['approver'], guard: 'checkSupplementApproval' },
] as const satisfies readonly Transition<Evaluator['state'], EvaluatorAction, 'staff' | 'approver'>[];

/** While the pool may grow. */
export const poolPhases = [
  'PLANNED',
  'CHALLENGE_CALL',
  'CHALLENGE_SELECTION',
  'CALL_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
] as const satisfies readonly Phase[];

/** Refuses whoever is not an evaluator of a confirmed institute. */
export const checkEvaluator = (
  organisation: Pick<Organisation, 'state' | 'kind' | 'members'> | null,
  accountId: string,
): Refusal | null => {
  const isEvaluator =
    organisation?.state === 'CONFIRMED' &&
    organisation.kind === 'INSTITUTE' &&
    Object.hasOwn(organisation.members, accountId) &&
    organisation.members[accountId]?.includes('evaluator') === true;
  return isEvaluator ? null : refuseEvaluation('not-an-evaluator');
};

/**
 * True if the person stood in the pool that was published with the call. Who came later stands behind these in the
 * draw: otherwise staff, who can compute the seed once proposals are opened, could list people until it suits.
 */
export const wasListedWithCall = (
  evaluator: Pick<Evaluator, 'listedAt'>,
  calledAt: Instant | null,
): boolean => calledAt !== null && evaluator.listedAt <= calledAt;
