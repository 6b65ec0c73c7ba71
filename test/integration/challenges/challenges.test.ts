import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { createDecideChallenge } from '../../../functions/challenges/decide-challenge.ts';
import { createDraftChallenge } from '../../../functions/challenges/draft-challenge.ts';
import { createEditChallenge } from '../../../functions/challenges/edit-challenge.ts';
import { createListChallenges, createReadChallenge } from '../../../functions/challenges/read-challenges.ts';
import {
  createListProposedChallenges,
  createReadProposedChallenge,
} from '../../../functions/challenges/read-proposed-challenges.ts';
import { challengeView, proposedChallengeView } from '../../../functions/challenges/schema.ts';
import { concludeChallenges, listChallengesOfRound } from '../../../functions/challenges/store.ts';
import { createSubmitChallenge } from '../../../functions/challenges/submit-challenge.ts';
import { createWithdrawChallenge } from '../../../functions/challenges/withdraw-challenge.ts';
import { serve } from '../../../functions/platform/http.ts';
import { pageOf } from '../../../functions/platform/schemas.ts';
import { changeRound } from '../../support/call-world.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { declareConflict } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi, type HttpAnswer, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { storeRound } from '../../support/rounds.ts';
import { challengeTerms } from '../../support/sample-terms.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const handler = serve(
  [
    createDraftChallenge({ table }),
    createEditChallenge({ table }),
    createSubmitChallenge({ table }),
    createWithdrawChallenge({ table }),
    createDecideChallenge({ table }),
    createListChallenges({ table }),
    createReadChallenge({ table }),
    createListProposedChallenges({ table }),
    createReadProposedChallenge({ table }),
  ],
  table,
);

const callDeadline = '2020-03-31T15:00:00.000Z';
const inTime = '2020-03-31T14:59:59.999Z';

let staff: Member;
let auditor: Member;
let buyer: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  auditor = await createMember(table, 'AGENCY', ['auditor']);
  buyer = await createMember(table, 'PUBLIC_BODY', ['buyer']);
});

const callOpen = () =>
  storeRound(table, {
    state: 'CHALLENGE_CALL',
    deadlines: { challengeCall: callDeadline, proposals: null, evaluation: null, standstill: null },
  });

const call = (who: Member | null, request: Omit<HttpRequest, 'accountId'>): Promise<HttpAnswer> =>
  callApi(handler, { receivedAt: inTime, ...request, ...(who && { accountId: who.accountId }) });

const draft = (roundId: string, body: object = challengeTerms, who = buyer, receivedAt = inTime) =>
  call(who, { method: 'POST', path: `/rounds/${roundId}/challenges`, body, receivedAt });

const act = (
  who: Member,
  challengeId: string,
  verb: 'submission' | 'withdrawal' | 'selection',
  more: Partial<HttpRequest> = {},
) => call(who, { method: 'POST', path: `/challenges/${challengeId}/${verb}`, ...more });

const select = (challengeId: string, decision = 'select', who = staff) =>
  act(who, challengeId, 'selection', {
    body: { decision, reason: '시급한 과제' },
    receivedAt: '2020-04-10T00:00:00.000Z',
  });

const proposed = ({ body }: HttpAnswer) => v.parse(proposedChallengeView, body);
const ids = (answer: HttpAnswer, view = challengeView): readonly string[] =>
  v.parse(pageOf(view), answer.body).rows.map(({ challengeId }) => challengeId);

/** A challenge that was drafted and submitted in time, in a new round. */
const submitted = async () => {
  const { roundId } = await callOpen();
  const { challengeId } = proposed(await draft(roundId));
  await act(buyer, challengeId, 'submission');
  return { roundId, challengeId };
};

