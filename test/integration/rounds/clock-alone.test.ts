import { expect, it } from '@jest/globals';
import { storeChallenge } from '../../support/challenges.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember } from '../../support/members.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { handler } = createRoundsApi(table);
const staff = await createMember(table, 'AGENCY', ['staff']);

it('the call for challenges ends with its instant: staff go on though no job has run', async () => {
  const challengeCall = '2020-05-01T00:00:00.000Z';
  const { roundId } = await storeRound(table, {
    state: 'CHALLENGE_CALL',
    deadlines: { challengeCall, proposals: null, evaluation: null, standstill: null },
  });
  await storeChallenge(table, { state: 'SELECTED', roundId });
  const read = (receivedAt: string) =>
    callApi(handler, { method: 'GET', path: `/rounds/${roundId}`, receivedAt });
  const publish = (receivedAt: string) =>
    callApi(handler, {
      method: 'POST',
      path: `/rounds/${roundId}/sealed-transitions`,
      accountId: staff.accountId,
      body: {
        action: 'call-for-proposals',
        deadline: '2020-05-29T09:00:00.000Z',
        decisionPromisedAt: '2020-07-15T00:00:00.000Z',
        drawSecretSha256: 'ab'.repeat(32),
      },
      receivedAt,
    });
  const before = '2020-04-30T23:59:59.999Z';
  expect((await read(before)).body).toMatchObject({ phase: 'CHALLENGE_CALL' });
  expect((await publish(before)).body).toMatchObject({ code: 'wrong-state' });
  expect((await read(challengeCall)).body).toMatchObject({ phase: 'CHALLENGE_SELECTION' });
  expect(await publish(challengeCall)).toMatchObject({ status: 200, body: { phase: 'CALL_FOR_PROPOSALS' } });
  const entries = await readEntries(table, `round/${roundId}`, `round/${roundId}`);
  expect(entries.map(({ leaf }) => leaf.action)).toEqual([
    'plan',
    'close-challenge-call',
    'call-for-proposals',
  ]);
});
