import { beforeAll, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { createIncubateChallenge } from '../../../functions/challenges/incubate-challenge.ts';
import { createReturnChallenge } from '../../../functions/challenges/return-challenge.ts';
import type { Challenge } from '../../../functions/challenges/rules.ts';
import { readChallenge } from '../../../functions/challenges/store.ts';
import { type Objection, objectionOf } from '../../../functions/objections/rules.ts';
import { objectionChange, readObjection } from '../../../functions/objections/store.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { serve } from '../../../functions/platform/http.ts';
import type { ProposalState } from '../../../functions/proposals/rules.ts';
import { proposalChange, readProposal } from '../../../functions/proposals/store.ts';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { declareConflict } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { storeProposal } from '../../support/proposals.ts';
import { putNewThing } from '../../support/purchase-world.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const handler = serve([createIncubateChallenge({ table }), createReturnChallenge({ table })], table);
const at = '2020-09-01T00:00:00.000Z';
const deadlines = {
  challengeCall: '2020-04-01T00:00:00.000Z',
  proposals: '2020-05-31T15:00:00.000Z',
  evaluation: '2020-07-01T00:00:00.000Z',
  standstill: '2020-08-10T00:00:00.000Z',
};

let staff: Member;
let buyer: Member;
let roundId: string;
beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  buyer = await createMember(table, 'PUBLIC_BODY', ['buyer']);
  const policy = { ...defaultPolicy, incubationBudgetInWon: 100 };
  ({ roundId } = await storeRound(table, { state: 'FIRST_USE', policy, deadlines }));
});

const unmatched = (different: Partial<Challenge> = {}) =>
  storeChallenge(table, { state: 'UNMATCHED', roundId, buyerId: buyer.organisationId, ...different });
const post = (who: Member, path: string, body: unknown, receivedAt = at) =>
  callApi(handler, { method: 'POST', path, receivedAt, accountId: who.accountId, body });
const incubate = (challengeId: string, budgetInWon: number, who = staff, receivedAt = at) =>
  post(who, `/challenges/${challengeId}/incubation`, { budgetInWon, plan: 'A study' }, receivedAt);

const moveProposal = async (proposalId: string, state: ProposalState) => {
  const before = await readProposal(table, proposalId);
  if (before === null) throw new Error('The proposal is gone');
  await putNewThing(table, proposalChange(before, { ...fieldsOf(before), state }, 'reject'));
};