describe('drafting a challenge', () => {
  it('keeps what the body wrote, for its own eyes and those of staff', async () => {
    const { roundId } = await callOpen();
    const answer = await draft(roundId);
    expect(answer).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        ...challengeTerms,
        state: 'DRAFT',
        buyerId: buyer.organisationId,
        callDeadline,
        submittedAt: null,
      },
    });
    const { challengeId } = proposed(answer);
    const path = `/proposed-challenges/${challengeId}`;
    const stranger = await createMember(table, 'PUBLIC_BODY', ['buyer']);
    const seen = await Promise.all(
      [buyer, staff, auditor, stranger].map((who) => call(who, { method: 'GET', path })),
    );
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    expect(await call(null, { method: 'GET', path: `/challenges/${challengeId}` })).toMatchObject({
      status: 404,
    });
  });

  it('is for buyers, in the call, before its deadline', async () => {
    const { roundId } = await callOpen();
    const administrator = await createMember(table, 'PUBLIC_BODY', ['administrator'], buyer.organisationId);
    expect(await draft(roundId, challengeTerms, administrator)).toMatchObject({
      body: { code: 'not-permitted' },
    });
    expect(await draft(roundId, challengeTerms, buyer, callDeadline)).toMatchObject({
      status: 409,
      body: { code: 'challenge-call-over' },
    });
    await changeRound(table, roundId, { state: 'CHALLENGE_SELECTION' });
    expect(await draft(roundId)).toMatchObject({ status: 409, body: { code: 'round-phase' } });
    expect(await draft(crypto.randomUUID())).toMatchObject({ status: 404 });
  });

  it('is refused with terms that the policy does not allow', async () => {
    const { roundId } = await callOpen();
    const dear = { ...challengeTerms, priceCeilingInWon: 500_000_001 };
    expect(await draft(roundId, dear)).toMatchObject({ status: 422, body: { code: 'price-above-maximum' } });
    expect(await draft(roundId, { ...challengeTerms, requiredPerformance: [] })).toMatchObject({
      body: { code: 'target-missing' },
    });
  });

  it('asks which body, of a person who may act for several', async () => {
    const { roundId } = await callOpen();
    const accountId = crypto.randomUUID();
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    const membership = { kind: 'PUBLIC_BODY', roles: ['buyer'] };
    await table.put({
      pk: `ACCOUNT#${accountId}`,
      sk: 'ACCOUNT',
      memberships: { [first]: membership, [second]: membership },
    });
    const both = { accountId, organisationId: second };
    expect(await draft(roundId, challengeTerms, both)).toMatchObject({
      body: { code: 'organisation-ambiguous' },
    });
    expect(await draft(roundId, { ...challengeTerms, buyerId: second }, both)).toMatchObject({
      status: 201,
      body: { buyerId: second },
    });
  });
});

