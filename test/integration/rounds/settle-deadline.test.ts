import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { instantOf } from '../../../functions/platform/instant.ts';
import { type Phase, phases, type Round } from '../../../functions/rounds/rules.ts';
import { settleDeadline } from '../../../functions/rounds/settle-deadline.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { readEntries } from '../../support/entries.ts';
import { storeProposal } from '../../support/proposals.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();

const deadline = '2020-05-31T15:00:00.000Z';
const after = (milliseconds: number) => instantOf(Date.parse(deadline) + milliseconds);
const deadlines = {
  challengeCall: deadline,
  proposals: deadline,
  evaluation: deadline,
  standstill: deadline,
};

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a deadline makes of each phase that ends by itself and is kept as a phase. */
const ends: readonly [Phase, Phase, string][] = [
  ['CHALLENGE_CALL', 'CHALLENGE_SELECTION', 'close-challenge-call'],
  ['EVALUATION', 'DECISION', 'close-evaluation'],
  ['NOTICE', 'PURCHASE', 'end-standstill'],
];

const actionsOf = async ({ roundId }: Round): Promise<readonly string[]> =>
  (await readEntries(table, `round/${roundId}`, `round/${roundId}`)).map(({ leaf }) => leaf.action);

describe.each(ends)('the deadline of %s', (state, next, action) => {
  it('that fires early changes nothing', async () => {
    const round = await storeRound(table, { state, deadlines });
    for (const milliseconds of [-24 * 3600 * 1000, -1])
      expect(await settleDeadline(table, round.roundId, after(milliseconds))).toEqual(round);
    expect(await actionsOf(round)).toEqual(['plan']);
  });

  it('that fires at its instant, or however late, takes the transition once', async () => {
    for (const milliseconds of [0, 24 * 3600 * 1000]) {
      const round = await storeRound(table, { state, deadlines });
      const settled = await settleDeadline(table, round.roundId, after(milliseconds));
      expect(settled).toMatchObject({ state: next, deadlines, bookkeeping: { version: 2 } });
      expect(await settleDeadline(table, round.roundId, after(milliseconds + 1))).toMatchObject({
        bookkeeping: { version: 2 },
      });
      const entries = await readEntries(table, `round/${round.roundId}`);
      expect(entries[1]).toMatchObject({
        leaf: { action, from: state, to: next, at: after(milliseconds) },
        disclosure: { actor: { kind: 'system', task: 'settle-deadline' } },
      });
    }
  });

  it('that fires many times at once takes the transition once', async () => {
    const round = await storeRound(table, { state, deadlines });
    const settled = await Promise.all(
      Array.from({ length: 20 }, () => settleDeadline(table, round.roundId, deadline)),
    );
    // Whoever lost only by collision may still see the phase before.
    expect(settled.map((seen) => seen?.state)).toContain(next);
    expect((await readRound(table, round.roundId))?.state).toBe(next);
    expect(await actionsOf(round)).toEqual(['plan', action]);
  });

  it('that was never set ends nothing', async () => {
    const round = await storeRound(table, { state });
    expect(await settleDeadline(table, round.roundId, '2030-01-01T00:00:00.000Z')).toEqual(round);
  });

  it('is its own: that of another phase ends nothing', async () => {
    const own =
      state === 'CHALLENGE_CALL' ? 'challengeCall' : state === 'NOTICE' ? 'standstill' : 'evaluation';
    const round = await storeRound(table, { state, deadlines: { ...deadlines, [own]: after(1) } });
    expect(await settleDeadline(table, round.roundId, deadline)).toEqual(round);
  });
});

describe('a deadline', () => {
  it.each(phases.filter((phase) => !ends.some(([state]) => state === phase)))(
    'changes nothing in %s',
    async (state) => {
      const round = await storeRound(table, { state, deadlines });
      expect(await settleDeadline(table, round.roundId, '2030-01-01T00:00:00.000Z')).toEqual(round);
    },
  );

  it('of a round that does not exist is nobody’s', async () => {
    expect(await settleDeadline(table, crypto.randomUUID(), deadline)).toBeNull();
  });

  it('of the evaluation waits for the quorum, however long ago it was', async () => {
    const round = await storeRound(table, { state: 'EVALUATION', deadlines });
    const { challengeId } = await storeChallenge(table, { roundId: round.roundId });
    await storeProposal(table, { state: 'ELIGIBLE', roundId: round.roundId, challengeId });
    for (const milliseconds of [0, 365 * 24 * 3600 * 1000])
      expect(await settleDeadline(table, round.roundId, after(milliseconds))).toEqual(round);
  });

  it('of the evaluation is not anticipated when every scorecard is in: staff may close it', async () => {
    const round = await storeRound(table, { state: 'EVALUATION', deadlines });
    expect(await settleDeadline(table, round.roundId, after(-1))).toEqual(round);
  });
});
