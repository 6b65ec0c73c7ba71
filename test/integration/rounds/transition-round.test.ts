import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { defaultPolicy, type Round } from '../../../functions/rounds/rules.ts';
import { roundView } from '../../../functions/rounds/schema.ts';
import { readRound, rememberWait } from '../../../functions/rounds/store.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi, type HttpAnswer, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { storeProposal } from '../../support/proposals.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { handler, keys, toldOf } = createRoundsApi(table);

let staff: Member;
let approver: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
});

const deadline = '2020-05-31T15:00:00.000Z';
const opening = '2020-05-31T18:00:00.000Z';
const justBefore = '2020-05-31T14:59:59.999Z';
const deadlines = {
  challengeCall: deadline,
  proposals: deadline,
  evaluation: deadline,
  standstill: deadline,
};
const call = {
  action: 'call-for-proposals',
  deadline,
  // The pilot's own deadline was a Sunday's.
  confirmNonWorkingDay: true,
  decisionPromisedAt: '2020-07-15T00:00:00.000Z',
} as const;
const callForProposals = { ...call, drawSecretSha256: 'ab'.repeat(32) };

/** True of the acts that the keeper of the seals serves. */
const isSealed = (body: object): boolean =>
  'action' in body &&
  ['call-for-proposals', 'approve-deadline-move', 'open', 'renew-lock'].includes(String(body.action));

const ask = (
  who: Member,
  { roundId }: Pick<Round, 'roundId'>,
  body: object,
  more: Partial<HttpRequest> = {},
): Promise<HttpAnswer> =>
  callApi(handler, {
    method: 'POST',
    path: `/rounds/${roundId}/${isSealed(body) ? 'sealed-transitions' : 'transitions'}`,
    accountId: who.accountId,
    body,
    receivedAt: justBefore,
    ...more,
  });

const stateOf = async ({ roundId }: Pick<Round, 'roundId'>) => (await readRound(table, roundId))?.state;

describe('a plan', () => {
  const plan = (who: Member, body: object, more: Partial<HttpRequest> = {}) =>
    callApi(handler, { method: 'POST', path: '/rounds', accountId: who.accountId, body, ...more });
  const name = { ko: '2020년 1차', en: 'First round of 2020' };

  it('by staff makes a round that the agency reads and nobody else', async () => {
    const planned = await plan(staff, { name });
    expect(planned).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { phase: 'PLANNED', name, policy: defaultPolicy },
    });
    const { roundId } = v.parse(roundView, planned.body);
    const get = (path: string, accountId?: string) =>
      callApi(handler, { method: 'GET', path, ...(accountId === undefined ? {} : { accountId }) });
    const found = expect.arrayContaining([expect.objectContaining({ roundId })]);
    expect((await get(`/rounds/${roundId}`)).status).toBe(404);
    expect((await get('/rounds')).body).not.toMatchObject({ rows: found });
    expect(await get(`/rounds/${roundId}/preparation`, approver.accountId)).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { roundId, deadlineMove: null, openingPrepared: null },
    });
    expect((await get('/preparations', staff.accountId)).body).toMatchObject({ rows: found });
    expect((await get(`/rounds/${roundId}/preparation`, crypto.randomUUID())).status).toBe(403);

    await ask(staff, { roundId }, { action: 'call-for-challenges', deadline, confirmNonWorkingDay: true });
    expect((await get(`/rounds/${roundId}`)).body).toMatchObject({ roundId });
    expect((await get('/rounds')).body).toMatchObject({ rows: found });
  });

  it('that contradicts itself is refused with its faults', async () => {
    const panel = { size: 3, quorum: 5, maximumOfOneOrganisation: 1 };
    expect(await plan(staff, { name, policy: { panel } })).toMatchObject({
      status: 422,
      body: { code: 'policy-contradictory', details: { faults: [{ code: 'quorum-over-size', name: null }] } },
    });
  });

  it('is not for others', async () => {
    expect(await plan(approver, { name })).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });
});

