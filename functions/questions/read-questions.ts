import { type Challenge, isPublished } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { holds } from '../platform/identity.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentAnswered, presentOpen, presentOwn } from './present.ts';
import { isBuyerOf } from './rules.ts';
import { listAnswers, listOpenQuestions, listOwnQuestions } from './schema.ts';
import { listQuestionsOf, pageOfQuestions } from './store.ts';

type Dependencies = { readonly table: Table };

const readPublished = async (table: Table, challengeId: string): Promise<Challenge | null> => {
  const challenge = await readChallenge(table, challengeId);
  const round = challenge === null ? null : await readRound(table, challenge.roundId);
  return challenge !== null && round !== null && isPublished(challenge, round) ? challenge : null;
};

/** What has been answered, for everybody. */
export const createListAnswers = ({ table }: Dependencies): Implementation =>
  implement(listAnswers, async ({ parameters: { challengeId }, query }) => {
    if ((await readPublished(table, challengeId)) === null) return refuse('not-found');
    const page = await pageOfQuestions(table, challengeId, 'ANSWERED', query.cursor ?? null);
    return answer(200, { rows: page.rows.map(presentAnswered), cursor: page.cursor });
  });

/** What awaits an answer, for members of the proposing bodies and staff; others learn nothing of it. */
export const createListOpenQuestions = ({ table }: Dependencies): Implementation =>
  implement(listOpenQuestions, async ({ account, parameters: { challengeId }, query }) => {
    const challenge = await readPublished(table, challengeId);
    if (challenge === null) return refuse('not-found');
    const isBuyer = Object.keys(account.memberships).some((memberOf) => isBuyerOf(challenge, memberOf));
    if (!isBuyer && !holds(account, 'staff')) return refuse('not-permitted', { roles: ['buyer', 'staff'] });
    const page = await pageOfQuestions(table, challengeId, 'ASKED', query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((question) => presentOpen(question, question.bookkeeping.version)),
      cursor: page.cursor,
    });
  });

/** What the caller's own suppliers asked, with what became of it. */
export const createListOwnQuestions = ({ table }: Dependencies): Implementation =>
  implement(listOwnQuestions, async ({ account, parameters: { challengeId } }) => {
    if ((await readPublished(table, challengeId)) === null) return refuse('not-found');
    const suppliers = Object.entries(account.memberships).flatMap(([organisationId, { kind }]) =>
      kind === 'SUPPLIER' ? [organisationId] : [],
    );
    const questions = await listQuestionsOf(table, challengeId, suppliers);
    return answer(200, {
      rows: questions.map((question) => presentOwn(question, question.bookkeeping.version)),
    });
  });
