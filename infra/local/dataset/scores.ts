import { challengeOf } from './challenges.ts';
import { evaluatorOf } from './evaluators.ts';
import { proposalOf } from './proposals.ts';
import { readJson } from './read-rows.ts';
import { reasonPool } from './schema.ts';
import { choiceOf, fractionOf, integerOf } from './seeded.ts';
import { ratioOf } from './targets.ts';
import {
  type Criterion,
  criteriaByDimension,
  type Dimension,
  dimensions,
  type Evaluator,
  type Gate,
  gates,
  type Proposal,
} from './types.ts';

/** What an evaluator gives a proposal: hundredths of a point (multiples of 50), gates, and why by criterion. */
export type Scorecard = {
  readonly points: Readonly<Record<Criterion, number>>;
  readonly gates: Readonly<Record<Gate, boolean>>;
  readonly reasons: Readonly<Record<Criterion, string>>;
};

/** What an evaluator does when told that a scorecard stands apart; `scorecard` is the one that then counts. */
export type OutlierAnswer = {
  readonly answer: 'reconfirm' | 'revise';
  readonly reason: string;
  readonly scorecard: Scorecard;
};

const sentences = readJson('evaluation/reasons.json', reasonPool);

const maximumPoints = 1000;
const pointsStep = 50;

/** From −spread to +spread. */
const swing = (seed: string, spread: number): number => (2 * fractionOf(seed) - 1) * spread;

/** Where an evaluator strays far from the others: about one scorecard in 28, in one dimension. */
const strayOf = (
  proposal: Proposal,
  evaluator: Evaluator,
): { readonly dimension: Dimension; readonly shift: number } | null => {
  const seed = `stray:${proposal.key}:${evaluator.key}`;
  if (fractionOf(seed) >= 1 / 28) return null;
  const dimension = choiceOf(`${seed}:dimension`, dimensions);
  // Above a good mark there is no room to stray upwards.
  const isDown = proposal.quality[dimension] > 75 || fractionOf(`${seed}:sign`) < 0.5;
  const size = integerOf(`${seed}:size`, 170, 230);
  return { dimension, shift: isDown ? -size : size };
};

/** How a proposal's strength lies within a dimension: adds to nought over its criteria. */
const leaningsOf = (proposal: Proposal, dimension: Dimension): readonly number[] => {
  const raw = criteriaByDimension[dimension].map((criterion) => swing(`${proposal.key}:${criterion}`, 55));
  const mean = raw.reduce((sum, leaning) => sum + leaning, 0) / raw.length;
  return raw.map((leaning) => leaning - mean);
};

const pointsOf = (
  proposal: Proposal,
  evaluator: Evaluator,
  stray: ReturnType<typeof strayOf>,
): Record<Criterion, number> => {
  const severity = swing(`severity:${evaluator.key}`, 45);
  const given = dimensions.flatMap((dimension) => {
    const mood = swing(`mood:${proposal.key}:${evaluator.key}:${dimension}`, 35);
    const shift = stray?.dimension === dimension ? stray.shift : 0;
    const leanings = leaningsOf(proposal, dimension);
    return criteriaByDimension[dimension].map((criterion, index): [Criterion, number] => {
      const detail = swing(`detail:${proposal.key}:${evaluator.key}:${criterion}`, 45);
      const exact =
        proposal.quality[dimension] * 10 + (leanings[index] ?? 0) + severity + mood + detail + shift;
      const rounded = Math.round(exact / pointsStep) * pointsStep;
      return [criterion, Math.min(maximumPoints, Math.max(0, rounded))];
    });
  });
  return byCriterion((criterion) => given.find(([name]) => name === criterion)?.[1] ?? 0);
};

const byCriterion = <T>(valueOf: (criterion: Criterion) => T): Record<Criterion, T> => ({
  'meets-targets': valueOf('meets-targets'),
  'public-effect': valueOf('public-effect'),
  urgency: valueOf('urgency'),
  reuse: valueOf('reuse'),
  novelty: valueOf('novelty'),
  excellence: valueOf('excellence'),
  'spill-over': valueOf('spill-over'),
  'performance-evidence': valueOf('performance-evidence'),
  'delivery-plan': valueOf('delivery-plan'),
  'price-reasonableness': valueOf('price-reasonableness'),
});