describe('the call for challenges', () => {
  it('sets its deadline and starts the machine of the first generation', async () => {
    const round = await storeRound(table);
    expect(
      await ask(staff, round, { action: 'call-for-challenges', deadline, confirmNonWorkingDay: true }),
    ).toMatchObject({
      status: 200,
      body: { phase: 'CHALLENGE_CALL', deadlines: { challengeCall: deadline }, version: 2 },
    });
    expect(toldOf(round)).toEqual([
      ['start', 'round-machine', `${round.roundId}-1`, { roundId: round.roundId, generation: 1 }],
    ]);
  });

  it('is judged by the gateway’s instant', async () => {
    const round = await storeRound(table);
    expect(
      await ask(
        staff,
        round,
        { action: 'call-for-challenges', deadline, confirmNonWorkingDay: true },
        { receivedAt: deadline },
      ),
    ).toMatchObject({ status: 422, body: { code: 'deadline-not-ahead' } });
    expect(await stateOf(round)).toBe('PLANNED');
    expect(toldOf(round)).toEqual([]);
  });
});

describe('a phase that the clock ends', () => {
  it.each([
    ['CHALLENGE_CALL', 'close-challenge-call', 'CHALLENGE_SELECTION'],
    ['NOTICE', 'end-standstill', 'PURCHASE'],
  ] as const)('%s may be ended by staff from its deadline on, not before', async (state, action, next) => {
    const round = await storeRound(table, { state, deadlines });
    expect(await ask(staff, round, { action })).toMatchObject({
      status: 409,
      body: { code: 'deadline-still-ahead' },
    });
    expect(await ask(staff, round, { action }, { receivedAt: deadline })).toMatchObject({
      status: 200,
      body: { phase: next },
    });
  });

  it('wakes the machine that waits in it', async () => {
    const round = await storeRound(table, { state: 'CHALLENGE_CALL', deadlines });
    const { roundId } = round;
    const taskToken = `token-${roundId}`;
    await rememberWait(table, roundId, { taskToken, phase: 'CHALLENGE_CALL', generation: 0 });
    await ask(staff, round, { action: 'close-challenge-call' }, { receivedAt: deadline });
    expect(toldOf(round)).toEqual([['resume', taskToken, { moved: true }]]);
  });
});

