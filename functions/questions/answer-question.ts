import type { Challenge } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs, holds, type PersonActor } from '../platform/identity.ts';
import { type Notice, toProposersOf } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { presentAnswered, presentOpen } from './present.ts';
import { checkAnswering, type Question, questionTransitions } from './rules.ts';
import { answerQuestion, declineQuestion } from './schema.ts';
import { questionChange, readQuestion } from './store.ts';

type Asked = {
  readonly question: Stored<Question>;
  readonly challenge: Stored<Challenge>;
  readonly round: Stored<Round>;
};

const readAsked = async (table: Table, questionId: string): Promise<Asked | null> => {
  const question = await readQuestion(table, questionId);
  const challenge = question === null ? null : await readChallenge(table, question.challengeId);
  const round = challenge === null ? null : await readRound(table, challenge.roundId);
  return question === null || challenge === null || round === null ? null : { question, challenge, round };
};

/** By which membership somebody answers: as a buyer of a proposing body, else as staff; nobody else may know of it. */
const actAsAnswering = (account: Account, { buyerId, coProposerIds }: Challenge): PersonActor | Refusal => {
  for (const organisationId of [buyerId, ...coProposerIds]) {
    const actor = actAs(account, ['buyer'], organisationId);
    if (!isRefusal(actor)) return actor;
  }
  return holds(account, 'staff') ? actAs(account, ['staff']) : refuse('not-found');
};

/** A proposing body or staff answer; whoever holds a proposal to the challenge is told, and so is the asker. */
export const createAnswerQuestion = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    answerQuestion,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const asked = await readAsked(table, parameters.questionId);
      if (asked === null) return refuse('not-found');
      const { question: before, challenge, round } = asked;
      const actor = actAsAnswering(account, challenge);
      if (isRefusal(actor)) return actor;
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const action = before.state === 'ANSWERED' ? 'amend' : 'answer';
      const row = findTransition(questionTransitions, action, before.state);
      if (isRefusal(row)) return row;
      const closed = checkAnswering(challenge, round, receivedAt);
      if (closed !== null) return closed;

      const after: Question = {
        ...fieldsOf(before),
        state: row.to,
        publishedText: body.publishedText ?? before.publishedText,
        answer: body.answer,
        answeredAt: before.answeredAt ?? receivedAt,
        amendedAt: action === 'amend' ? receivedAt : null,
      };
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [questionChange(before, after, action)],
        notices: answeredNotices(after, version + 1),
        alongside: [whileRoundIs(round.roundId, ['CALL_FOR_PROPOSALS'])],
        idempotency,
        answer: ({ versions: [written = 0] }) => answer(200, presentAnswered(after), written),
      });
    },
  );

const answeredNotices = (question: Question, version: number): readonly Notice[] => {
  const { questionId, challengeId, roundId, askedBy } = question;
  const noticeId = `question/${questionId}/answered/${version}`;
  const told = {
    kind: 'question-answered',
    roundId,
    proposalId: null,
    facts: { challengeId, questionId },
  } as const;
  return [
    { ...told, noticeId, audience: { kind: 'challenge-holders', roundId, challengeId } },
    { ...told, noticeId: `${noticeId}/asker`, audience: toProposersOf(askedBy) },
  ];
};

/** Staff decline what is no question about the challenge; the asker alone is told, with the reason. */
export const createDeclineQuestion = ({ table }: { readonly table: Table }): Implementation =>
  implement(declineQuestion, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const asked = await readAsked(table, parameters.questionId);
    if (asked === null) return refuse('not-found');
    const { question: before, challenge, round } = asked;
    const row = findTransition(questionTransitions, 'decline', before.state);
    if (isRefusal(row)) return row;
    const closed = checkAnswering(challenge, round, receivedAt);
    if (closed !== null) return closed;
    const { questionId, challengeId, roundId } = before;
    const after: Question = { ...fieldsOf(before), state: row.to, declineReason: body.reason };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [questionChange(before, after, row.action, body.reason)],
      notices: [
        {
          noticeId: `question/${questionId}/declined`,
          kind: 'question-declined',
          audience: toProposersOf(before.askedBy),
          roundId,
          proposalId: null,
          facts: { challengeId, questionId },
        },
      ],
      alongside: [whileRoundIs(roundId, ['CALL_FOR_PROPOSALS'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentOpen(after, version), version),
    });
  });
