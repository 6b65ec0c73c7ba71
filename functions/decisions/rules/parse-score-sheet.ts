import { rankSheet } from './rank.ts';
import { findSecondCard } from './second-card.ts';
import {
  POLICIES,
  RULE_VERSION,
  SheetCannotBeRanked,
  type Criterion,
  type Dimension,
  type ScoreSheet,
  type SheetProposal,
  type SheetScorecard,
} from './score-sheet.ts';
import { type SheetFault, sheetFault } from './sheet-faults.ts';

/**
 * Reads a score sheet from a JSON value, or answers the first fault with its place (DOMAIN.md, «Score sheet»). Fields
 * that the form does not name are ignored. The large arrays are checked and handed on, not copied: whoever passes the
 * value leaves it unchanged afterwards.
 */
export const parseScoreSheet = (value: unknown): ScoreSheet | SheetFault => {
  try {
    const sheet = sheetOf(value);
    // Only sheets of absurdly large points can have a sum over 2^53 − 1; whether they do is known when it is summed.
    if (mayExceedExactSums(sheet)) rankSheet(sheet);
    return sheet;
  } catch (error) {
    if (error instanceof Refused || error instanceof SheetCannotBeRanked) return error.fault;
    throw error;
  }
};

/**
 * Reads a score sheet from its JSON text, like `parseScoreSheet`. It also refuses numbers that are no integers but that
 * double precision would round to one.
 */
export const parseScoreSheetText = (text: string): ScoreSheet | SheetFault => {
  let value: unknown;
  try {
    value = FRACTION_OR_EXPONENT.test(text) ? JSON.parse(text, refuseFractions) : JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return sheetFault('', 'sheet-not-json', { why: error.message });
  }
  return parseScoreSheet(value);
};

/** Finds a number that is not written as a plain integer (and sometimes text that looks like one). */
const FRACTION_OR_EXPONENT = /[:,[\s]-?[0-9]+[.eE]/;

/** `JSON.parse` tells how a number was written; one with a fraction becomes what no integer is. */
const refuseFractions = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && isWrittenWithFraction(context?.source ?? '') ? NaN : value;

const isWrittenWithFraction = (source: string): boolean => {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/0+$/, '');
  const zerosCut = whole.length + fraction.length - digits.length;
  return digits !== '' && Number(exponent) + zerosCut < fraction.length;
};

/** Thrown inside this file only. */
class Refused extends Error {
  readonly fault: SheetFault;
  constructor(...[place, code, facts]: Parameters<typeof sheetFault>) {
    super(code);
    this.fault = sheetFault(place, code, facts);
  }
}

type Fields = Readonly<Record<string, unknown>>;

const sheetOf = (value: unknown): ScoreSheet => {
  const fields = objectAt(value, '');
  // First, because another version of the rules may have another form of sheet.
  const ruleVersion = oneOf([RULE_VERSION], fields, 'ruleVersion');
  const policy = oneOf(POLICIES, fields, 'policy');
  const dimensions = listAt(fields, '', 'dimensions').map(dimensionAt);
  if (dimensions.length === 0) throw new Refused('/dimensions', 'sheet-no-dimension');
  checkNames(dimensions);
  const proposals = listAt(fields, '', 'proposals');
  assertProposals(proposals);
  const scorecards = listAt(fields, '', 'scorecards');
  assertScorecards(scorecards, dimensions, proposals);
  return {
    ruleVersion,
    budgetInWon: integerAt(fields, '', 'budgetInWon'),
    policy,
    maxFundedPerChallenge: integerAt(fields, '', 'maxFundedPerChallenge', 1),
    drawSeed: textAt(fields, '', 'drawSeed'),
    passMark: integerAt(fields, '', 'passMark'),
    cutOffPercent: integerAt(fields, '', 'cutOffPercent'),
    trimFrom: integerAt(fields, '', 'trimFrom', 3),
    tieBreak: tieBreakAt(fields, dimensions),
    dimensions,
    proposals,
    scorecards,
  };
};

const dimensionAt = (value: unknown, at: number): Dimension => {
  const place = `/dimensions/${at}`;
  const fields = objectAt(value, place);
  const name = textAt(fields, place, 'name');
  const criteria = listAt(fields, place, 'criteria').map((criterion, criterionAt): Criterion => {
    const criterionPlace = `${place}/criteria/${criterionAt}`;
    const own = objectAt(criterion, criterionPlace);
    return {
      name: textAt(own, criterionPlace, 'name'),
      maximum: integerAt(own, criterionPlace, 'maximum'),
    };
  });
  if (criteria.length === 0) throw new Refused(`${place}/criteria`, 'sheet-no-criterion');
  // Exact or, from the first inexact sum on, too large: whole numbers ≥ 0 never sum back into the exact range.
  const sum = criteria.reduce((total, { maximum }) => total + maximum, 0);
  if (sum > Number.MAX_SAFE_INTEGER) throw new Refused(`${place}/criteria`, 'sheet-maxima-too-large');
  return { name, criteria };
};

const checkNames = (dimensions: readonly Dimension[]): void => {
  const placeOfDimension = new Map<string, string>();
  const placeOfCriterion = new Map<string, string>();
  for (const [at, dimension] of dimensions.entries()) {
    noteName(placeOfDimension, dimension.name, `/dimensions/${at}/name`);
    for (const [criterionAt, { name }] of dimension.criteria.entries())
      noteName(placeOfCriterion, name, `/dimensions/${at}/criteria/${criterionAt}/name`);
  }
};

const noteName = (placeOf: Map<string, string>, name: string, place: string): void => {
  const first = placeOf.get(name);
  if (first !== undefined) throw new Refused(place, 'sheet-name-twice', { name: quoted(name), first });
  placeOf.set(name, place);
};

