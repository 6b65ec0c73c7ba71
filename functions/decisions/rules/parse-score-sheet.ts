import {
  POLICIES,
  RULE_VERSION,
  type Criterion,
  type Dimension,
  type Policy,
  type ScoreSheet,
  type SheetFault,
  type SheetProposal,
  type SheetScorecard,
} from './score-sheet.ts';

/** Thrown inside this file only; `parseScoreSheet` answers it as a fault. */
class Refused extends Error {
  readonly fault: SheetFault;
  constructor(place: string, reason: string) {
    super(reason);
    this.fault = { place, reason };
  }
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a score sheet from a JSON value, or answers the first fault with its place (DOMAIN.md, «Score sheet»). Fields
 * that the form does not name are ignored. Every sum that the ranking needs is made sure of here.
 */
export const parseScoreSheet = (value: unknown): ScoreSheet | SheetFault => {
  try {
    return sheetOf(value);
  } catch (error) {
    if (error instanceof Refused) return error.fault;
    throw error;
  }
};

const sheetOf = (value: unknown): ScoreSheet => {
  const fields = objectAt(value, '');
  const ruleVersion = textAt(fields, '', 'ruleVersion');
  if (ruleVersion !== RULE_VERSION)
    throw new Refused('/ruleVersion', `is no known rule version: this program computes ${RULE_VERSION}`);
  const policy = policyAt(fields);
  const budgetInWon = wholeAt(fields, '', 'budgetInWon');
  const maxFundedPerChallenge = wholeAt(fields, '', 'maxFundedPerChallenge', 1);
  const drawSeed = textAt(fields, '', 'drawSeed');
  const passMark = wholeAt(fields, '', 'passMark');
  const cutOffPercent = wholeAt(fields, '', 'cutOffPercent');
  const trimFrom = wholeAt(fields, '', 'trimFrom', 3);
  const dimensions = dimensionsAt(fields);
  const tieBreak = tieBreakAt(fields, dimensions);
  const proposals = proposalsAt(fields);
  const scorecards = scorecardsAt(fields, dimensions, proposals);
  return {
    ruleVersion,
    budgetInWon,
    policy,
    maxFundedPerChallenge,
    drawSeed,
    passMark,
    cutOffPercent,
    trimFrom,
    tieBreak,
    dimensions,
    proposals,
    scorecards,
  };
};

const policyAt = (fields: Fields): Policy => {
  const written = textAt(fields, '', 'policy');
  const policy = POLICIES.find((known) => known === written);
  if (policy === undefined)
    throw new Refused('/policy', `is no known policy: use one of ${POLICIES.join(', ')}`);
  return policy;
};

const dimensionsAt = (fields: Fields): readonly Dimension[] => {
  const written = arrayAt(fields, '', 'dimensions');
  if (written.length === 0) throw new Refused('/dimensions', 'has no dimension');
  const names = new Set<string>();
  const criteriaNames = new Set<string>();
  return written.map((value, index): Dimension => {
    const place = `/dimensions/${index}`;
    const own = objectAt(value, place);
    const name = textAt(own, place, 'name');
    if (names.has(name)) throw new Refused(`${place}/name`, 'stands in the sheet twice');
    names.add(name);
    const criteria = arrayAt(own, place, 'criteria');
    if (criteria.length === 0) throw new Refused(`${place}/criteria`, 'has no criterion');
    return {
      name,
      criteria: criteria.map((criterion, at) =>
        criterionAt(criterion, `${place}/criteria/${at}`, criteriaNames),
      ),
    };
  });
};

const criterionAt = (value: unknown, place: string, taken: Set<string>): Criterion => {
  const own = objectAt(value, place);
  const name = textAt(own, place, 'name');
  if (taken.has(name))
    throw new Refused(`${place}/name`, 'is the name of another criterion, here or in another dimension');
  taken.add(name);
  return { name, maximum: wholeAt(own, place, 'maximum') };
};

const tieBreakAt = (fields: Fields, dimensions: readonly Dimension[]): readonly string[] => {
  const names = new Set(dimensions.map(({ name }) => name));
  return arrayAt(fields, '', 'tieBreak').map((value, index): string => {
    const place = `/tieBreak/${index}`;
    if (typeof value !== 'string') throw new Refused(place, 'is not text');
    if (!names.has(value)) throw new Refused(place, 'names no dimension');
    return value;
  });
};

const proposalsAt = (fields: Fields): readonly SheetProposal[] => {
  const ids = new Set<string>();
  let asked = 0;
  return arrayAt(fields, '', 'proposals').map((value, index): SheetProposal => {
    const place = `/proposals/${index}`;
    const own = objectAt(value, place);
    const proposalId = textAt(own, place, 'proposalId');
    if (ids.has(proposalId)) throw new Refused(`${place}/proposalId`, 'stands in the sheet twice');
    ids.add(proposalId);
    const gatesPassed = own['gatesPassed'];
    if (typeof gatesPassed !== 'boolean')
      throw new Refused(`${place}/gatesPassed`, 'is neither true nor false');
    const priceInWon = wholeAt(own, place, 'priceInWon');
    asked += priceInWon;
    if (asked > Number.MAX_SAFE_INTEGER)
      throw new Refused(`${place}/priceInWon`, 'brings the sum of the prices above 2^53 − 1');
    return { proposalId, challengeId: textAt(own, place, 'challengeId'), priceInWon, gatesPassed };
  });
};

const scorecardsAt = (
  fields: Fields,
  dimensions: readonly Dimension[],
  proposals: readonly SheetProposal[],
): readonly SheetScorecard[] => {
  const criteria = dimensions.flatMap((dimension) => dimension.criteria);
  const evaluatorsOf = new Map(proposals.map(({ proposalId }) => [proposalId, new Set<string>()]));
  const pointsOf = new Map<string, number>();
  return arrayAt(fields, '', 'scorecards').map((value, index): SheetScorecard => {
    const place = `/scorecards/${index}`;
    const own = objectAt(value, place);
    const proposalId = textAt(own, place, 'proposalId');
    const evaluators = evaluatorsOf.get(proposalId);
    if (evaluators === undefined) throw new Refused(`${place}/proposalId`, 'names no proposal of the sheet');
    const evaluatorId = textAt(own, place, 'evaluatorId');
    if (evaluators.has(evaluatorId))
      throw new Refused(place, 'is a second scorecard of this evaluator for this proposal');
    evaluators.add(evaluatorId);
    const points = objectAt(own['points'], `${place}/points`);
    const sum = checkPoints(points, criteria, `${place}/points`);
    const all = (pointsOf.get(proposalId) ?? 0) + sum;
    if (all > Number.MAX_SAFE_INTEGER)
      throw new Refused(`${place}/points`, 'brings the sum of the proposal’s points above 2^53 − 1');
    pointsOf.set(proposalId, all);
    return { proposalId, evaluatorId, points: ownNumbers(points, criteria) };
  });
};

/** Every criterion once and no other, whole and within 0 … maximum. Answers the sum. */
const checkPoints = (points: Fields, criteria: readonly Criterion[], place: string): number => {
  let sum = 0;
  for (const { name, maximum } of criteria) {
    if (!Object.hasOwn(points, name)) throw new Refused(place, `lacks the criterion ${JSON.stringify(name)}`);
    const value = wholeAt(points, place, name);
    if (value > maximum)
      throw new Refused(`${place}/${escapePointer(name)}`, `exceeds the maximum ${maximum}`);
    sum += value;
  }
  const names = Object.keys(points);
  if (names.length !== criteria.length) {
    const known = new Set(criteria.map(({ name }) => name));
    const foreign = names.find((name) => !known.has(name)) ?? '';
    throw new Refused(`${place}/${escapePointer(foreign)}`, 'is no criterion of the sheet');
  }
  return sum;
};

/** A copy without a prototype, so that a criterion may have any name. */
const ownNumbers = (points: Fields, criteria: readonly Criterion[]): Readonly<Record<string, number>> => {
  const copy: Record<string, number> = Object.create(null);
  for (const { name } of criteria) copy[name] = Number(points[name]);
  return copy;
};

const objectAt = (value: unknown, place: string): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused(place, value === undefined ? 'is missing' : 'is not an object');
  return Object.fromEntries(Object.entries(value));
};

const arrayAt = (fields: Fields, place: string, name: string): readonly unknown[] => {
  const value = fields[name];
  if (!Array.isArray(value))
    throw new Refused(`${place}/${name}`, value === undefined ? 'is missing' : 'is not a list');
  return value;
};

const textAt = (fields: Fields, place: string, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string')
    throw new Refused(`${place}/${name}`, value === undefined ? 'is missing' : 'is not text');
  return value;
};

const wholeAt = (fields: Fields, place: string, name: string, least = 0): number => {
  const value = fields[name];
  const at = `${place}/${escapePointer(name)}`;
  if (value === undefined) throw new Refused(at, 'is missing');
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Refused(at, 'is not a whole number from 0 to 2^53 − 1');
  if (value < least) throw new Refused(at, `is less than ${least}`);
  return value;
};

/** RFC 6901. */
const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