const gradeOf = (points: number): 'strong' | 'good' | 'fair' | 'weak' => {
  if (points >= 850) return 'strong';
  if (points >= 700) return 'good';
  return points >= 600 ? 'fair' : 'weak';
};

/** The target that a reason speaks of: the one best served where there is praise, else the one worst served. */
const targetNamed = (
  proposal: Proposal,
  grade: ReturnType<typeof gradeOf>,
  language: 'ko' | 'en',
): string => {
  const ranked = challengeOf(proposal.challengeKey)
    .requiredPerformance.map((target, index) => ({
      name: target.name[language],
      ratio: ratioOf(target, proposal.claimedValues[index] ?? null),
    }))
    .sort((left, right) => left.ratio - right.ratio);
  return (grade === 'strong' ? ranked.at(-1) : ranked[0])?.name ?? '';
};

const reasonFor = (
  proposal: Proposal,
  evaluator: Evaluator,
  criterion: Criterion,
  points: number,
): string => {
  const grade = gradeOf(points);
  const language = evaluator.writesIn;
  const sentence = choiceOf(
    `reason:${proposal.key}:${evaluator.key}:${criterion}`,
    sentences[criterion][grade],
  );
  return sentence[language].replaceAll('{target}', targetNamed(proposal, grade, language));
};

/** On the gate that a proposal fails about one evaluator in nine disagrees; a panel's majority never does. */
const passes = (proposal: Proposal, evaluator: Evaluator, gate: Gate): boolean =>
  proposal.failsGate !== gate || fractionOf(`gate:${proposal.key}:${evaluator.key}`) < 1 / 9;

const gatesOf = (proposal: Proposal, evaluator: Evaluator): Record<Gate, boolean> => ({
  'field-fit': passes(proposal, evaluator, gates[0]),
  innovative: passes(proposal, evaluator, gates[1]),
  readiness: passes(proposal, evaluator, gates[2]),
  safety: passes(proposal, evaluator, gates[3]),
  regulation: passes(proposal, evaluator, gates[4]),
});

const scorecardOf = (
  proposal: Proposal,
  evaluator: Evaluator,
  stray: ReturnType<typeof strayOf>,
): Scorecard => {
  const points = pointsOf(proposal, evaluator, stray);
  return {
    points,
    gates: gatesOf(proposal, evaluator),
    reasons: byCriterion((criterion) => reasonFor(proposal, evaluator, criterion, points[criterion])),
  };
};

/**
 * The scorecard that an evaluator submits for a proposal; whole for any pair, since panels are drawn at run time.
 * Throws for unknown keys.
 */
export const scorecardFor = (proposalKey: string, evaluatorKey: string): Scorecard => {
  const proposal = proposalOf(proposalKey);
  const evaluator = evaluatorOf(evaluatorKey);
  return scorecardOf(proposal, evaluator, strayOf(proposal, evaluator));
};

const answers = {
  revise: {
    ko: '다른 위원의 근거를 고려하여 자료를 다시 읽었고, 시험 조건을 잘못 이해한 부분을 바로잡는다.',
    en: 'I read the documents again and correct points that rested on a misunderstanding of the test conditions.',
  },
  reconfirm: {
    ko: '현장 여건에서의 차이를 크게 보았으며 제출한 자료로 판단이 바뀌지 않아 점수를 유지한다.',
    en: 'I weigh the conditions on site heavily; the documents do not change my judgement, so the points stand.',
  },
} as const;

/**
 * What an evaluator answers when a scorecard is flagged as an outlier. Half of those who strayed revise; whoever is
 * flagged without having strayed stands by the points. Throws for unknown keys.
 */
export const outlierAnswerFor = (proposalKey: string, evaluatorKey: string): OutlierAnswer => {
  const proposal = proposalOf(proposalKey);
  const evaluator = evaluatorOf(evaluatorKey);
  const stray = strayOf(proposal, evaluator);
  const answer =
    stray !== null && fractionOf(`answer:${proposalKey}:${evaluatorKey}`) < 0.5 ? 'revise' : 'reconfirm';
  return {
    answer,
    reason: answers[answer][evaluator.writesIn],
    scorecard: scorecardOf(proposal, evaluator, answer === 'revise' ? null : stray),
  };
};