describe('editing a draft', () => {
  it('replaces it, against the version that was read', async () => {
    const { roundId } = await callOpen();
    const { challengeId } = proposed(await draft(roundId));
    const edit = (ifMatch: string, receivedAt = inTime) =>
      call(buyer, {
        method: 'PUT',
        path: `/challenges/${challengeId}`,
        body: { ...challengeTerms, quantity: 5 },
        headers: { 'if-match': ifMatch },
        receivedAt,
      });
    expect(await edit('"1"')).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { quantity: 5 } });
    expect(await edit('"1"')).toMatchObject({ status: 412, body: { code: 'version-not-matched' } });
    expect(await edit('"2"', callDeadline)).toMatchObject({ body: { code: 'challenge-call-over' } });
    await act(buyer, challengeId, 'submission');
    expect(await edit('"3"')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('leaves no entry: only what is decided stands in the ledger', async () => {
    const { roundId, challengeId } = await submitted();
    const entries = await readEntries(table, `round/${roundId}`, `challenge/${challengeId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['draft', 'submit']);
  });
});

describe('submitting a challenge', () => {
  it.each([
    [inTime, 200],
    [callDeadline, 409],
    ['2020-03-31T15:00:00.001Z', 409],
  ])('received at %s answers %d', async (receivedAt, status) => {
    const { roundId } = await callOpen();
    const { challengeId } = proposed(await draft(roundId));
    expect(await act(buyer, challengeId, 'submission', { receivedAt })).toMatchObject({ status });
  });

  it('holds by a deadline that moved later after the draft, and no longer', async () => {
    const { roundId } = await callOpen();
    const { challengeId } = proposed(await draft(roundId));
    const deadlines = {
      challengeCall: '2020-04-02T09:00:00.000Z',
      proposals: null,
      evaluation: null,
      standstill: null,
    };
    await changeRound(table, roundId, { deadlines });
    expect(
      await act(buyer, challengeId, 'submission', { receivedAt: '2020-04-02T09:00:00.000Z' }),
    ).toMatchObject({
      status: 409,
    });
    expect(
      await act(buyer, challengeId, 'submission', { receivedAt: '2020-04-02T08:59:59.999Z' }),
    ).toMatchObject({
      status: 200,
      body: { state: 'SUBMITTED', callDeadline: '2020-04-02T09:00:00.000Z' },
    });
  });
});

describe('withdrawing a challenge', () => {
  it('is possible until staff have decided it', async () => {
    const { challengeId, roundId } = await submitted();
    expect(
      await act(buyer, challengeId, 'withdrawal', { body: { reason: '다른 방법을 찾음' } }),
    ).toMatchObject({
      status: 200,
      body: { state: 'WITHDRAWN' },
    });
    await changeRound(table, roundId, { state: 'CHALLENGE_SELECTION' });
    expect(await select(challengeId)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });

    const decided = await submitted();
    await changeRound(table, decided.roundId, { state: 'CHALLENGE_SELECTION' });
    await select(decided.challengeId);
    expect(await act(buyer, decided.challengeId, 'withdrawal')).toMatchObject({
      body: { code: 'wrong-state' },
    });
  });
});

describe('the selection', () => {
  it('is staff’s, in its phase, with a reason', async () => {
    const { roundId, challengeId } = await submitted();
    await changeRound(table, roundId, { state: 'CHALLENGE_SELECTION' });
    expect(await select(challengeId, 'select', buyer)).toMatchObject({ status: 403 });
    expect(await select(challengeId, 'reject')).toMatchObject({
      status: 200,
      body: { state: 'NOT_SELECTED', decisionReason: '시급한 과제' },
    });
    expect(await select(challengeId)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('is left to colleagues by who declared a conflict in the challenge', async () => {
    const place = await submitted();
    await changeRound(table, place.roundId, { state: 'CHALLENGE_SELECTION' });
    const sister = await createMember(table, 'AGENCY', ['staff'], staff.organisationId);
    await declareConflict(table, sister, place, inTime);
    expect(await select(place.challengeId, 'select', sister)).toMatchObject({
      status: 403,
      body: { code: 'conflict-declared' },
    });
    expect(await select(place.challengeId)).toMatchObject({ status: 200 });
  });
});

describe('the selection by the clock', () => {
  it('begins with the deadline’s own instant, before any job has stored it', async () => {
    const { challengeId } = await submitted();
    const decide = (receivedAt: string) =>
      call(staff, {
        method: 'POST',
        path: `/challenges/${challengeId}/selection`,
        body: { decision: 'select', reason: '시급한 과제' },
        receivedAt,
      });
    expect(await decide(inTime)).toMatchObject({ status: 409, body: { code: 'round-phase' } });
    expect(await decide(callDeadline)).toMatchObject({ status: 200, body: { state: 'SELECTED' } });
  });
});

describe('the lists', () => {
  it('show everybody the selected ones from the call on, and nobody else the rest', async () => {
    const { roundId } = await callOpen();
    const [mine, other, third] = await Promise.all([
      storeChallenge(table, { roundId, state: 'SELECTED', buyerId: buyer.organisationId }),
      storeChallenge(table, { roundId, state: 'SELECTED' }),
      storeChallenge(table, { roundId, state: 'NOT_SELECTED' }),
    ]);
    const open = { method: 'GET', path: `/rounds/${roundId}/challenges` } as const;
    const proposedOnes = { method: 'GET', path: `/rounds/${roundId}/proposed-challenges` } as const;
    expect(await call(null, open)).toMatchObject({ status: 200, body: { rows: [], cursor: null } });
    expect(await call(null, { method: 'GET', path: `/challenges/${other.challengeId}` })).toMatchObject({
      status: 404,
    });

    await changeRound(table, roundId, { state: 'CALL_FOR_PROPOSALS', calledAt: '2020-04-20T00:00:00.000Z' });
    expect([...ids(await call(null, open))].sort()).toEqual([mine.challengeId, other.challengeId].sort());
    expect(await call(null, { method: 'GET', path: `/challenges/${other.challengeId}` })).toMatchObject({
      status: 200,
      body: { state: 'PUBLISHED' },
    });
    expect(await call(null, { method: 'GET', path: `/challenges/${third.challengeId}` })).toMatchObject({
      status: 404,
    });
    expect(ids(await call(staff, proposedOnes), proposedChallengeView)).toHaveLength(3);
    expect(ids(await call(buyer, proposedOnes), proposedChallengeView)).toEqual([mine.challengeId]);
    const supplier = await createMember(table, 'SUPPLIER', ['author']);
    expect(await call(supplier, proposedOnes)).toMatchObject({ status: 403 });
    expect(await call(null, proposedOnes)).toMatchObject({ status: 401 });
  });

  it('answer 157 challenges in two pages, each once', async () => {
    const { roundId } = await callOpen();
    const stored: string[] = [];
    for (let batch = 0; batch < 157; batch += 20)
      stored.push(
        ...(await Promise.all(
          Array.from(
            { length: Math.min(20, 157 - batch) },
            async () => (await storeChallenge(table, { roundId })).challengeId,
          ),
        )),
      );
    const path = `/rounds/${roundId}/proposed-challenges`;
    const first = await call(staff, { method: 'GET', path });
    const { cursor } = v.parse(v.object({ cursor: v.string() }), first.body);
    const second = await call(staff, { method: 'GET', path, query: { cursor } });
    expect(second).toMatchObject({ body: { cursor: null } });
    const seen = [...ids(first, proposedChallengeView), ...ids(second, proposedChallengeView)];
    expect(ids(first, proposedChallengeView)).toHaveLength(100);
    expect([...seen].sort()).toEqual([...stored].sort());
  });
});

describe('the end of the challenges', () => {
  it('is MATCHED or UNMATCHED for each selected one, however often it is told', async () => {
    const { roundId } = await callOpen();
    const [matched, unmatched, refused] = await Promise.all([
      storeChallenge(table, { roundId, state: 'SELECTED' }),
      storeChallenge(table, { roundId, state: 'SELECTED' }),
      storeChallenge(table, { roundId, state: 'NOT_SELECTED' }),
    ]);
    const at = '2020-07-31T09:00:00.000Z';
    const ends = { matched: new Set([matched.challengeId]), undecided: new Set<string>() };
    await concludeChallenges(table, { roundId }, ends, at);
    await concludeChallenges(table, { roundId }, ends, at);
    const states = new Map(
      (await listChallengesOfRound(table, roundId)).map(({ challengeId, state }) => [challengeId, state]),
    );
    expect(states.get(matched.challengeId)).toBe('MATCHED');
    expect(states.get(unmatched.challengeId)).toBe('UNMATCHED');
    expect(states.get(refused.challengeId)).toBe('NOT_SELECTED');
    const entries = await readEntries(table, `round/${roundId}`, `challenge/${unmatched.challengeId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['draft', 'unmatch']);
  });

  it('is MATCHED late by a fresh result, and UNMATCHED once nobody is left, but not while one is opened again', async () => {
    const { roundId } = await callOpen();
    const { challengeId } = await storeChallenge(table, { roundId, state: 'SELECTED' });
    const at = '2020-07-31T09:00:00.000Z';
    const conclude = async (matched: readonly string[], undecided: readonly string[] = []) => {
      const ends = { matched: new Set(matched), undecided: new Set(undecided) };
      await concludeChallenges(table, { roundId }, ends, at);
      return (await listChallengesOfRound(table, roundId)).map(({ state }) => state);
    };
    expect(await conclude([])).toEqual(['UNMATCHED']);
    expect(await conclude([challengeId])).toEqual(['MATCHED']);
    expect(await conclude([], [challengeId])).toEqual(['MATCHED']);
    expect(await conclude([])).toEqual(['UNMATCHED']);
  });
});
