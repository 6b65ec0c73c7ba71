import { beforeEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { serve } from '../../../functions/platform/http.ts';
import { createAnswerQuestion, createDeclineQuestion } from '../../../functions/questions/answer-question.ts';
import { createAskQuestion } from '../../../functions/questions/ask-question.ts';
import {
  createListAnswers,
  createListOpenQuestions,
  createListOwnQuestions,
} from '../../../functions/questions/read-questions.ts';
import { openQuestionsLimit } from '../../../functions/questions/rules.ts';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import {
  changeRound,
  deadline,
  storeCall,
  storePublished,
  storeSupplier,
  type Supplier,
} from '../../support/call-world.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const handler = serve(
  [
    createAskQuestion({ table }),
    createAnswerQuestion({ table }),
    createDeclineQuestion({ table }),
    createListAnswers({ table }),
    createListOpenQuestions({ table }),
    createListOwnQuestions({ table }),
  ],
  table,
);

/** A week before the deadline of `call-world.ts`: the cut-off of the default policy. */
const cutOff = '2020-05-24T15:00:00.000Z';
const inTime = '2020-05-24T14:59:59.999Z';
const later = '2020-05-30T00:00:00.000Z';

let roundId: string;
let challengeId: string;
let supplier: Supplier;
let rival: Supplier;
let buyer: Member;
let staff: Member;

beforeEach(async () => {
  ({ roundId } = await storeCall(table, 'arn:aws:kms:ap-northeast-2:000000000000:key/none'));
  const challenge = await storePublished(table, roundId);
  ({ challengeId } = challenge);
  [supplier, rival] = await Promise.all([storeSupplier(table), storeSupplier(table)]);
  buyer = await createMember(table, 'PUBLIC_BODY', ['buyer'], challenge.buyerId);
  staff = await createMember(table, 'AGENCY', ['staff']);
});

const call = (accountId: string | null, request: HttpRequest) =>
  callApi(handler, { receivedAt: inTime, ...request, ...(accountId === null ? {} : { accountId }) });

const ask = (who: Supplier, text = '야간에도 운용하나요?', receivedAt = inTime) =>
  call(who.author, {
    method: 'POST',
    path: `/challenges/${challengeId}/questions`,
    body: { supplierId: who.supplierId, text },
    receivedAt,
  });

const idOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
  v.parse(v.object({ questionId: v.string() }), body).questionId;

const reply = (who: string, questionId: string, body: object, receivedAt = later) =>
  call(who, { method: 'PUT', path: `/questions/${questionId}/answer`, body, receivedAt });

const list = (who: string | null, which: 'answers' | 'open-questions' | 'own-questions') =>
  call(who, { method: 'GET', path: `/challenges/${challengeId}/${which}`, receivedAt: later });

