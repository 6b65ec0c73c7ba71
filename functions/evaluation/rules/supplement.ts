import type { Instant } from '../../platform/instant.ts';
import { type Refusal, refuse } from '../../platform/refusal.ts';
import { checkAnotherPerson, type Transition } from '../../platform/transition.ts';
import type { Phase } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { type Candidate, type ChallengeToDraw, type Draw, lotOf } from './draw.ts';
import { activeSeats, type Panel, stepIn } from './panel.ts';
import type { Evaluator } from './pool.ts';

/** Somebody whom staff propose for the pool after the draw: what the pool knows of a person, with their pseudonym. */
export type SupplementEntry = Pick<
  Evaluator,
  'evaluatorId' | 'accountId' | 'organisationId' | 'name' | 'expertise'
>;

/**
 * People whom staff propose for a round's pool once its panels are drawn, for panels whose drawn order is used up. Who is
 * approved stands behind that order, on every panel of the round.
 */
export type PoolSupplement = {
  readonly state: 'PROPOSED' | 'APPROVED';
  readonly roundId: string;
  /** Counts the proposals from 1. */
  readonly number: number;
  readonly entries: readonly SupplementEntry[];
  /**
   * The pseudonym of everybody who was ever proposed, by account: by another one at the next proposal, staff could draw
   * lots for the same person until the order suits.
   */
  readonly pseudonyms: Readonly<Record<string, string>>;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
};

export type SupplementAction = 'propose-supplement' | 'approve-supplement';

/** Every arrow of a supplement; staff may propose others before it is approved, and more people after it. */
export const supplementTransitions = [
  { action: 'propose-supplement', from: null, to: 'PROPOSED', by: ['staff'], guard: 'checkProposed' },
  { action: 'propose-supplement', from: 'PROPOSED', to: 'PROPOSED', by: ['staff'], guard: 'checkProposed' },
  { action: 'propose-supplement', from: 'APPROVED', to: 'PROPOSED', by: ['staff'], guard: 'checkProposed' },
  {
    action: 'approve-supplement',
    from: 'PROPOSED',
    to: 'APPROVED',
    by: ['approver'],
    guard: 'checkSupplementApproval',
  },
] as const satisfies readonly Transition<PoolSupplement['state'], SupplementAction, 'staff' | 'approver'>[];

/** While a panel may still lack somebody. */
export const supplementPhases = [
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
] as const satisfies readonly Phase[];

/**
 * Of how many people a supplement is. One alone would tell staff whose the new pseudonym is; more than the most, with the
 * panels that they join, would not fit one transaction.
 */
export const supplementSize = { least: 2, most: 10 } as const;

/** What an approved supplement adds to the draw: a fact of its own, by pseudonyms, published with the draw's record. */
export type DrawSupplement = {
  readonly state: 'DRAWN';
  readonly roundId: string;
  /** Counts the approved ones from 1; a later one stands behind an earlier. */
  readonly number: number;
  /** SHA-256 of the record of the draw that it continues, and the draw's seed. */
  readonly drawSha256: string;
  readonly seed: string;
  /** Ascending; a group is that of the draw where it knows the organisation. */
  readonly candidates: readonly SupplementCandidate[];
  readonly challenges: readonly ChallengeToDraw[];
  readonly orders: readonly SupplementOrder[];
  readonly approvedAt: Instant;
};

export type SupplementCandidate = Pick<Candidate, 'evaluatorId' | 'group'>;

/** Who stands behind the drawn order of a challenge, and in which order. */
export type SupplementOrder = { readonly challengeId: string; readonly order: readonly string[] };

export type DrawSupplementAction = 'draw-supplement';

/** A supplement is drawn once, when it is approved. */
export const drawSupplementTransitions = [
  {
    action: 'draw-supplement',
    from: null,
    to: 'DRAWN',
    by: ['approver'],
    guard: 'checkSupplementApproval',
  },
] as const satisfies readonly Transition<DrawSupplement['state'], DrawSupplementAction, 'approver'>[];

