import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import { isOpened, type Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { declaringRoles } from './conflict.ts';

/**
 * What somebody who screens, decides, buys or inspects declared once for a round, before they read or act on what was
 * opened (DOMAIN.md, «Conflicts of interest bind evaluators, staff, approvers and inspectors alike»). What comes up later
 * is a conflict of its own.
 */
export type RoundDeclaration = {
  readonly state: 'DECLARED';
  /** What the ledger names it by, so that its public part leads to no person. */
  readonly declarationId: string;
  readonly roundId: string;
  readonly accountId: string;
  /** The organisation for which the person acts. */
  readonly organisationId: string;
  /** In which they have a stake; none for whoever is clear. Each is kept as a conflict as well. */
  readonly challengeIds: readonly string[];
  readonly declaredAt: Instant;
};

export type DeclarationAction = 'declare-for-round';

/** The only arrow of a declaration for a round. */
export const declarationTransitions = [
  { action: 'declare-for-round', from: null, to: 'DECLARED', by: declaringRoles, guard: 'isOpened' },
] as const satisfies readonly Transition<RoundDeclaration['state'], DeclarationAction, Role>[];

/** Of the agency those who screen, buy and decide; inspectors declare before they inspect, auditors nothing. */
export const declaresToRead = ['staff', 'approver'] as const satisfies readonly Role[];

/** Refuses whoever has not declared for a round; before the opening there is nothing to declare for. */
export const checkDeclared = (declaration: RoundDeclaration | null, round: Round | null): Refusal | null =>
  declaration !== null || round === null || !isOpened(round)
    ? null
    : refuseEvaluation('declaration-due', { roundId: round.roundId });