describe('a question', () => {
  it('is read by those who answer it, without who asked', async () => {
    const asked = await ask(supplier);
    expect(asked).toMatchObject({ status: 201, body: { state: 'ASKED', text: '야간에도 운용하나요?' } });
    for (const who of [buyer.accountId, staff.accountId]) {
      const open = await list(who, 'open-questions');
      expect(open).toMatchObject({ status: 200, body: { rows: [{ questionId: idOf(asked) }] } });
      expect(JSON.stringify(open.body)).not.toContain(supplier.supplierId);
    }
    for (const who of [rival.author, supplier.author])
      expect(await list(who, 'open-questions')).toMatchObject({ status: 403 });
    expect(await list(rival.author, 'own-questions')).toMatchObject({ body: { rows: [] } });
    expect(await list(supplier.signatory, 'own-questions')).toMatchObject({
      body: { rows: [{ state: 'ASKED', answer: null }] },
    });
    expect(await list(null, 'answers')).toMatchObject({ status: 200, body: { rows: [] } });
  });

  it('is told to the buyer, and its answer to all who hold a proposal and to the asker', async () => {
    const questionId = idOf(await ask(supplier));
    await reply(buyer.accountId, questionId, { answer: '예, 영하 20도까지입니다.' });
    const notice = (name: string) => table.get({ pk: `NOTICE#question/${questionId}/${name}`, sk: 'NOTICE' });
    expect(await notice(`asked/${buyer.organisationId}`)).toMatchObject({
      kind: 'question-asked',
      audience: { organisationId: buyer.organisationId },
    });
    expect(await notice('answered/2')).toMatchObject({
      audience: { kind: 'challenge-holders', challengeId },
    });
    expect(await notice('answered/2/asker')).toMatchObject({
      audience: { organisationId: supplier.supplierId },
    });
  });

  it('is answered for everybody, in other words where its own would tell who asked', async () => {
    const questionId = idOf(await ask(supplier, '새봄의 드론 S-7은 야간에도 쓸 수 있나요?'));
    const answered = await reply(buyer.accountId, questionId, {
      answer: '예',
      publishedText: '야간에도 쓸 수 있나요?',
    });
    expect(answered.status).toBe(200);
    const published = await list(null, 'answers');
    expect(published.body).toMatchObject({
      rows: [
        { questionId, question: '야간에도 쓸 수 있나요?', answer: '예', answeredAt: later, amendedAt: null },
      ],
    });
    const told = JSON.stringify(published.body);
    for (const secret of [supplier.supplierId, supplier.author, '새봄', inTime])
      expect(told).not.toContain(secret);

    await reply(
      staff.accountId,
      questionId,
      { answer: '예, 다만 허가가 필요합니다.' },
      '2020-05-31T00:00:00.000Z',
    );
    expect((await list(null, 'answers')).body).toMatchObject({
      rows: [
        {
          question: '야간에도 쓸 수 있나요?',
          answer: '예, 다만 허가가 필요합니다.',
          amendedAt: '2020-05-31T00:00:00.000Z',
        },
      ],
    });
    expect(await readEntries(table, `round/${roundId}`, `question/${questionId}`)).toMatchObject([
      { leaf: { action: 'ask' } },
      { leaf: { action: 'answer' } },
      { leaf: { action: 'amend' } },
    ]);
  });

  it('names its asker in no leaf of the ledger and no cursor of the public list', async () => {
    const questionId = idOf(await ask(supplier));
    await reply(buyer.accountId, questionId, { answer: '예' });
    const entries = await readEntries(table, `round/${roundId}`, `question/${questionId}`);
    expect(JSON.stringify(entries.map(({ leaf }) => leaf))).not.toContain(supplier.supplierId);
    const [row] = await table.all(`CHALLENGE#${challengeId}#ANSWERS`, { index: 'collection' });
    expect(row).toMatchObject({ position: `${later}#${questionId}` });
  });

  it('is taken up to the cut-off and not from its instant on', async () => {
    expect(await ask(supplier, '하나', inTime)).toMatchObject({ status: 201 });
    expect(await ask(supplier, '둘', cutOff)).toMatchObject({
      status: 409,
      body: { code: 'questions-closed', details: { deadline: cutOff, receivedAt: cutOff } },
    });
    await changeRound(table, roundId, {
      policy: { ...defaultPolicy, questionsEndBeforeInSeconds: 3600 },
    });
    expect(await ask(supplier, '셋', cutOff)).toMatchObject({ status: 201 });
  });

  it('waits with others of its asker up to a limit', async () => {
    for (let count = 0; count < openQuestionsLimit; count += 1)
      expect(await ask(supplier, `질문 ${count}`)).toMatchObject({ status: 201 });
    expect(await ask(supplier)).toMatchObject({ status: 409, body: { code: 'too-many-open-questions' } });
    expect(await ask(rival)).toMatchObject({ status: 201 });
  });

  it('is answered by nobody else, and after the deadline by nobody', async () => {
    const questionId = idOf(await ask(supplier));
    const stranger = await createMember(table, 'PUBLIC_BODY', ['buyer']);
    for (const who of [stranger.accountId, rival.author, supplier.author])
      expect(await reply(who, questionId, { answer: '예' })).toMatchObject({ status: 404 });
    expect(await reply(buyer.accountId, questionId, { answer: '예' }, deadline)).toMatchObject({
      status: 409,
      body: { code: 'round-phase', details: { phase: 'CLOSED_FOR_PROPOSALS' } },
    });
    expect(await list(null, 'answers')).toMatchObject({ body: { rows: [] } });
  });

  it('is declined by staff with a reason that only the asker reads', async () => {
    const questionId = idOf(await ask(supplier));
    const decline = (who: string) =>
      call(who, {
        method: 'POST',
        path: `/questions/${questionId}/decline`,
        body: { reason: '과제와 무관합니다.' },
      });
    expect(await decline(buyer.accountId)).toMatchObject({ status: 403 });
    expect(await decline(staff.accountId)).toMatchObject({ status: 200 });
    expect(await list(supplier.author, 'own-questions')).toMatchObject({
      body: { rows: [{ state: 'DECLINED', declineReason: '과제와 무관합니다.' }] },
    });
    expect(await list(staff.accountId, 'open-questions')).toMatchObject({ body: { rows: [] } });
    expect(await reply(buyer.accountId, questionId, { answer: '예' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
  });

  it('is not taken for what is not published, nor in another’s name', async () => {
    expect(
      await call(supplier.author, {
        method: 'POST',
        path: `/challenges/${challengeId}/questions`,
        body: { supplierId: rival.supplierId, text: '?' },
      }),
    ).toMatchObject({ status: 404 });
    await changeRound(table, roundId, { calledAt: null, state: 'CHALLENGE_SELECTION' });
    expect(await ask(supplier)).toMatchObject({ status: 404 });
    expect(await list(null, 'answers')).toMatchObject({ status: 404 });
  });
});