/** The entries with the pseudonyms that these accounts had before; `newId` gives one to whoever has none. */
export const namedEntries = (
  people: readonly Omit<SupplementEntry, 'evaluatorId'>[],
  before: Pick<PoolSupplement, 'pseudonyms'> | null,
  newId: () => string,
): Pick<PoolSupplement, 'entries' | 'pseudonyms'> => {
  const entries = people.map((person) => ({
    ...person,
    evaluatorId: before?.pseudonyms[person.accountId] ?? newId(),
  }));
  const named = entries.map(({ accountId, evaluatorId }) => [accountId, evaluatorId] as const);
  return { entries, pseudonyms: { ...before?.pseudonyms, ...Object.fromEntries(named) } };
};

/**
 * Refuses whom staff cannot propose: somebody twice, whoever proposes, whoever stands in the pool already, and whoever had
 * a part in the decision (invariant 11: evaluator ≠ decider).
 */
export const checkProposed = (
  people: readonly Pick<SupplementEntry, 'accountId'>[],
  known: {
    readonly proposedBy: string;
    readonly listed: ReadonlySet<string>;
    readonly deciders: ReadonlySet<string>;
  },
  roundId: string,
): Refusal | null => {
  const accountIds = people.map(({ accountId }) => accountId);
  if (accountIds.includes(known.proposedBy)) return refuse('same-person', { roundId });
  if (new Set(accountIds).size < accountIds.length || accountIds.some((one) => known.listed.has(one)))
    return refuseEvaluation('evaluator-listed-already');
  return checkUndecided(people, known.deciders, roundId);
};

/** Refuses whoever had a part in the decision, or judged an objection to it, by now (invariant 11: evaluator ≠ decider). */
export const checkUndecided = (
  people: readonly Pick<SupplementEntry, 'accountId'>[],
  deciders: ReadonlySet<string>,
  roundId: string,
): Refusal | null =>
  people.some(({ accountId }) => deciders.has(accountId))
    ? refuseEvaluation('decider-as-evaluator', { roundId })
    : null;

/**
 * Refuses an approval by whoever proposed a supplement in the round or stands in this one, and of another than was shown
 * (invariant 11). Who stands in the pool is refused before.
 */
export const checkSupplementApproval = (
  supplement: Pick<PoolSupplement, 'roundId' | 'number' | 'entries' | 'proposedBy'>,
  approval: {
    readonly accountId: string;
    readonly number: number;
    readonly proposers: ReadonlySet<string>;
  },
): Refusal | null => {
  const { roundId, number, entries, proposedBy } = supplement;
  const samePerson = checkAnotherPerson(approval.accountId, {
    preparedBy: proposedBy,
    preparers: approval.proposers,
    roundId,
  });
  if (samePerson !== null) return samePerson;
  if (entries.some(({ accountId }) => accountId === approval.accountId))
    return refuse('same-person', { roundId });
  return number === approval.number ? null : refuseEvaluation('supplement-changed', { number, roundId });
};

/**
 * Refuses a supplement of which one person alone is in conflict with some challenges and free for the others: who knows
 * the organisations would read in the published orders whose pseudonym it is.
 */
export const checkUntellable = ({
  candidates,
  challenges,
  roundId,
}: Pick<DrawSupplement, 'candidates' | 'challenges' | 'roundId'>): Refusal | null => {
  const conflictsOf = ({ evaluatorId }: SupplementCandidate): string =>
    challenges
      .filter(({ conflicted }) => conflicted.includes(evaluatorId))
      .map(({ challengeId }) => challengeId)
      .join();
  const alike = Map.groupBy(candidates, conflictsOf);
  return [...alike.values()].some(({ length }) => length === 1)
    ? refuseEvaluation('supplement-tells-whose', { roundId })
    : null;
};

