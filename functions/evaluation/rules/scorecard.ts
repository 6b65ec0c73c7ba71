import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import type { Proposal } from '../../proposals/rules.ts';
import type { Phase, Round, Scoring } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { needsReason } from './reasons.ts';

/** The stored states. OUTLIER_FLAGGED is derived from the scorecards of the proposal (`flaggedScorecards`). */
export type ScorecardState = 'DRAFT' | 'SUBMITTED' | 'RECONFIRMED' | 'REVISED';

/** What an evaluator writes down about a proposal; in a draft any part may be missing. */
export type Scores = {
  /** Hundredths of a point by criterion. */
  readonly points: Readonly<Record<string, number>>;
  /** True where the proposal passes the gate. */
  readonly gates: Readonly<Record<string, boolean>>;
  /** Why, by criterion; only points at either end need one (`reasonsNeeded` of the policy). */
  readonly reasons: Readonly<Record<string, string>>;
};

/** One evaluator's scorecard for one proposal. The evaluator is a pseudonym. */
export type Scorecard = Scores & {
  readonly state: ScorecardState;
  readonly roundId: string;
  readonly challengeId: string;
  readonly proposalId: string;
  readonly evaluatorId: string;
  readonly submittedAt: Instant | null;
  /** The points as they were first submitted, which outliers are told by; null in a draft. */
  readonly firstPoints: Readonly<Record<string, number>> | null;
  /** Why the author revised, or stood by an outlier. */
  readonly answerReason: string | null;
};

export type ScorecardAction = 'save' | 'submit' | 'reconfirm' | 'revise' | 'revise-in-meeting';

/** Every arrow of a scorecard; saving a draft leaves no entry in the ledger. */
export const scorecardTransitions = [
  { action: 'save', from: null, to: 'DRAFT', by: ['evaluator'], guard: 'checkDraft' },
  { action: 'save', from: 'DRAFT', to: 'DRAFT', by: ['evaluator'], guard: 'checkDraft' },
  { action: 'submit', from: null, to: 'SUBMITTED', by: ['evaluator'], guard: 'checkScores' },
  { action: 'submit', from: 'DRAFT', to: 'SUBMITTED', by: ['evaluator'], guard: 'checkScores' },
  { action: 'reconfirm', from: 'SUBMITTED', to: 'RECONFIRMED', by: ['evaluator'], guard: 'checkFlagged' },
  { action: 'revise', from: 'SUBMITTED', to: 'REVISED', by: ['evaluator'], guard: 'checkFlagged' },
  { action: 'revise-in-meeting', from: 'SUBMITTED', to: 'REVISED', by: ['evaluator'], guard: 'checkScores' },
  {
    action: 'revise-in-meeting',
    from: 'RECONFIRMED',
    to: 'REVISED',
    by: ['evaluator'],
    guard: 'checkScores',
  },
] as const satisfies readonly Transition<ScorecardState, ScorecardAction, 'evaluator'>[];

/** True once submitted: from then on only the arrows of an outlier and of a panel’s meeting change it. */
export const isLocked = (scorecard: Pick<Scorecard, 'state'>): boolean => scorecard.state !== 'DRAFT';

type Problem = { readonly place: string; readonly reason: string };

/** Refuses a draft that names criteria or gates which the round does not have, or points that are none of them. */
export const checkDraft = (scoring: Scoring, scores: Scores): Refusal | null =>
  checkPoints(scoring, scores) ?? refuseFor('scorecard-invalid', foreignNames(scoring, scores));

/**
 * Refuses a scorecard that is not whole: exactly the criteria and gates of the round, whole points 0…maximum, and a
 * reason for each criterion whose points lie below or above what the policy lets stand without one.
 */
export const checkScores = (scoring: Scoring, scores: Scores): Refusal | null =>
  checkPoints(scoring, scores) ??
  refuseFor('scorecard-invalid', [
    ...missingNames(scoring, scores),
    ...foreignNames(scoring, scores),
    ...missingReasons(scoring, scores),
  ]);

/** Refuses points that are no whole hundredths of a point, then those outside 0…maximum. */
const checkPoints = (scoring: Scoring, scores: Scores): Refusal | null =>
  refuseFor(
    'points-not-whole',
    problemsOfPoints(
      scoring,
      scores,
      (given) => !Number.isInteger(given),
      'must be whole hundredths of a point, from 0',
    ),
  ) ??
  refuseFor(
    'points-out-of-range',
    problemsOfPoints(scoring, scores, (given, maximum) => given < 0 || given > maximum, 'must be from 0'),
  );

const refuseFor = (
  code: 'scorecard-invalid' | 'points-not-whole' | 'points-out-of-range',
  problems: readonly Problem[],
): Refusal | null =>
  problems.length === 0 ? null : refuseEvaluation(code, { problems: problems.slice(0, 50) });

const criteriaOf = (scoring: Scoring) => scoring.dimensions.flatMap(({ criteria }) => criteria);

