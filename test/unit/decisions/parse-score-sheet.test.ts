import { describe, expect, it } from '@jest/globals';
import {
  parseScoreSheet,
  parseScoreSheetText,
} from '../../../functions/decisions/rules/parse-score-sheet.ts';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import { isSheetFault } from '../../../functions/decisions/rules/sheet-faults.ts';

const GREATEST = Number.MAX_SAFE_INTEGER;

/** A good sheet as plain JSON, fresh for each test to spoil. */
const goodSheet = () => ({
  ruleVersion: '2020.1',
  budgetInWon: 1000,
  policy: 'skip',
  maxFundedPerChallenge: 1,
  drawSeed: '9f',
  passMark: 700,
  cutOffPercent: 60,
  trimFrom: 5,
  tieBreak: ['novel'],
  dimensions: [
    {
      name: 'public',
      criteria: [
        { name: 'a', maximum: 1000 },
        { name: 'b', maximum: 500 },
      ],
    },
    { name: 'novel', criteria: [{ name: 'c', maximum: 1000 }] },
  ],
  proposals: [
    { proposalId: 'P1', challengeId: 'C1', priceInWon: 100, gatesPassed: true },
    { proposalId: 'P2', challengeId: 'C1', priceInWon: 0, gatesPassed: false },
  ],
  scorecards: [
    { proposalId: 'P1', evaluatorId: 'E1', points: { a: 1000, b: 0, c: 7 } },
    { proposalId: 'P1', evaluatorId: 'E2', points: { a: 1, b: 500, c: 0 } },
    { proposalId: 'P2', evaluatorId: 'E1', points: { c: 1, b: 2, a: 3 } },
  ],
});

/** The good sheet with the value at a JSON pointer replaced, or left out where it is undefined. */
const spoilt = (pointer: string, value: unknown): unknown => {
  const parts = pointer.split('/').slice(1);
  const replace = (node: unknown, [part, ...rest]: readonly string[]): unknown => {
    if (part === undefined) return value;
    if (Array.isArray(node)) {
      const values: readonly unknown[] = node;
      const entries = values.map((child, at) => (String(at) === part ? replace(child, rest) : child));
      return Number(part) === values.length ? [...entries, replace(undefined, rest)] : entries;
    }
    const fields = Object.entries(typeof node === 'object' && node !== null ? node : {});
    const present = Object.fromEntries(fields);
    const child = replace(present[part], rest);
    return Object.fromEntries([
      ...fields.filter(([name]) => name !== part),
      ...(child === undefined ? [] : [[part, child]]),
    ]);
  };
  return JSON.parse(JSON.stringify(replace(goodSheet(), parts)));
};

const faultOf = (value: unknown): readonly [place: string, reason: string] | null => {
  const parsed = parseScoreSheet(value);
  return isSheetFault(parsed) ? [parsed.place, parsed.reason] : null;
};

describe('a good sheet', () => {
  it('is read as it is', () => {
    expect(parseScoreSheet(goodSheet())).toEqual(goodSheet());
  });

  it('may have fields that nobody asks for', () => {
    const sheet = { ...goodSheet(), comment: { any: [1.5, null] } };
    expect(parseScoreSheet(sheet)).toEqual(goodSheet());
    const [first, ...others] = goodSheet().proposals;
    expect(faultOf({ ...goodSheet(), proposals: [{ ...first, note: 'x' }, ...others] })).toBeNull();
  });

  it('may be without proposals, scorecards and tie-breaks', () => {
    expect(faultOf({ ...goodSheet(), proposals: [], scorecards: [], tieBreak: [] })).toBeNull();
  });

  it('may have numbers at their bounds', () => {
    for (const pointer of ['/budgetInWon', '/passMark', '/cutOffPercent', '/proposals/0/priceInWon'])
      for (const value of [0, GREATEST]) expect(faultOf(spoilt(pointer, value))).toBeNull();
    expect(faultOf(spoilt('/maxFundedPerChallenge', GREATEST))).toBeNull();
    expect(faultOf(spoilt('/trimFrom', 3))).toBeNull();
    expect(faultOf(spoilt('/trimFrom', GREATEST))).toBeNull();
  });

  it('may call anything as the engine calls its own', () => {
    const text = JSON.stringify(goodSheet())
      .replaceAll('"a"', '"__proto__"')
      .replaceAll('"b"', '"constructor"')
      .replaceAll('"P1"', '"__proto__"')
      .replaceAll('"E1"', '"toString"');
    expect(isSheetFault(parseScoreSheetText(text))).toBe(false);
    const without = text.replace('"__proto__":1000,', '').replace('"__proto__":1000', '"c":1');
    expect(parseScoreSheetText(without)).toMatchObject({
      place: '/scorecards/0/points',
      reason: 'lacks the criterion "__proto__"',
    });
  });
});

