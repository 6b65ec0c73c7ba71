import { readChallenge } from '../challenges/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { presentOwn } from './present.ts';
import { checkAsking, type Question } from './rules.ts';
import { askQuestion } from './schema.ts';
import { listQuestionsOf, questionChange } from './store.ts';

/** A supplier asks about a published challenge; the proposing bodies are told that there is something to answer. */
export const createAskQuestion = ({ table }: { readonly table: Table }): Implementation =>
  implement(askQuestion, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['author', 'signatory'], body.supplierId);
    if (isRefusal(actor)) return actor;
    const challenge = await readChallenge(table, parameters.challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    if (challenge === null || round === null) return refuse('not-found');
    const { challengeId, roundId } = challenge;
    const earlier = await listQuestionsOf(table, challengeId, [actor.organisationId]);
    const openQuestions = earlier.filter(({ state }) => state === 'ASKED').length;
    const refusal = checkAsking(challenge, round, { openQuestions, at: receivedAt });
    if (refusal !== null) return refusal;

    const question: Question = {
      state: 'ASKED',
      questionId: newId(),
      challengeId,
      roundId,
      askedBy: actor.organisationId,
      askedAt: receivedAt,
      text: body.text,
      publishedText: null,
      answer: null,
      answeredAt: null,
      amendedAt: null,
      declineReason: null,
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [questionChange(null, question, 'ask')],
      notices: [challenge.buyerId, ...challenge.coProposerIds].map((organisationId) => ({
        noticeId: `question/${question.questionId}/asked/${organisationId}`,
        kind: 'question-asked',
        audience: { kind: 'organisation', organisationId, roles: ['buyer'] },
        roundId,
        proposalId: null,
        facts: { challengeId, questionId: question.questionId },
      })),
      alongside: [whileRoundIs(roundId, ['CALL_FOR_PROPOSALS'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentOwn(question, version), version),
    });
  });
