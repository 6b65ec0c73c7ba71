/*
 * What is wrong with a score sheet, by code: in English here, so that whoever reads the program reads what it says; the
 * portal has the same codes in both its languages. Each completes the sentence «the value at this place …», and `{{…}}`
 * is a fact of the case.
 */
export const sheetFaultWords = {
  'sheet-not-utf8': 'is not UTF-8 text',
  'sheet-not-json': 'is not JSON: {{why}}',
  'sheet-object-missing': 'is missing: it must be an object',
  'sheet-no-object': 'is not an object',
  'sheet-list-missing': 'is missing: it must be a list',
  'sheet-no-list': 'is not a list',
  'sheet-text-missing': 'is missing: it must be text',
  'sheet-no-text': 'is not text',
  'sheet-ill-formed': 'is not well-formed Unicode',
  'sheet-truth-missing': 'is missing: it must be true or false',
  'sheet-no-truth': 'is not true or false',
  'sheet-integer-missing': 'is missing: it must be an integer from {{least}} to 2^53 − 1',
  'sheet-no-integer': 'is not an integer from {{least}} to 2^53 − 1',
  'sheet-unknown-value': 'is {{written}}, but this program knows only {{known}}',
  'sheet-no-dimension': 'has no dimension',
  'sheet-no-criterion': 'has no criterion',
  'sheet-maxima-too-large': 'has maxima that sum to more than 2^53 − 1',
  'sheet-name-twice': 'is {{name}}, as at {{first}} already',
  'sheet-dimension-unknown': 'is not the name of a dimension of this sheet',
  'sheet-proposal-unknown': 'is {{proposalId}}, which is no proposal of this sheet',
  'sheet-second-card': 'is by the same evaluator for the same proposal as {{first}}',
  'sheet-criterion-lacking': 'lacks the criterion {{name}}',
  'sheet-above-maximum': 'is above the maximum of {{maximum}}',
  'sheet-criterion-unknown': 'is for no criterion of this sheet',
  'sheet-points-too-large': 'has scorecards whose points of a dimension sum to more than 2^53 − 1',
  'sheet-total-too-large': 'has a total of more than 2^53 − 1',
  'sheet-set-too-large': 'have totals of which the best set sums to more than 2^53 − 1',
  'sheet-set-unproven':
    'asks for the best set of proposals whose totals and prices are too large and too alike to prove it; rank by skip or strict',
} as const;

export type SheetFaultCode = keyof typeof sheetFaultWords;

type Facts = Readonly<Record<string, string | number>>;

/**
 * Why a sheet is refused: `place` is a JSON pointer (RFC 6901) into the sheet, empty for the sheet as a whole; `reason`
 * says in English what `code` and its facts say.
 */
export type SheetFault = {
  readonly place: string;
  readonly code: SheetFaultCode;
  readonly facts: Facts;
  readonly reason: string;
};

/** Makes a fault; `facts` are what the words of its code name. */
export const sheetFault = (place: string, code: SheetFaultCode, facts: Facts = {}): SheetFault => ({
  place,
  code,
  facts,
  reason: inWords(sheetFaultWords[code], facts),
});

/** Puts facts into the words that name them. */
const inWords = (words: string, facts: Facts): string =>
  words.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(facts[name]));

/** Tells a fault from what was asked for. */
export const isSheetFault = (value: object): value is SheetFault =>
  'place' in value && 'code' in value && 'reason' in value;