it('a challenge that nobody met is incubated by staff, once, when the standstill is over', async () => {
  const { challengeId } = await unmatched();
  expect(await incubate(challengeId, 60, buyer)).toMatchObject({ status: 403 });
  const sister = await createMember(table, 'AGENCY', ['staff'], staff.organisationId);
  await declareConflict(table, sister, { roundId, challengeId }, at);
  expect(await incubate(challengeId, 60, sister)).toMatchObject({ body: { code: 'conflict-declared' } });
  expect(await incubate(challengeId, 60)).toMatchObject({
    status: 200,
    body: {
      state: 'INCUBATED',
      incubation: { budgetInWon: 60, plan: 'A study', begunAt: at, returnedAs: [] },
    },
  });
  expect(await incubate(challengeId, 1)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  const matched = await unmatched({ state: 'MATCHED' });
  expect(await incubate(matched.challengeId, 1)).toMatchObject({ status: 409 });
  const early = await storeRound(table, { state: 'NOTICE' });
  const other = await unmatched({ roundId: early.roundId });
  expect(await incubate(other.challengeId, 1)).toMatchObject({ status: 409, body: { code: 'round-phase' } });
});

it('none is incubated while an objection could still match it', async () => {
  const round = await storeRound(table, { state: 'PURCHASE', deadlines });
  const { challengeId } = await unmatched({ roundId: round.roundId });
  const other = await unmatched({ roundId: round.roundId });
  const soon = '2020-08-10T00:00:29.999Z';
  expect(await incubate(challengeId, 1, staff, soon)).toMatchObject({
    body: { code: 'objections-still-coming' },
  });
  const { proposalId } = await storeProposal(table, {
    state: 'REJECTED',
    roundId: round.roundId,
    challengeId,
  });
  const move = async (state: Objection['state']) => {
    const before = await readObjection(table, { roundId: round.roundId, proposalId });
    const after: Objection = {
      ...objectionOf(
        { roundId: round.roundId, challengeId, proposalId, supplierId: buyer.organisationId },
        { text: 'Two cards are wrong', documents: [] },
        round.policy,
        '2020-08-01T00:00:00.000Z',
      ),
      state,
    };
    await putNewThing(table, objectionChange(before, after, before === null ? 'object' : 'uphold'));
  };
  await move('OPEN');
  expect(await incubate(challengeId, 1)).toMatchObject({
    status: 409,
    body: { code: 'objections-unsettled' },
  });
  // Of another challenge it changes nothing.
  expect(await incubate(other.challengeId, 1)).toMatchObject({ status: 200 });
  await move('UPHELD');
  for (const state of ['ELIGIBLE', 'PRIORITISED'] as const) {
    await moveProposal(proposalId, state);
    expect(await incubate(challengeId, 1)).toMatchObject({ body: { code: 'objections-unsettled' } });
  }
  await moveProposal(proposalId, 'REJECTED');
  expect(await incubate(challengeId, 1)).toMatchObject({ status: 200 });
});

it('incubations never exceed their small budget, however many at a time (invariant 8)', async () => {
  const tooMuch = await unmatched();
  expect(await incubate(tooMuch.challengeId, 41)).toMatchObject({
    status: 409,
    body: { code: 'incubation-budget-exceeded', details: { spentInWon: 60, limitInWon: 100 } },
  });
  const many = await Promise.all(Array.from({ length: 6 }, () => unmatched()));
  const outcomes = await Promise.all(many.map(({ challengeId }) => incubate(challengeId, 20)));
  expect(outcomes.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2);
  const { roundId: fresh } = await storeRound(table, {
    state: 'PURCHASE',
    policy: { ...defaultPolicy, incubationBudgetInWon: 100 },
    deadlines,
  });
  const alone = await unmatched({ roundId: fresh });
  expect(await incubate(alone.challengeId, 101)).toMatchObject({ status: 409 });
  expect(await incubate(alone.challengeId, 100)).toMatchObject({ status: 200 });
});

it('an incubated challenge returns to a later round’s call, and both name each other', async () => {
  const later = await storeRound(table, {
    state: 'CHALLENGE_CALL',
    deadlines: {
      challengeCall: '2021-03-01T00:00:00.000Z',
      proposals: null,
      evaluation: null,
      standstill: null,
    },
  });
  const { challengeId } = await unmatched({
    state: 'INCUBATED',
    incubation: { budgetInWon: 1, plan: 'A study', begunAt: at, returnedAs: [] },
  });
  const path = `/challenges/${challengeId}/return`;
  const body = { roundId: later.roundId };
  expect(await post(staff, path, body)).toMatchObject({ status: 404 });
  expect(await post(buyer, path, body, '2021-03-01T00:00:00.000Z')).toMatchObject({
    status: 409,
    body: { code: 'challenge-call-over' },
  });
  const answered = await post(buyer, path, body);
  expect(answered).toMatchObject({
    status: 201,
    body: { state: 'SUBMITTED', roundId: later.roundId, incubatedFrom: challengeId, incubation: null },
  });
  const returned = v.parse(v.object({ challengeId: v.string() }), answered.body).challengeId;
  expect(await readChallenge(table, challengeId)).toMatchObject({
    state: 'INCUBATED',
    incubation: { returnedAs: [{ challengeId: returned, roundId: later.roundId }] },
  });
  expect(await post(buyer, path, body)).toMatchObject({
    status: 409,
    body: { code: 'returned-already', details: { challengeId: returned } },
  });
  expect(await readEntries(table, `round/${later.roundId}`, `challenge/${returned}`)).toMatchObject([
    { leaf: { action: 'submit-again', from: null, to: 'SUBMITTED' } },
  ]);
});
