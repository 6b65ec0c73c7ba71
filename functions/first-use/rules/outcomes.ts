import type { Instant } from '../../platform/instant.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import type { FirstUse } from '../rules.ts';

/**
 * What is recorded of a solution after its published verdict (DOMAIN.md, «First use»); a repurchase also where it is
 * designated and had no first use.
 */
export const outcomeKinds = ['repurchase', 'sales', 'people-served'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** One record of what came of a solution: a body bought it again, or a figure of its supplier or first user. */
export type Outcome = {
  readonly state: 'RECORDED';
  readonly outcomeId: string;
  /** The solution that it is about, and the challenge that this answers. */
  readonly proposalId: string;
  readonly challengeId: string;
  readonly roundId: string;
  readonly kind: OutcomeKind;
  /** Who says so: the body that bought, the supplier of the sales, the first user that serves people. */
  readonly organisationId: string;
  /** Won for a repurchase and for sales, people for people served. */
  readonly amount: number;
  /** The day of the repurchase, or the day up to which a figure counts, `YYYY-MM-DD`. */
  readonly day: string;
  readonly recordedAt: Instant;
};

export type OutcomeAction = 'record-outcome';

/**
 * What tells one outcome from another. Repurchases of a solution by one body on one day for one amount are one, whether
 * they are recorded with the verdict or in the catalogue, so that none counts twice.
 */
export const identityOf = ({ kind, outcomeId, proposalId, organisationId, day, amount }: Outcome): string =>
  kind === 'repurchase' ? `${proposalId}#${organisationId}#${day}#${amount}` : outcomeId;

/** What is recorded stays; a figure that grew is recorded again for a later day. */
export const outcomeTransitions = [
  {
    action: 'record-outcome',
    from: null,
    to: 'RECORDED',
    by: ['buyer', 'author', 'signatory'],
    guard: 'mayRecord',
  },
] as const satisfies readonly Transition<Outcome['state'], OutcomeAction, Role>[];

/** Who may record a kind of outcome of a first use. */
export const recordersOf = (
  kind: OutcomeKind,
  { supplierId, firstUserId }: Pick<FirstUse, 'supplierId' | 'firstUserId'>,
): { readonly roles: readonly Role[]; readonly organisationId: string | null } =>
  kind === 'repurchase'
    ? { roles: ['buyer'], organisationId: null }
    : kind === 'sales'
      ? { roles: ['author', 'signatory'], organisationId: supplierId }
      : { roles: ['buyer'], organisationId: firstUserId };

/** A recorded outcome as the API answers it. */
export const presentOutcome = ({ outcomeId, kind, organisationId, amount, day, recordedAt }: Outcome) => ({
  outcomeId,
  kind,
  organisationId,
  amount,
  day,
  recordedAt,
});
