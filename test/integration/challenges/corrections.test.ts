import { beforeEach, describe, expect, it } from '@jest/globals';
import { createCorrectChallenge } from '../../../functions/challenges/correct-challenge.ts';
import { createListCorrections } from '../../../functions/challenges/list-corrections.ts';
import { createReadChallenge } from '../../../functions/challenges/read-challenges.ts';
import { type Challenge, termsOf } from '../../../functions/challenges/rules.ts';
import { serve } from '../../../functions/platform/http.ts';
import { changeRound, storeCall, storePublished } from '../../support/call-world.ts';
import { declareConflict } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const handler = serve(
  [createCorrectChallenge({ table }), createListCorrections({ table }), createReadChallenge({ table })],
  table,
);

/** The deadline of the call is Sunday 31 May 2020: five working days remain on Friday 22 May, four on Monday. */
const inTime = '2020-05-22T05:00:00.000Z';
const tooNear = '2020-05-25T05:00:00.000Z';
const explanation = { ko: '비행 거리를 고쳤습니다.', en: 'The range was wrong.' };

let challenge: Challenge;
let staff: Member;

beforeEach(async () => {
  const { roundId } = await storeCall(table, 'arn:aws:kms:ap-northeast-2:000000000000:key/none');
  challenge = await storePublished(table, roundId);
  staff = await createMember(table, 'AGENCY', ['staff']);
});

const path = () => `/challenges/${challenge.challengeId}`;

const correct = (who: Member, terms: object, more: Partial<HttpRequest> = {}) =>
  callApi(handler, {
    method: 'POST',
    path: `${path()}/corrections`,
    accountId: who.accountId,
    body: { ...termsOf(challenge), ...terms, explanation },
    receivedAt: inTime,
    ...more,
  });

describe('a correction of the call', () => {
  it('is left to colleagues by who declared a conflict in the challenge', async () => {
    await declareConflict(table, staff, challenge, inTime);
    expect(await correct(staff, { quantity: 7 })).toMatchObject({
      status: 403,
      body: { code: 'conflict-declared' },
    });
  });

  it('makes a new version that everybody reads beside the old one', async () => {
    expect(await correct(staff, { quantity: 7 })).toMatchObject({
      status: 201,
      body: { state: 'CORRECTED', correctionNumber: 1, quantity: 7 },
    });
    expect(await correct(staff, { quantity: 8, trialPeriodInDays: 30 })).toMatchObject({
      body: { correctionNumber: 2 },
    });
    expect(await callApi(handler, { method: 'GET', path: path() })).toMatchObject({
      body: { state: 'CORRECTED', quantity: 8 },
    });
    expect(await callApi(handler, { method: 'GET', path: `${path()}/corrections` })).toMatchObject({
      status: 200,
      body: {
        rows: [
          { number: 1, changed: ['quantity'], explanation, before: { quantity: challenge.quantity } },
          {
            number: 2,
            changed: expect.arrayContaining(['quantity', 'trialPeriodInDays']),
            before: { quantity: 7 },
          },
        ],
      },
    });
    const { roundId, challengeId } = challenge;
    const entries = await readEntries(table, `round/${roundId}`, `challenge/${challengeId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['draft', 'correct', 'correct']);
  });

  it('is told to whoever holds a proposal to the challenge, once', async () => {
    await correct(staff, { quantity: 7 });
    expect(
      await table.get({ pk: `NOTICE#call-corrected/${challenge.challengeId}/1`, sk: 'NOTICE' }),
    ).toMatchObject({
      kind: 'call-corrected',
      audience: { kind: 'challenge-holders', challengeId: challenge.challengeId },
    });
  });

  it('leaves suppliers the working days that the policy promises, or waits for a later deadline', async () => {
    expect(await correct(staff, { quantity: 7 }, { receivedAt: tooNear })).toMatchObject({
      status: 409,
      body: {
        code: 'deadline-too-near-to-correct',
        details: { workingDaysLeft: 4, correctionNoticeInWorkingDays: 5 },
      },
    });
    await changeRound(table, challenge.roundId, {
      deadlines: {
        challengeCall: null,
        proposals: '2020-06-01T15:00:00.000Z',
        evaluation: null,
        standstill: null,
      },
    });
    expect(await correct(staff, { quantity: 7 }, { receivedAt: tooNear })).toMatchObject({ status: 201 });
  });

  it('is made by staff without a stake, of what changes and may be bought, while the call is open', async () => {
    const buyer = await createMember(table, 'PUBLIC_BODY', ['buyer'], challenge.buyerId);
    expect(await correct(buyer, { quantity: 7 })).toMatchObject({ status: 403 });
    expect(await correct(staff, {})).toMatchObject({ status: 422, body: { code: 'nothing-corrected' } });
    expect(await correct(staff, { requiredPerformance: [] })).toMatchObject({
      body: { code: 'target-missing' },
    });
    expect(await correct(staff, { priceCeilingInWon: 900_000_000 })).toMatchObject({
      body: { code: 'price-above-maximum' },
    });
    expect(await correct(staff, { coProposerIds: [] })).toMatchObject({ status: 400 });
    expect(await correct(staff, { quantity: 7 }, { headers: { 'If-Match': '"9"' } })).toMatchObject({
      status: 412,
    });
    for (const receivedAt of ['2020-05-31T15:00:00.000Z', '2020-07-01T00:00:00.000Z'])
      expect(await correct(staff, { quantity: 7 }, { receivedAt })).toMatchObject({
        status: 409,
        body: { code: 'round-phase', details: { phase: 'CLOSED_FOR_PROPOSALS' } },
      });
    expect(await callApi(handler, { method: 'GET', path: `${path()}/corrections` })).toMatchObject({
      body: { rows: [] },
    });
  });
});