/** The entries without names, ascending by pseudonym; whose organisation the pool knows has its group there. */
export const supplementCandidates = (
  entries: readonly Pick<SupplementEntry, 'evaluatorId' | 'organisationId'>[],
  groupOfOrganisation: ReadonlyMap<string, string>,
): readonly SupplementCandidate[] => {
  const ascending = [...entries].sort((left, right) => (left.evaluatorId < right.evaluatorId ? -1 : 1));
  const groups = new Map(groupOfOrganisation);
  for (const { organisationId, evaluatorId } of ascending)
    if (!groups.has(organisationId)) groups.set(organisationId, evaluatorId);
  return ascending.map(({ evaluatorId, organisationId }) => ({
    evaluatorId,
    group: groups.get(organisationId) ?? evaluatorId,
  }));
};

/**
 * Orders a supplement for each challenge: those free of conflict, by ascending SHA-256 (lower-case hex) over the UTF-8 of
 * `seed:challengeId:evaluatorId`, the lot of the draw itself. The seed was given before anybody of them was proposed, and
 * the pseudonyms are random: nobody can choose who comes first.
 */
export const drawSupplement = ({
  seed,
  candidates,
  challenges,
}: Pick<DrawSupplement, 'seed' | 'candidates' | 'challenges'>): readonly SupplementOrder[] =>
  challenges.map(({ challengeId, conflicted }) => ({
    challengeId,
    order: candidates
      .map(({ evaluatorId }) => evaluatorId)
      .filter((evaluatorId) => !conflicted.includes(evaluatorId))
      .map((evaluatorId) => ({ evaluatorId, lot: lotOf(seed, challengeId, evaluatorId) }))
      .sort((left, right) => (left.lot < right.lot ? -1 : 1))
      .map(({ evaluatorId }) => evaluatorId),
  }));

/**
 * The panel with the supplements of its round, in their order, behind what is left of its drawn order. `left` are those
 * who come to it no more, such as who sat on the first panel of a challenge when this is a fresh one.
 */
export const withSupplements = <Of extends Panel>(
  panel: Of,
  supplements: readonly Pick<DrawSupplement, 'candidates' | 'orders'>[],
  left: readonly string[] = [],
): Of => {
  const known = new Set([
    ...left,
    ...[...panel.seats, ...panel.reserve].map(({ evaluatorId }) => evaluatorId),
  ]);
  const more = supplements.flatMap(({ candidates, orders }) => {
    const order = orders.find(({ challengeId }) => challengeId === panel.challengeId)?.order ?? [];
    return order.flatMap((evaluatorId) => candidates.filter((one) => one.evaluatorId === evaluatorId));
  });
  return {
    ...panel,
    reserve: [...panel.reserve, ...more.filter(({ evaluatorId }) => !known.has(evaluatorId))],
  };
};

/** The panel with the next of its order on every seat that a recusal left empty, up to `size` and as far as it reaches. */
export const filledPanel = <Of extends Panel>(panel: Of, size: number): Of => {
  const after = activeSeats(panel).length < size ? stepIn(panel) : panel;
  return after === panel ? panel : filledPanel(after, size);
};

/** The approved supplements of a round as they are published beside the record of its draw. */
export const publishedSupplements = (
  { roundId, recordSha256, seed }: Pick<Draw, 'roundId' | 'recordSha256' | 'seed'>,
  supplements: readonly Omit<DrawSupplement, 'state' | 'roundId' | 'drawSha256' | 'seed'>[],
) => ({
  format: 'first-buyer/draw-supplements/1' as const,
  roundId,
  drawSha256: recordSha256,
  seed,
  supplements: supplements.map(({ number, approvedAt, candidates, challenges, orders }) => ({
    number,
    approvedAt,
    // Whose group it is would tell which institute's a pseudonym is; the lots want none.
    candidates: candidates.map(({ evaluatorId }) => ({ evaluatorId })),
    challenges,
    orders,
  })),
});