describe('a sheet is refused', () => {
  const integer = 'is not an integer from 0 to 2^53 − 1';
  const missing = 'is missing: it must be';

  it.each([
    // The sheet itself.
    ['', [], 'is not an object'],
    ['', null, 'is not an object'],
    ['', 'sheet', 'is not an object'],
    ['/ruleVersion', undefined, `${missing} text`],
    ['/ruleVersion', '2020.2', 'is "2020.2", but this program knows only "2020.1"'],
    ['/ruleVersion', 2020.1, 'is not text'],
    ['/policy', undefined, `${missing} text`],
    ['/policy', 'Skip', 'is "Skip", but this program knows only "skip", "strict", "max-score"'],
    ['/policy', null, 'is not text'],
    ['/budgetInWon', undefined, `${missing} an integer from 0 to 2^53 − 1`],
    ['/budgetInWon', -1, integer],
    ['/budgetInWon', 0.5, integer],
    ['/budgetInWon', GREATEST + 1, integer],
    ['/budgetInWon', '1000', integer],
    ['/budgetInWon', null, integer],
    ['/budgetInWon', true, integer],
    ['/maxFundedPerChallenge', undefined, `${missing} an integer from 1 to 2^53 − 1`],
    ['/maxFundedPerChallenge', 0, 'is not an integer from 1 to 2^53 − 1'],
    ['/maxFundedPerChallenge', 1.5, 'is not an integer from 1 to 2^53 − 1'],
    ['/drawSeed', undefined, `${missing} text`],
    ['/drawSeed', 9, 'is not text'],
    ['/drawSeed', '\ud800', 'is not well-formed Unicode'],
    ['/passMark', undefined, `${missing} an integer from 0 to 2^53 − 1`],
    ['/passMark', -5, integer],
    ['/cutOffPercent', undefined, `${missing} an integer from 0 to 2^53 − 1`],
    ['/cutOffPercent', 60.5, integer],
    ['/trimFrom', undefined, `${missing} an integer from 3 to 2^53 − 1`],
    ['/trimFrom', 2, 'is not an integer from 3 to 2^53 − 1'],
    ['/tieBreak', undefined, `${missing} a list`],
    ['/tieBreak', 'novel', 'is not a list'],
    ['/tieBreak/0', 'Novel', 'is not the name of a dimension of this sheet'],
    ['/tieBreak/1', 'a', 'is not the name of a dimension of this sheet'],
    ['/tieBreak/1', 7, 'is not the name of a dimension of this sheet'],
    // Dimensions.
    ['/dimensions', undefined, `${missing} a list`],
    ['/dimensions', {}, 'is not a list'],
    ['/dimensions', [], 'has no dimension'],
    ['/dimensions/1', 'novel', 'is not an object'],
    ['/dimensions/1/name', undefined, `${missing} text`],
    ['/dimensions/1/name', 'public', 'is "public", as at /dimensions/0/name already'],
    ['/dimensions/1/criteria', undefined, `${missing} a list`],
    ['/dimensions/1/criteria', [], 'has no criterion'],
    ['/dimensions/0/criteria/1', 7, 'is not an object'],
    ['/dimensions/0/criteria/1/name', 5, 'is not text'],
    ['/dimensions/0/criteria/1/name', 'a', 'is "a", as at /dimensions/0/criteria/0/name already'],
    ['/dimensions/1/criteria/0/name', 'a', 'is "a", as at /dimensions/0/criteria/0/name already'],
    ['/dimensions/0/criteria/1/maximum', undefined, `${missing} an integer from 0 to 2^53 − 1`],
    ['/dimensions/0/criteria/1/maximum', -1, integer],
    // Proposals.
    ['/proposals', undefined, `${missing} a list`],
    ['/proposals', {}, 'is not a list'],
    ['/proposals/1', null, 'is not an object'],
    ['/proposals/1/proposalId', undefined, `${missing} text`],
    ['/proposals/1/proposalId', 2, 'is not text'],
    ['/proposals/1/proposalId', 'P1', 'is "P1", as at /proposals/0/proposalId already'],
    ['/proposals/1/proposalId', '\udc00', 'is not well-formed Unicode'],
    ['/proposals/1/challengeId', undefined, `${missing} text`],
    ['/proposals/1/challengeId', 1, 'is not text'],
    ['/proposals/1/priceInWon', undefined, `${missing} an integer from 0 to 2^53 − 1`],
    ['/proposals/1/priceInWon', -1, integer],
    ['/proposals/1/priceInWon', 2 ** 53, integer],
    ['/proposals/1/gatesPassed', undefined, `${missing} true or false`],
    ['/proposals/1/gatesPassed', 1, 'is not true or false'],
    ['/proposals/1/gatesPassed', 'true', 'is not true or false'],
    // Scorecards.
    ['/scorecards', undefined, `${missing} a list`],
    ['/scorecards', {}, 'is not a list'],
    ['/scorecards/2', [], 'is not an object'],
    ['/scorecards/2/proposalId', undefined, `${missing} text`],
    ['/scorecards/2/proposalId', 'P3', 'is "P3", which is no proposal of this sheet'],
    ['/scorecards/2/evaluatorId', undefined, `${missing} text`],
    ['/scorecards/2/evaluatorId', 1, 'is not text'],
    ['/scorecards/2/points', undefined, `${missing} an object`],
    ['/scorecards/2/points', [1, 2, 3], 'is not an object'],
    ['/scorecards/2/points/a', -1, integer],
    ['/scorecards/2/points/a', 8.5, integer],
    ['/scorecards/2/points/a', '850', integer],
    ['/scorecards/2/points/a', null, integer],
    ['/scorecards/2/points/a', 1001, 'is above the maximum of 1000'],
    ['/scorecards/2/points/b', 501, 'is above the maximum of 500'],
    ['/scorecards/2/points/d', 1, 'is for no criterion of this sheet'],
  ])('at «%s» for %j', (pointer, value, reason) => {
    expect(faultOf(spoilt(pointer, value))).toEqual([pointer, reason]);
  });

  it('for a card that lacks a criterion', () => {
    expect(faultOf(spoilt('/scorecards/1/points/b', undefined))).toEqual([
      '/scorecards/1/points',
      'lacks the criterion "b"',
    ]);
    expect(faultOf(spoilt('/scorecards/1/points', { a: 1, c: 1, B: 1 }))).toEqual([
      '/scorecards/1/points',
      'lacks the criterion "b"',
    ]);
  });

  it('for a second card of an evaluator for a proposal', () => {
    const sheet = goodSheet();
    const second = { proposalId: 'P1', evaluatorId: 'E2', points: { a: 0, b: 0, c: 0 } };
    expect(faultOf({ ...sheet, scorecards: [...sheet.scorecards, second] })).toEqual([
      '/scorecards/3',
      'is by the same evaluator for the same proposal as /scorecards/1',
    ]);
  });

  it('for names of criteria with the places in which they stand, written as a JSON pointer', () => {
    const sheet = goodSheet();
    const dimensions = [{ name: 'd', criteria: [{ name: 'a/b~c', maximum: 1 }] }];
    const scorecards = [{ proposalId: 'P1', evaluatorId: 'E1', points: { 'a/b~c': 2 } }];
    expect(faultOf({ ...sheet, tieBreak: [], dimensions, scorecards })).toEqual([
      '/scorecards/0/points/a~1b~0c',
      'is above the maximum of 1',
    ]);
  });

  it('for another rule version before anything else, for its sheets may look otherwise', () => {
    expect(faultOf({ ruleVersion: '2031.1' })).toEqual([
      '/ruleVersion',
      'is "2031.1", but this program knows only "2020.1"',
    ]);
  });
});

