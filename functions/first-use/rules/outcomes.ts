import type { Instant } from '../../platform/instant.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import type { FirstUse, Measured, Verdict } from '../rules.ts';

/** What is recorded of a product after its published verdict (DOMAIN.md, «First use»). */
export const outcomeKinds = ['repurchase', 'sales', 'people-served'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** One record of what came of a first use: a body bought it again, or a figure of its supplier or first user. */
export type Outcome = {
  readonly state: 'RECORDED';
  readonly outcomeId: string;
  readonly purchaseId: string;
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

/** What the verdicts and repurchases of a round say, for the plan and the budget of the next. */
export type Lessons = {
  readonly inUse: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly targets: { readonly met: number; readonly missed: number; readonly unmeasured: number };
  readonly repurchases: { readonly count: number; readonly amountInWon: number };
  /** Of each supplier and first user the last figure. */
  readonly salesInWon: number;
  readonly peopleServed: number;
  readonly challenges: readonly {
    readonly challengeId: string;
    readonly verdict: Verdict;
    readonly targetsMet: number;
    readonly targetsOfAll: number;
    readonly repurchases: number;
  }[];
};

/** Sums up what is published of a round's first uses and what was recorded after them. */
export const lessonsOf = (firstUses: readonly FirstUse[], outcomes: readonly Outcome[]): Lessons => {
  const published = firstUses.flatMap(({ report, publication, purchaseId, challengeId }) =>
    report === null || publication === null ? [] : [{ report, purchaseId, challengeId }],
  );
  const measured = published.flatMap(({ report }) => report.measurements);
  const countMet = (met: boolean | null, among: readonly Measured[] = measured): number =>
    among.filter((one) => one.met === met).length;
  const countVerdict = (verdict: Verdict): number =>
    published.filter(({ report }) => report.verdict === verdict).length;
  const repurchases = outcomes.filter(({ kind }) => kind === 'repurchase');
  return {
    inUse: firstUses.length - published.length,
    verdicts: {
      SUCCESS: countVerdict('SUCCESS'),
      FAILURE: countVerdict('FAILURE'),
      INCONCLUSIVE: countVerdict('INCONCLUSIVE'),
    },
    targets: { met: countMet(true), missed: countMet(false), unmeasured: countMet(null) },
    repurchases: { count: repurchases.length, amountInWon: sumOf(repurchases) },
    salesInWon: sumOf(lastFigures(outcomes, 'sales')),
    peopleServed: sumOf(lastFigures(outcomes, 'people-served')),
    challenges: published
      .map(({ report, purchaseId, challengeId }) => ({
        challengeId,
        verdict: report.verdict,
        targetsMet: countMet(true, report.measurements),
        targetsOfAll: report.measurements.length,
        repurchases: repurchases.filter((one) => one.purchaseId === purchaseId).length,
      }))
      .sort((left, right) => (left.challengeId < right.challengeId ? -1 : 1)),
  };
};

const sumOf = (outcomes: readonly Outcome[]): number => outcomes.reduce((sum, { amount }) => sum + amount, 0);

/** A figure counts up to its day, so the latest of a purchase holds all before it. */
const lastFigures = (outcomes: readonly Outcome[], kind: OutcomeKind): readonly Outcome[] => [
  ...new Map(
    outcomes
      .filter((outcome) => outcome.kind === kind)
      .toSorted((left, right) =>
        `${left.day}#${left.recordedAt}` < `${right.day}#${right.recordedAt}` ? -1 : 1,
      )
      .map((outcome) => [outcome.purchaseId, outcome] as const),
  ).values(),
];
