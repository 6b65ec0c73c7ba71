import { type Designation, effectiveDesignationState } from '../designations/rules.ts';
import { epochMillisecondsOf, instantOf, type Instant } from '../platform/instant.ts';

/** How long what names people is kept, in years; configuration of the deployment. */
export type RetentionPolicy = { readonly years: number };

/**
 * What was written before this instant is old enough to be forgotten: the same day and hour so many years before; for the 29th
 * of February the 1st of March where there is none.
 */
export const forgottenBefore = ({ years }: RetentionPolicy, at: Instant): Instant => {
  const date = new Date(epochMillisecondsOf(at));
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return instantOf(date.getTime());
};

/**
 * True for a round that ended, by completion or cancellation, before an instant. Whoever may still ask who did what in it
 * needs the whole of it, so nothing of it is forgotten while it goes on. Null stands for one that does.
 */
export const hasEndedBefore = (endedAt: Instant | null, before: Instant): boolean =>
  endedAt !== null && endedAt < before;

/**
 * True for a designation that ended before an instant, by expiry, cancellation or withdrawal of its preparation, and on which
 * nobody acted since. `acts` are the instants of its entries and of those of the requests to buy under it.
 */
export const hasDesignationEndedBefore = (
  designation: Pick<Designation, 'state' | 'activeUntil'>,
  acts: readonly Instant[],
  before: Instant,
): boolean =>
  ['EXPIRED', 'CANCELLED', 'WITHDRAWN'].includes(effectiveDesignationState(designation, before)) &&
  acts.every((at) => at < before);

/**
 * Kinds of rows that are about people and nothing else: who stood in a pool under which pseudonym, or was proposed for it,
 * what a person declared or undertook. They go whole; what the procurement decided does not rest on them.
 */
const personalKinds: readonly string[] = [
  'EVALUATOR',
  'POOL-SUPPLEMENT',
  'CONFLICT',
  'UNDERTAKING',
  'DECLARATION',
];

/** Kinds whose reasons were published with them, as the record of the procedure. */
const publishedKinds: readonly string[] = ['ROUND'];

/** Fields of free text in which somebody gave a reason or minuted what others said, and so may name people. */
const reasonFields: readonly string[] = [
  'reason',
  'reasons',
  'recusalReason',
  'answerReason',
  'eligibilityReason',
  'decisionReason',
  'declineReason',
  'occasion',
  'minutes',
];

/**
 * Fields in which people wrote to one another what was never published, by the kind of the row. What was (questions and
 * their answers, verdicts, corrections) stays as the record of the procedure.
 */
const writtenFields: Readonly<Record<string, readonly string[]>> = {
  APPLICATION: ['commitment'],
  CLARIFICATION: ['question', 'answer'],
  DESIGNATION: ['findings', 'finding', 'comment'],
  OBJECTION: ['text'],
  PURCHASE: ['explanation', 'note', 'findings'],
  REQUEST: ['message'],
};

/** By which the office of a body, and so a person in it, is reached. */
const contactFields: readonly string[] = ['email', 'telephone'];

/** What stands in the place of a text that was forgotten. */
export const forgottenText = '(removed after the retention period)';

/** Places of rows and hashes of the ledger: never rewritten. */
const untouchedFields: readonly string[] = ['pk', 'sk', 'log', 'logPosition', 'lastEntryHash'];

const accountIdPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;

/** True for a row that is deleted, since nothing would be left of it. */
export const isPersonal = (kind: string): boolean => personalKinds.includes(kind);

/**
 * A stored thing of an ended round without what names people: each account id of `pseudonyms` becomes its pseudonym, texts
 * of reasons and contacts a mark. Points, prices, hashes, states, instants and the pseudonyms of evaluators stay as they are.
 * What has been forgotten already comes out the same.
 */
export const withoutPeople = (
  row: Readonly<Record<string, unknown>>,
  kind: string,
  pseudonyms: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> => {
  const isEmptied = (field: string): boolean =>
    contactFields.includes(field) ||
    (writtenFields[kind] ?? []).includes(field) ||
    (!publishedKinds.includes(kind) && reasonFields.includes(field));
  const rename = (text: string): string =>
    text.replaceAll(accountIdPattern, (accountId) => pseudonyms.get(accountId) ?? accountId);
  const visit = (value: unknown, isInReason: boolean): unknown => {
    if (typeof value === 'string') return isInReason ? forgottenText : rename(value);
    if (Array.isArray(value)) return value.map((one: unknown) => visit(one, isInReason));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, one]: [string, unknown]) => [
        rename(field),
        visit(one, isInReason || isEmptied(field)),
      ]),
    );
  };
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      untouchedFields.includes(field) ? value : visit(value, isEmptied(field)),
    ]),
  );
};

/** The accounts that a row names in its fields `accountId`. */
export const accountIdsOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(accountIdsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, one]: [string, unknown]) =>
    field === 'accountId' && typeof one === 'string'
      ? (one.match(accountIdPattern) ?? [])
      : accountIdsOf(one),
  );
};

/** A pseudonym for each account of a round, in an order that tells nothing of who acted when. */
export const pseudonymsFor = (accountIds: Iterable<string>): ReadonlyMap<string, string> =>
  new Map([...new Set(accountIds)].sort().map((accountId, index) => [accountId, `person-${index + 1}`]));