describe('a sum over 2^53 − 1 is refused', () => {
  const sheetOf = (maxima: readonly (readonly number[])[], points: readonly (readonly number[])[]) => ({
    ...goodSheet(),
    tieBreak: [],
    dimensions: maxima.map((ofDimension, dimension) => ({
      name: `d${dimension}`,
      criteria: ofDimension.map((maximum, at) => ({ name: `${dimension}.${at}`, maximum })),
    })),
    scorecards: points.map((ofCard, card) => ({
      proposalId: 'P1',
      evaluatorId: `E${card}`,
      points: Object.fromEntries(
        maxima
          .flatMap((ofDimension, dimension) => ofDimension.map((_, at) => `${dimension}.${at}`))
          .map((name, at) => [name, ofCard[at]]),
      ),
    })),
  });

  it('in the maxima of a dimension', () => {
    expect(faultOf(sheetOf([[GREATEST, 1]], []))).toEqual([
      '/dimensions/0/criteria',
      'has maxima that sum to more than 2^53 − 1',
    ]);
    expect(faultOf(sheetOf([[GREATEST - 1, 1], [GREATEST]], []))).toBeNull();
  });

  it('in the kept cards of a dimension', () => {
    const reason = 'has scorecards whose points of a dimension sum to more than 2^53 − 1';
    expect(faultOf(sheetOf([[GREATEST]], [[GREATEST], [0]]))).toBeNull();
    expect(faultOf(sheetOf([[GREATEST]], [[GREATEST], [1]]))).toEqual(['/proposals/0', reason]);
    // Five cards of 2^51: three are kept, and their sum is exact.
    const five = Array.from({ length: 5 }, () => [2 ** 51]);
    expect(faultOf(sheetOf([[GREATEST]], five))).toBeNull();
    expect(faultOf(sheetOf([[GREATEST]], [...five, ...five.slice(0, 1)]))).toEqual(['/proposals/0', reason]);
  });

  it('in a total', () => {
    expect(faultOf(sheetOf([[GREATEST], [GREATEST]], [[GREATEST, 0]]))).toBeNull();
    expect(faultOf(sheetOf([[GREATEST], [GREATEST]], [[GREATEST, 1]]))).toEqual([
      '/proposals/0',
      'has a total of more than 2^53 − 1',
    ]);
  });

  it('in the best set, where the policy asks for one', () => {
    const sheet = {
      ...sheetOf([[GREATEST]], [[GREATEST]]),
      cutOffPercent: 0,
      passMark: 0,
      proposals: ['P1', 'P2'].map((id) => ({
        proposalId: id,
        challengeId: id,
        priceInWon: 1,
        gatesPassed: true,
      })),
    };
    const scorecards = ['P1', 'P2'].map((proposalId) => ({
      proposalId,
      evaluatorId: 'E',
      points: { '0.0': GREATEST },
    }));
    expect(faultOf({ ...sheet, scorecards })).toBeNull();
    expect(faultOf({ ...sheet, scorecards, policy: 'max-score' })).toEqual([
      '/proposals',
      'have totals of which the best set sums to more than 2^53 − 1',
    ]);
    expect(faultOf({ ...sheet, scorecards, policy: 'max-score', budgetInWon: 1 })).toBeNull();
  });

  it('but not in prices: what is left is all that the walk needs', () => {
    const sheet = {
      ...goodSheet(),
      budgetInWon: GREATEST,
      passMark: 0,
      cutOffPercent: 0,
      proposals: ['P1', 'P2'].map((id) => ({
        proposalId: id,
        challengeId: id,
        priceInWon: GREATEST,
        gatesPassed: true,
      })),
    };
    const parsed = parseScoreSheet(sheet);
    if (isSheetFault(parsed)) throw new Error(parsed.reason);
    const { list, committedInWon } = rankSheet(parsed);
    expect(list.map(({ reason }) => reason)).toEqual([null, 'does-not-fit']);
    expect(committedInWon).toBe(GREATEST);
  });
});

