import * as v from 'valibot';
import { bookkeepingOf, type Change, fieldsOf, type Guard, type Stored } from '../platform/change.ts';
import { type AlongsideWrite, commit } from '../platform/commit.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { type Page, type Row, type Table, type TableKey, toAttributes } from '../platform/table.ts';
import type { Round } from '../rounds/rules.ts';
import { refuseChallenge } from './refusals.ts';
import {
  type Challenge,
  type ChallengeAction,
  challengeStates,
  comparisons,
  type CorrectableTerms,
  correctableFields,
  type Correction,
  fields,
  isSelected,
} from './rules.ts';

const bilingual = v.object({ ko: v.string(), en: v.string() });

const terms = v.object({
  field: v.picklist(fields),
  title: bilingual,
  problem: bilingual,
  requiredPerformance: v.array(
    v.object({ name: bilingual, unit: v.string(), comparison: v.picklist(comparisons), value: v.number() }),
  ),
  placeOfUse: bilingual,
  quantity: v.number(),
  priceCeilingInWon: v.number(),
  trialPeriodInDays: v.number(),
  firstUseCommitment: v.object({ site: bilingual, people: bilingual, permits: bilingual }),
  contact: v.object({ office: bilingual, email: v.string(), telephone: v.string() }),
}) satisfies v.GenericSchema<unknown, CorrectableTerms>;

