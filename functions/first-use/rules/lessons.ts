import { type Challenge, isSelected } from '../../challenges/rules.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Purchase } from '../../purchases/rules.ts';
import type { FirstUse, Report, Verdict } from '../rules.ts';
import type { Outcome, OutcomeKind } from './outcomes.ts';

/** What a round left behind that says something for the next. */
export type Aftermath = {
  readonly challenges: readonly Pick<Challenge, 'challengeId' | 'state' | 'incubation'>[];
  readonly purchases: readonly Pick<
    Purchase,
    'purchaseId' | 'proposalId' | 'challengeId' | 'priceInWon' | 'state' | 'contract' | 'termination'
  >[];
  readonly firstUses: readonly Pick<FirstUse, 'purchaseId' | 'challengeId' | 'report' | 'publication'>[];
  readonly outcomes: readonly Outcome[];
};

/** What came of a number of purchases; money in whole won. */
export type Yield = {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly targets: { readonly met: number; readonly missed: number; readonly unmeasured: number };
  readonly repurchases: { readonly count: number; readonly amountInWon: number };
  /** Of each supplier and first user the last figure. */
  readonly salesInWon: number;
  readonly peopleServed: number;
};

/** What a challenge led to. */
export type ChallengeLesson = Yield & {
  readonly challengeId: string;
  /** Of what was not terminated. */
  readonly bought: number;
  readonly boughtInWon: number;
};

/** A purchase that was given up: its money was free again. */
export type TerminatedPurchase = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly priceInWon: number;
  /** Whether there was a contract already. */
  readonly wasContracted: boolean;
  readonly terminatedAt: Instant;
};

/** What the verdicts, purchases and repurchases of a round say, for the plan and the budget of the next. */
export type Lessons = Yield & {
  readonly inUse: number;
  /** Of each selected challenge, by id. */
  readonly challenges: readonly ChallengeLesson[];
  /** By the instant of the termination. */
  readonly terminated: readonly TerminatedPurchase[];
  /** What was given to challenges that nobody met. */
  readonly incubation: { readonly challenges: number; readonly spentInWon: number };
};

/** Sums up what is published of a round's first uses, what was recorded after them, and what its purchases came to. */
export const lessonsOf = ({ challenges, purchases, firstUses, outcomes }: Aftermath): Lessons => {
  const published = firstUses.flatMap(({ report, publication, purchaseId, challengeId }) =>
    report === null || publication === null ? [] : [{ report, purchaseId, challengeId }],
  );
  const incubated = challenges.flatMap(({ incubation }) => incubation ?? []);
  return {
    inUse: firstUses.length - published.length,
    ...yieldOf(
      published.map(({ report }) => report),
      outcomes,
    ),
    challenges: challenges
      .filter(isSelected)
      .map(({ challengeId }) => {
        const own = purchases.filter((purchase) => purchase.challengeId === challengeId);
        const bought = own.filter(({ state }) => state !== 'TERMINATED');
        return {
          challengeId,
          bought: bought.length,
          boughtInWon: bought.reduce((sum, { priceInWon }) => sum + priceInWon, 0),
          ...yieldOf(
            published.filter((one) => one.challengeId === challengeId).map(({ report }) => report),
            outcomes.filter((outcome) => outcome.challengeId === challengeId),
          ),
        };
      })
      .sort((left, right) => (left.challengeId < right.challengeId ? -1 : 1)),
    terminated: purchases
      .flatMap(({ proposalId, challengeId, priceInWon, contract, termination }) =>
        termination === null
          ? []
          : [
              {
                proposalId,
                challengeId,
                priceInWon,
                wasContracted: contract !== null,
                terminatedAt: termination.at,
              },
            ],
      )
      .sort((left, right) => (left.terminatedAt < right.terminatedAt ? -1 : 1)),
    incubation: {
      challenges: incubated.length,
      spentInWon: incubated.reduce((sum, { budgetInWon }) => sum + budgetInWon, 0),
    },
  };
};

const yieldOf = (reports: readonly Report[], outcomes: readonly Outcome[]): Yield => {
  const countVerdict = (verdict: Verdict): number =>
    reports.filter((report) => report.verdict === verdict).length;
  const measured = reports.flatMap(({ measurements }) => measurements);
  const countMet = (met: boolean | null): number => measured.filter((one) => one.met === met).length;
  const repurchases = outcomes.filter(({ kind }) => kind === 'repurchase');
  return {
    verdicts: {
      SUCCESS: countVerdict('SUCCESS'),
      FAILURE: countVerdict('FAILURE'),
      INCONCLUSIVE: countVerdict('INCONCLUSIVE'),
    },
    targets: { met: countMet(true), missed: countMet(false), unmeasured: countMet(null) },
    repurchases: { count: repurchases.length, amountInWon: sumOf(repurchases) },
    salesInWon: sumOf(lastFigures(outcomes, 'sales')),
    peopleServed: sumOf(lastFigures(outcomes, 'people-served')),
  };
};

const sumOf = (outcomes: readonly Outcome[]): number => outcomes.reduce((sum, { amount }) => sum + amount, 0);

/** A figure counts up to its day, so the latest of a solution holds all before it. */
const lastFigures = (outcomes: readonly Outcome[], kind: OutcomeKind): readonly Outcome[] => [
  ...new Map(
    outcomes
      .filter((outcome) => outcome.kind === kind)
      .toSorted((left, right) =>
        `${left.day}#${left.recordedAt}` < `${right.day}#${right.recordedAt}` ? -1 : 1,
      )
      .map((outcome) => [outcome.proposalId, outcome] as const),
  ).values(),
];