const tieBreakAt = (fields: Fields, dimensions: readonly Dimension[]): readonly string[] =>
  listAt(fields, '', 'tieBreak').map((value, at) => {
    const name = dimensions.find((dimension) => dimension.name === value)?.name;
    if (name === undefined) throw new Refused(`/tieBreak/${at}`, 'sheet-dimension-unknown');
    return name;
  });

/** Looks at every proposal; afterwards the type says what was seen. */
function assertProposals(values: readonly unknown[]): asserts values is readonly SheetProposal[] {
  const placeOf = new Map<string, string>();
  for (const [at, value] of values.entries()) {
    const place = `/proposals/${at}`;
    const fields = objectAt(value, place);
    noteName(placeOf, textAt(fields, place, 'proposalId'), `${place}/proposalId`);
    textAt(fields, place, 'challengeId');
    integerAt(fields, place, 'priceInWon');
    const { gatesPassed } = fields;
    if (typeof gatesPassed !== 'boolean') throw other(gatesPassed, `${place}/gatesPassed`, 'truth');
  }
}

/** Looks at every scorecard, as `assertProposals` does. */
function assertScorecards(
  values: readonly unknown[],
  dimensions: readonly Dimension[],
  proposals: readonly SheetProposal[],
): asserts values is readonly SheetScorecard[] {
  const criteria = dimensions.flatMap((dimension) => dimension.criteria);
  const placeOf = new Map(proposals.map(({ proposalId }, at) => [proposalId, at]));
  const evaluators = new Map<string, number>();
  const proposalOfCard = new Uint32Array(values.length);
  const evaluatorOfCard = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const place = `/scorecards/${at}`;
    const fields = objectAt(values[at], place);
    const proposalId = textAt(fields, place, 'proposalId');
    const proposal = placeOf.get(proposalId);
    if (proposal === undefined)
      throw new Refused(`${place}/proposalId`, 'sheet-proposal-unknown', { proposalId: quoted(proposalId) });
    const evaluatorId = textAt(fields, place, 'evaluatorId');
    let evaluator = evaluators.get(evaluatorId);
    if (evaluator === undefined) evaluators.set(evaluatorId, (evaluator = evaluators.size));
    proposalOfCard[at] = proposal;
    evaluatorOfCard[at] = evaluator;
    checkPoints(fields['points'], criteria, `${place}/points`);
  }
  const second = findSecondCard(proposalOfCard, evaluatorOfCard, evaluators.size);
  if (second !== null)
    throw new Refused(`/scorecards/${second.at}`, 'sheet-second-card', {
      first: `/scorecards/${second.firstAt}`,
    });
}

/** Every criterion once, none else, each from 0 to its maximum. */
const checkPoints = (value: unknown, criteria: readonly Criterion[], place: string): void => {
  const points = objectAt(value, place);
  for (const { name, maximum } of criteria) {
    const given = points[name];
    // A name such as `constructor` is found on every object, but is no number there.
    if (typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 && given <= maximum) continue;
    if (!Object.hasOwn(points, name))
      throw new Refused(place, 'sheet-criterion-lacking', { name: quoted(name) });
    integerAt(points, place, name);
    throw new Refused(`${place}/${escaped(name)}`, 'sheet-above-maximum', { maximum });
  }
  const names = Object.keys(points);
  if (names.length === criteria.length) return;
  const known = new Set(criteria.map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name)) ?? '';
  throw new Refused(`${place}/${escaped(unknown)}`, 'sheet-criterion-unknown');
};

const mayExceedExactSums = ({ dimensions, proposals, scorecards }: ScoreSheet): boolean => {
  const greatestTotal = dimensions
    .flatMap(({ criteria }) => criteria)
    .reduce((sum, { maximum }) => sum + maximum, 0);
  return greatestTotal * Math.max(proposals.length, scorecards.length, 1) >= Number.MAX_SAFE_INTEGER;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectAt = (value: unknown, place: string): Fields => {
  if (!isFields(value)) throw other(value, place, 'object');
  return value;
};

const listAt = (fields: Fields, place: string, name: string): readonly unknown[] => {
  const value = fields[name];
  if (!Array.isArray(value)) throw other(value, `${place}/${name}`, 'list');
  return value;
};

const textAt = (fields: Fields, place: string, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string') throw other(value, `${place}/${name}`, 'text');
  // Half a character has no UTF-8, so it could be neither hashed nor written.
  if (!value.isWellFormed()) throw new Refused(`${place}/${name}`, 'sheet-ill-formed');
  return value;
};

const oneOf = <Known extends string>(known: readonly Known[], fields: Fields, name: string): Known => {
  const written = textAt(fields, '', name);
  const found = known.find((value) => value === written);
  if (found === undefined)
    throw new Refused(`/${name}`, 'sheet-unknown-value', {
      written: quoted(written),
      known: known.map(quoted).join(', '),
    });
  return found;
};

const integerAt = (fields: Fields, place: string, name: string, least = 0): number => {
  const value = fields[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw other(value, `${place}/${escaped(name)}`, 'integer', { least });
};

/** The fault of what is missing, or is another kind of value than the form wants. */
const other = (
  value: unknown,
  place: string,
  wanted: 'object' | 'list' | 'text' | 'truth' | 'integer',
  facts: SheetFault['facts'] = {},
): Refused =>
  new Refused(place, value === undefined ? `sheet-${wanted}-missing` : `sheet-no-${wanted}`, facts);

const quoted = (text: string): string => JSON.stringify(text);

/** A name as a part of a JSON pointer (RFC 6901). */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