/** Which names each part of a scorecard has. */
const partsOf = (scoring: Scoring, scores: Scores) => {
  const criteria = criteriaOf(scoring).map(({ name }) => name);
  return [
    { part: 'points', held: scores.points, names: criteria },
    { part: 'gates', held: scores.gates, names: scoring.gates },
    { part: 'reasons', held: scores.reasons, names: criteria },
  ] as const;
};

const missingNames = (scoring: Scoring, scores: Scores): readonly Problem[] =>
  partsOf(scoring, scores)
    .filter(({ part }) => part !== 'reasons')
    .flatMap(({ part, held, names }) =>
      names
        .filter((name) => !Object.hasOwn(held, name))
        .map((name) => ({ place: `/body/${part}/${name}`, reason: 'is missing' })),
    );

/** The criteria whose points are too low or too high to stand without a reason, and have none. */
const missingReasons = (scoring: Scoring, { points, reasons }: Scores): readonly Problem[] =>
  criteriaOf(scoring)
    .filter(({ name, maximum }) => {
      const given = Object.hasOwn(points, name) ? points[name] : undefined;
      return given !== undefined && needsReason(scoring, given, maximum) && !Object.hasOwn(reasons, name);
    })
    .map(({ name }) => ({
      place: `/body/reasons/${name}`,
      reason: 'is missing: points so low or so high need a reason',
    }));

const foreignNames = (scoring: Scoring, scores: Scores): readonly Problem[] =>
  partsOf(scoring, scores).flatMap(({ part, held, names }) =>
    Object.keys(held)
      .filter((name) => !names.includes(name))
      .map((name) => ({ place: `/body/${part}/${name}`, reason: 'is nothing that this round scores' })),
  );

const problemsOfPoints = (
  scoring: Scoring,
  { points }: Scores,
  isWrong: (given: number, maximum: number) => boolean,
  reason: string,
): readonly Problem[] =>
  criteriaOf(scoring).flatMap(({ name, maximum }) => {
    const given = Object.hasOwn(points, name) ? points[name] : undefined;
    return given !== undefined && isWrong(given, maximum)
      ? [{ place: `/body/points/${name}`, reason: `${reason} to ${maximum}` }]
      : [];
  });

/** The sum of a scorecard's points in each dimension, by the dimension's name. Only of a whole scorecard. */
export const dimensionSums = (
  { points }: Pick<Scores, 'points'>,
  scoring: Scoring,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    scoring.dimensions.map(({ name, criteria }) => [
      name,
      criteria.reduce((sum, criterion) => sum + (points[criterion.name] ?? 0), 0),
    ]),
  );

/** When a panel scores: the first in the evaluation, a fresh one after the notice. */
export const scoringPhases = (isFresh: boolean): readonly Phase[] =>
  isFresh ? ['NOTICE', 'PURCHASE'] : ['EVALUATION'];

/**
 * Refuses a score outside the evaluation, or for a proposal that is not eligible. The phase alone counts: past the
 * deadline of the evaluation the round stays in it until each proposal has its quorum (invariant 6).
 */
export const checkScoringOpen = (
  round: Pick<Round, 'state' | 'roundId'>,
  proposal: Pick<Proposal, 'state' | 'proposalId'>,
  phases: readonly Phase[] = scoringPhases(false),
): Refusal | null => {
  const { roundId } = round;
  if (!phases.includes(round.state))
    return refuseEvaluation('not-scoring-now', { phase: round.state, roundId });
  return proposal.state === 'ELIGIBLE'
    ? null
    : refuseEvaluation('not-eligible', { proposalId: proposal.proposalId, state: proposal.state });
};

/** A draft with these scores. */
export const savedScorecard = (
  scores: Scores,
  place: Pick<Scorecard, 'roundId' | 'challengeId' | 'proposalId' | 'evaluatorId'>,
): Scorecard => ({
  ...place,
  state: 'DRAFT',
  points: scores.points,
  gates: scores.gates,
  reasons: scores.reasons,
  submittedAt: null,
  firstPoints: null,
  answerReason: null,
});

/** A scorecard with these scores, locked at an instant. */
export const submittedScorecard = (
  scores: Scores,
  place: Pick<Scorecard, 'roundId' | 'challengeId' | 'proposalId' | 'evaluatorId'>,
  at: Instant,
): Scorecard => ({
  ...savedScorecard(scores, place),
  state: 'SUBMITTED',
  submittedAt: at,
  firstPoints: scores.points,
});

/** A flagged scorecard whose author stands by it, or revises it where `scores` are given. */
export const answeredScorecard = (
  before: Scorecard,
  scores: Scores | null,
  reason: string | null,
): Scorecard => ({
  ...before,
  ...(scores === null
    ? { state: 'RECONFIRMED' }
    : { state: 'REVISED', points: scores.points, gates: scores.gates, reasons: scores.reasons }),
  answerReason: reason,
});

/** Refuses to save or submit a scorecard that is locked. */
export const checkUnlocked = (
  before: Pick<Scorecard, 'state'> | null,
  action: Extract<ScorecardAction, 'save' | 'submit'>,
  roundId: string,
): Refusal | null =>
  isRefusal(findTransition(scorecardTransitions, action, before?.state ?? null))
    ? refuseEvaluation('scorecard-locked', { state: before?.state, roundId })
    : null;