const challengeRow = v.object({
  state: v.picklist(challengeStates),
  challengeId: v.string(),
  roundId: v.string(),
  buyerId: v.string(),
  coProposerIds: v.array(v.string()),
  callDeadline: v.string(),
  ...terms.entries,
  submittedAt: v.nullable(v.string()),
  correctionNumber: v.number(),
  decisionReason: v.nullable(v.string()),
  incubation: v.nullable(
    v.object({
      budgetInWon: v.number(),
      plan: v.string(),
      begunAt: v.string(),
      returnedAs: v.array(v.object({ challengeId: v.string(), roundId: v.string() })),
    }),
  ),
  incubatedFrom: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Challenge>;

const challengeKey = (challengeId: string): TableKey => ({ pk: `CHALLENGE#${challengeId}`, sk: 'CHALLENGE' });

const challengesOf = (roundId: string): string => `ROUND#${roundId}#CHALLENGES`;

/** The selected stand together in the list, so that the public's page reads no others. */
const selectedPrefix = 'SELECTED#';

const pageSize = 100;

const parseChallenge = (row: Row): Stored<Challenge> => ({
  ...v.parse(challengeRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A challenge by id, or null. */
export const readChallenge = async (table: Table, challengeId: string): Promise<Stored<Challenge> | null> => {
  const row = await table.get(challengeKey(challengeId));
  return row === null ? null : parseChallenge(row);
};

/** Every challenge of a round in any state; the index lags a moment behind the writes. */
export const listChallengesOfRound = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<Challenge>[]> =>
  (await table.all(challengesOf(roundId), { index: 'collection' })).map(parseChallenge);

/** A page of a round's challenges: all, or the selected ones alone. */
export const pageOfChallenges = async (
  table: Table,
  roundId: string,
  which: 'all' | 'selected',
  cursor: string | null,
  limit = pageSize,
): Promise<Page<Stored<Challenge>>> => {
  const page = await table.page(challengesOf(roundId), {
    index: 'collection',
    limit,
    cursor,
    ...(which === 'selected' ? { prefix: selectedPrefix } : {}),
  });
  return { rows: page.rows.map(parseChallenge), cursor: page.cursor };
};

/** The change of a challenge by one of its transitions; with `action` null a draft is saved. */
export const challengeChange = (
  before: Stored<Challenge> | null,
  after: Challenge,
  action: ChallengeAction | null,
  reason: string | null = null,
  guard?: Guard,
): Change<Challenge> => ({
  key: challengeKey(after.challengeId),
  entity: `challenge/${after.challengeId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  indexed: {
    collection: challengesOf(after.roundId),
    position: `${isSelected(after) ? selectedPrefix : 'PROPOSED#'}${after.challengeId}`,
  },
  ...(guard === undefined ? {} : { guard }),
});

/** Takes money from the round's small budget for incubations, which it never exceeds (DOMAIN.md, invariant 8). */
export const spendOnIncubation = (
  roundId: string,
  amountInWon: number,
  limitInWon: number,
): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes({ pk: `ROUND#${roundId}`, sk: 'INCUBATION-BUDGET' }),
      ConditionExpression: '(attribute_not_exists(#spent) AND :amount <= :limit) OR #spent <= :room',
      UpdateExpression: 'ADD #spent :amount',
      ExpressionAttributeNames: { '#spent': 'spentInWon' },
      ExpressionAttributeValues: toAttributes({
        ':amount': amountInWon,
        ':limit': limitInWon,
        ':room': limitInWon - amountInWon,
      }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
  refusal: (present) =>
    refuseChallenge('incubation-budget-exceeded', {
      spentInWon: present?.['spentInWon'] ?? 0,
      limitInWon,
      amountInWon,
    }),
});

const correctionPrefix = 'CORRECTION#';

const correctionRow = v.object({
  challengeId: v.string(),
  number: v.number(),
  correctedAt: v.string(),
  explanation: bilingual,
  changed: v.array(v.picklist(correctableFields)),
  before: terms,
}) satisfies v.GenericSchema<unknown, Correction>;

/** Keeps the record of a correction beside its challenge. */
export const keepCorrection = (correction: Correction): AlongsideWrite => ({
  write: {
    Put: {
      TableName: undefined,
      Item: toAttributes({
        pk: challengeKey(correction.challengeId).pk,
        sk: `${correctionPrefix}${String(correction.number).padStart(4, '0')}`,
        ...correction,
      }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  refusal: () => refuse('changed-meanwhile'),
});

/** The corrections of a challenge, oldest first. */
export const listCorrections = async (table: Table, challengeId: string): Promise<readonly Correction[]> =>
  (await table.all(challengeKey(challengeId).pk, { prefix: correctionPrefix })).map((row) =>
    v.parse(correctionRow, row),
  );

/** Lets a write stand only if the gateway took the request before the deadline (DOMAIN.md, invariant 1). */
export const beforeCallDeadline = (roundId: string, receivedAt: Instant): Guard => ({
  condition: '#callDeadline > :receivedAt',
  names: { '#callDeadline': 'callDeadline' },
  values: { ':receivedAt': receivedAt },
  refusal: (present) =>
    refuseChallenge('challenge-call-over', { deadline: present['callDeadline'], receivedAt, roundId }),
});

/**
 * Brings a copy of the deadline up to its round's, which may have moved later; answers the challenge as it is then.
 * The version stays: it is no change that anybody made.
 */
export const renewCallDeadline = async (
  table: Table,
  challenge: Stored<Challenge>,
  deadline: Instant,
): Promise<Stored<Challenge>> => {
  if (deadline <= challenge.callDeadline) return challenge;
  await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes(challengeKey(challenge.challengeId)),
        ConditionExpression: '#callDeadline < :deadline',
        UpdateExpression: 'SET #callDeadline = :deadline',
        ExpressionAttributeNames: { '#callDeadline': 'callDeadline' },
        ExpressionAttributeValues: toAttributes({ ':deadline': deadline }),
      },
    },
  ]);
  return { ...challenge, callDeadline: deadline };
};

/**
 * Gives every selected challenge of a round its end: MATCHED where a proposal was matched with it, else UNMATCHED, also where
 * whoever met it has withdrawn since. One of the `undecided`, in which a proposal was opened again, keeps the end that it has.
 * Idempotent. Throws when a challenge could not be written, so that the
 * task is run again.
 */
export const concludeChallenges = async (
  table: Table,
  round: Pick<Round, 'roundId'>,
  { matched, undecided }: { readonly matched: ReadonlySet<string>; readonly undecided: ReadonlySet<string> },
  at: Instant,
): Promise<void> => {
  for (const listed of await listChallengesOfRound(table, round.roundId)) {
    const isMatched = matched.has(listed.challengeId);
    // A fresh result may match a challenge late.
    const other = isMatched ? 'UNMATCHED' : 'MATCHED';
    const awaiting: readonly Challenge['state'][] =
      !isMatched && undecided.has(listed.challengeId) ? ['SELECTED'] : ['SELECTED', other];
    if (!awaiting.includes(listed.state)) continue;
    const before = await readChallenge(table, listed.challengeId);
    if (before === null || !awaiting.includes(before.state)) continue;
    const after: Challenge = { ...fieldsOf(before), state: isMatched ? 'MATCHED' : 'UNMATCHED' };
    const outcome = await commit(table, {
      at,
      actor: { kind: 'system', task: 'conclude-challenges' },
      changes: [challengeChange(before, after, isMatched ? 'match' : 'unmatch')],
      idempotency: null,
      answer: () => ({ status: 200, body: null }),
    });
    if (isRefusal(outcome) && outcome.code !== 'wrong-state')
      throw new Error(`The challenge ${before.challengeId} was not concluded: ${outcome.code}`);
  }
};
