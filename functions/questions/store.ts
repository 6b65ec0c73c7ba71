import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../platform/change.ts';
import type { Page, Row, Table, TableKey } from '../platform/table.ts';
import { type Question, type QuestionAction, questionStates } from './rules.ts';

const instantOrNull = v.nullable(v.string());

const questionRow = v.object({
  state: v.picklist(questionStates),
  questionId: v.string(),
  challengeId: v.string(),
  roundId: v.string(),
  askedBy: v.string(),
  askedAt: v.string(),
  text: v.string(),
  publishedText: v.nullable(v.string()),
  answer: v.nullable(v.string()),
  answeredAt: instantOrNull,
  amendedAt: instantOrNull,
  declineReason: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Question>;

const questionKey = (questionId: string): TableKey => ({ pk: `QUESTION#${questionId}`, sk: 'QUESTION' });

/** The lists of a challenge: what is answered is public, and its cursors tell of nothing else. */
type ListName = 'ANSWERS' | 'OPEN-QUESTIONS' | 'DECLINED-QUESTIONS';

const listOf: Readonly<Record<Question['state'], ListName>> = {
  ASKED: 'OPEN-QUESTIONS',
  ANSWERED: 'ANSWERS',
  DECLINED: 'DECLINED-QUESTIONS',
};

const partitionOf = (challengeId: string, list: ListName): string => `CHALLENGE#${challengeId}#${list}`;

const parseQuestion = (row: Row): Stored<Question> => ({
  ...v.parse(questionRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A question by id, or null. */
export const readQuestion = async (table: Table, questionId: string): Promise<Stored<Question> | null> => {
  const row = await table.get(questionKey(questionId));
  return row === null ? null : parseQuestion(row);
};

/** A page of a challenge's questions in a state; the index lags a moment behind the writes. */
export const pageOfQuestions = async (
  table: Table,
  challengeId: string,
  state: Question['state'],
  cursor: string | null,
): Promise<Page<Stored<Question>>> => {
  const page = await table.page(partitionOf(challengeId, listOf[state]), {
    index: 'collection',
    limit: 100,
    cursor,
  });
  return { rows: page.rows.map(parseQuestion), cursor: page.cursor };
};

/** Every question of some suppliers about a challenge, in the order of asking. */
export const listQuestionsOf = async (
  table: Table,
  challengeId: string,
  supplierIds: readonly string[],
): Promise<readonly Stored<Question>[]> => {
  const lists = await Promise.all(
    Object.values(listOf).map((list) => table.all(partitionOf(challengeId, list), { index: 'collection' })),
  );
  return lists
    .flat()
    .map(parseQuestion)
    .filter(({ askedBy }) => supplierIds.includes(askedBy))
    .sort((left, right) => (left.askedAt < right.askedAt ? -1 : 1));
};

/** The change of a question by one of its transitions. */
export const questionChange = (
  before: Stored<Question> | null,
  after: Question,
  action: QuestionAction,
  reason: string | null = null,
): Change<Question> => ({
  key: questionKey(after.questionId),
  entity: `question/${after.questionId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  indexed: {
    collection: partitionOf(after.challengeId, listOf[after.state]),
    // The public list names the instant of the answer alone: that of the question could lead to who asked.
    position: `${after.answeredAt ?? after.askedAt}#${after.questionId}`,
  },
});