describe('the text of a sheet', () => {
  const text = JSON.stringify(goodSheet());

  it('is read like its value', () => {
    expect(parseScoreSheetText(text)).toEqual(goodSheet());
  });

  it('must be JSON', () => {
    for (const broken of ['', '{', text.slice(0, -1), `${text}x`, text.replace('{', "{'a':1,")]) {
      const fault = parseScoreSheetText(broken);
      expect(fault).toMatchObject({ place: '' });
      expect(isSheetFault(fault) && fault.reason).toMatch(/^is not JSON: /);
    }
  });

  it.each([
    ['850.0', 850],
    ['8.5e2', 850],
    ['85000e-2', 850],
    ['0.0', 0],
    ['-0', 0],
    ['0e5', 0],
    ['1E3', 1000],
  ])('may write an integer as %s', (written, value) => {
    const sheet = parseScoreSheetText(text.replace('"a":1000', `"a":${written}`));
    if (isSheetFault(sheet)) throw new Error(sheet.reason);
    // Adding 0 makes 0 of −0, which is the same integer.
    expect((sheet.scorecards[0]?.points['a'] ?? NaN) + 0).toBe(value);
  });

  it.each(['8.5', '0.99999999999999999999', '1000.00000000000000000001', '1e-400', '85e-1', '1e400', '-1'])(
    'may not write %s, even where double precision makes an integer of it',
    (written) => {
      expect(parseScoreSheetText(text.replace('"a":1000', `"a":${written}`))).toMatchObject({
        place: '/scorecards/0/points/a',
        reason: 'is not an integer from 0 to 2^53 − 1',
      });
    },
  );

  it('may have what looks like a fraction in its texts', () => {
    const seed = ': 3.5, [1e5';
    const sheet = parseScoreSheetText(text.replace('"9f"', JSON.stringify(seed)));
    expect(sheet).toEqual({ ...goodSheet(), drawSeed: seed });
  });
});