describe('the call for proposals', () => {
  const selecting = async (states: readonly ('SELECTED' | 'SUBMITTED')[]) => {
    const round = await storeRound(table, { state: 'CHALLENGE_SELECTION' });
    await Promise.all(states.map((state) => storeChallenge(table, { state, roundId: round.roundId })));
    return round;
  };

  it('publishes with a key that stays shut until the hold after the deadline is over', async () => {
    const round = await selecting(['SELECTED', 'SELECTED']);
    expect(await ask(staff, round, callForProposals)).toMatchObject({
      status: 200,
      body: {
        phase: 'CALL_FOR_PROPOSALS',
        deadlines: { proposals: deadline },
        earliestOpeningAt: opening,
        drawSecretSha256: 'ab'.repeat(32),
      },
    });
    expect(keys.made).toContainEqual([round.roundId, opening]);
    expect(await readRound(table, round.roundId)).toMatchObject({ calledAt: justBefore });
  });

  it('is refused while the selection is incomplete, and makes no key', async () => {
    for (const states of [[], ['SUBMITTED'], ['SELECTED', 'SUBMITTED']] as const) {
      const round = await selecting(states);
      expect((await ask(staff, round, callForProposals)).body).toMatchObject({
        code: 'selection-incomplete',
      });
      expect(keys.made).not.toContainEqual(expect.arrayContaining([round.roundId]));
    }
  });

  it('promises the decision for a day after the deadline for proposals', async () => {
    const round = await selecting(['SELECTED']);
    const early = { ...callForProposals, decisionPromisedAt: deadline };
    expect(await ask(staff, round, early)).toMatchObject({
      status: 422,
      body: { code: 'promise-before-deadline' },
    });
  });

  it('that two publish at once has one key', async () => {
    const round = await selecting(['SELECTED']);
    const outcomes = await Promise.all([
      ask(staff, round, callForProposals),
      ask(staff, round, callForProposals),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
    const made = keys.made.flatMap((given, index) =>
      JSON.stringify(given).includes(round.roundId) ? [`key-${index + 1}`] : [],
    );
    const kept = (await readRound(table, round.roundId))?.sealKeyArn;
    expect(made).toContain(kept);
  });
});

describe('the opening', () => {
  const closed = () => storeRound(table, { state: 'CALL_FOR_PROPOSALS', deadlines, calledAt: justBefore });
  const prepare = { action: 'prepare-opening', outageReason: 'seen by hand' };
  const open = { action: 'open' };
  const then = { receivedAt: opening };

  it('is two acts of two people after the hold', async () => {
    const round = await closed();
    expect((await ask(staff, round, prepare, then)).body).toMatchObject({ phase: 'CLOSED_FOR_PROPOSALS' });
    expect((await ask(approver, round, open, then)).body).toMatchObject({
      phase: 'OPENED',
      openedAt: opening,
    });
    const actors = (await readEntries(table, `round/${round.roundId}`)).map(
      ({ disclosure }) => disclosure.actor,
    );
    expect(actors.slice(1)).toEqual([
      { kind: 'person', ...staff, role: 'staff' },
      { kind: 'person', ...approver, role: 'approver' },
    ]);
  });

  it('is refused a millisecond before the hold is over, and that is kept beside the ledger', async () => {
    const round = await closed();
    const early = { receivedAt: addSeconds(opening, -0.001) };
    for (const [who, body] of [
      [staff, prepare],
      [approver, open],
    ] as const)
      expect(await ask(who, round, body, early)).toMatchObject({
        status: 409,
        body: { code: 'too-early-to-open', details: { earliestOpeningAt: opening } },
      });
    const shards = await Promise.all(
      Array.from({ length: 8 }, (_, shard) =>
        table.all(`REFUSALS#round/${round.roundId}#${shard}`, { index: 'log' }),
      ),
    );
    expect(shards.flat().map(({ accountId, code }) => [accountId, code])).toEqual(
      expect.arrayContaining([staff, approver].map(({ accountId }) => [accountId, 'too-early-to-open'])),
    );
  });

  it('is refused to the one who prepared it, with whatever roles', async () => {
    const both = await createMember(table, 'AGENCY', ['approver', 'staff']);
    const round = await closed();
    await ask(both, round, prepare, then);
    expect(await ask(both, round, open, then)).toMatchObject({ status: 403, body: { code: 'same-person' } });
    expect(await stateOf(round)).toBe('CALL_FOR_PROPOSALS');
  });

  it('is refused unprepared, and each act to who lacks its role', async () => {
    const round = await closed();
    expect((await ask(approver, round, open, then)).body).toMatchObject({ code: 'opening-not-prepared' });
    expect((await ask(approver, round, prepare, then)).body).toMatchObject({ code: 'not-permitted' });
    expect((await ask(staff, round, open, then)).body).toMatchObject({ code: 'not-permitted' });
  });
});

describe('the evaluation', () => {
  const begin = { action: 'begin-evaluation', deadline, confirmNonWorkingDay: true };

  it('begins when every proposal is screened', async () => {
    const round = await storeRound(table, { state: 'SCREENING' });
    expect((await ask(staff, round, begin)).body).toMatchObject({
      phase: 'EVALUATION',
      deadlines: { evaluation: deadline },
    });
  });

  it('does not begin while a proposal is unscreened', async () => {
    const round = await storeRound(table, { state: 'SCREENING' });
    const { challengeId } = await storeChallenge(table, { roundId: round.roundId });
    await storeProposal(table, { roundId: round.roundId, challengeId });
    expect((await ask(staff, round, begin)).body).toMatchObject({
      code: 'evaluation-not-ready',
      details: { unscreenedProposals: 1 },
    });
  });

  it('does not begin while a challenge with an eligible proposal has no panel', async () => {
    const round = await storeRound(table, { state: 'SCREENING' });
    const { challengeId } = await storeChallenge(table, { roundId: round.roundId });
    await storeProposal(table, { state: 'ELIGIBLE', roundId: round.roundId, challengeId });
    expect((await ask(staff, round, begin)).body).toMatchObject({
      code: 'evaluation-not-ready',
      details: { challengesWithoutPanel: [challengeId] },
    });
  });

  it('does not end below the quorum', async () => {
    const round = await storeRound(table, { state: 'EVALUATION', deadlines });
    const { challengeId } = await storeChallenge(table, { roundId: round.roundId });
    const { proposalId } = await storeProposal(table, {
      state: 'ELIGIBLE',
      roundId: round.roundId,
      challengeId,
    });
    expect(
      (await ask(staff, round, { action: 'close-evaluation' }, { receivedAt: opening })).body,
    ).toMatchObject({ code: 'quorum-not-met', details: { proposalIds: [proposalId] } });
  });
});

describe('the later phases', () => {
  it('give no notice without an approved decision', async () => {
    const round = await storeRound(table, { state: 'DECISION' });
    expect((await ask(staff, round, { action: 'give-notice' })).body).toMatchObject({
      code: 'decision-not-approved',
    });
  });

  it('pass over no purchase that has yet to begin', async () => {
    const round = await storeRound(table, { state: 'PURCHASE', deadlines });
    const begin = { action: 'begin-first-use' } as const;
    expect((await ask(staff, round, begin, { receivedAt: opening })).body).toMatchObject({
      code: 'purchases-open',
    });
  });

  it('end a round without first uses', async () => {
    const round = await storeRound(table, { state: 'FIRST_USE' });
    expect((await ask(staff, round, { action: 'complete' })).body).toMatchObject({ phase: 'COMPLETED' });
  });
});

describe('any transition', () => {
  it('is refused in a phase that does not list it', async () => {
    const round = await storeRound(table, { state: 'COMPLETED' });
    expect(await ask(staff, round, { action: 'cancel', reason: 'no money' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', details: { state: 'COMPLETED', possible: [] } },
    });
  });

  it('of a round that does not exist is not-found, to who might take it', async () => {
    const nowhere = { roundId: crypto.randomUUID() };
    expect((await ask(approver, nowhere, { action: 'open' })).status).toBe(404);
    expect((await ask(staff, nowhere, { action: 'open' })).status).toBe(403);
  });

  it('is refused where If-Match names another version than the present one', async () => {
    const round = await storeRound(table, { state: 'OPENED' });
    const naming = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });
    expect(await ask(staff, round, { action: 'begin-screening' }, naming(2))).toMatchObject({
      status: 412,
      body: { code: 'version-not-matched', details: { version: 1 } },
    });
    expect((await ask(staff, round, { action: 'begin-screening' }, naming(1))).status).toBe(200);
  });

  it('keeps its reason in the ledger', async () => {
    const round = await storeRound(table, { state: 'SCREENING' });
    expect((await ask(staff, round, { action: 'cancel', reason: '예산 삭감' })).body).toMatchObject({
      phase: 'CANCELLED',
    });
    expect((await readEntries(table, `round/${round.roundId}`))[1]).toMatchObject({
      leaf: { action: 'cancel', from: 'SCREENING', to: 'CANCELLED', at: justBefore },
      disclosure: { reason: '예산 삭감' },
    });
  });

  it('sent again under its key has one effect', async () => {
    const round = await storeRound(table, { state: 'OPENED' });
    const again = { headers: { 'Idempotency-Key': crypto.randomUUID() } };
    const first = await ask(staff, round, { action: 'begin-screening' }, again);
    expect(first).toMatchObject({ status: 200, body: { phase: 'SCREENING' } });
    expect(await ask(staff, round, { action: 'begin-screening' }, again)).toEqual(first);
    expect(await readEntries(table, `round/${round.roundId}`)).toHaveLength(2);
  });
});
