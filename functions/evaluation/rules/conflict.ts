import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import { refuseEvaluation } from '../refusals.ts';

/**
 * A conflict of interest in a challenge that somebody declared who screens, decides or inspects. Evaluators declare
 * theirs on their seat. It stands: what was known is not unknown again.
 */
export type DeclaredConflict = {
  readonly state: 'DECLARED';
  /** What the ledger names it by, so that its public part leads to no person. */
  readonly conflictId: string;
  readonly roundId: string;
  readonly challengeId: string;
  readonly accountId: string;
  /** The organisation for which the person would have acted. */
  readonly organisationId: string;
  readonly reason: string;
  readonly declaredAt: Instant;
};

export type ConflictAction = 'declare-own-conflict';

/** Who may act on a challenge's things beside its panel: staff and approvers, and the first user's inspectors. */
export const declaringRoles = ['staff', 'approver', 'buyer'] as const satisfies readonly Role[];

/** The only arrow of a declared conflict. */
export const conflictTransitions = [
  { action: 'declare-own-conflict', from: null, to: 'DECLARED', by: declaringRoles, guard: null },
] as const satisfies readonly Transition<DeclaredConflict['state'], ConflictAction, Role>[];

/**
 * Refuses whoever declared a conflict in the challenge, or in any challenge of the round where what they would do is
 * about all of them (DOMAIN.md, «Conflicts of interest bind … alike»).
 */
export const checkNoneDeclared = (
  own: readonly Pick<DeclaredConflict, 'challengeId'>[],
  { roundId, challengeId }: { readonly roundId: string; readonly challengeId: string | null },
): Refusal | null => {
  const declared = own.find((conflict) => challengeId === null || conflict.challengeId === challengeId);
  return declared === undefined
    ? null
    : refuseEvaluation('conflict-declared', { challengeId: declared.challengeId, roundId });
};
