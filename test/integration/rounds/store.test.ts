import { describe, expect, it } from '@jest/globals';
import { fieldsOf, type Stored } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { answer } from '../../../functions/platform/http.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import type { Phase, Round, RoundAction } from '../../../functions/rounds/rules.ts';
import {
  listRounds,
  readRound,
  readWait,
  rememberWait,
  roundChange,
  whileRoundIs,
} from '../../../functions/rounds/store.ts';
import { hashOf, readEntries } from '../../support/entries.ts';
import { roundLike, storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();

const move = (round: Stored<Round>, state: Phase, action: RoundAction) =>
  commit(table, {
    at: '2020-02-01T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [roundChange(round, { ...fieldsOf(round), state }, action, 'because')],
    idempotency: null,
    answer: () => answer(200, null),
  });

describe('a round', () => {
  it('is read as it was stored', async () => {
    const round = await storeRound(table, { state: 'OPENED', openedAt: '2020-05-31T18:00:00.000Z' });
    expect(fieldsOf(round)).toEqual(roundLike({ ...fieldsOf(round) }));
    expect(round.bookkeeping).toMatchObject({ version: 1, entryCount: 1 });
    expect(await readRound(table, crypto.randomUUID())).toBeNull();
  });

  it('goes from phase to phase with a chain of entries in its own log', async () => {
    const planned = await storeRound(table);
    const { roundId } = planned;
    await move(planned, 'CHALLENGE_CALL', 'call-for-challenges');
    const called = await readRound(table, roundId);
    if (called === null) throw new Error('The round is gone');
    await move(called, 'CHALLENGE_SELECTION', 'close-challenge-call');
    const entries = await readEntries(table, `round/${roundId}`);
    expect(entries.map(({ leaf }) => [leaf.entity, leaf.action, leaf.from, leaf.to])).toEqual([
      [`round/${roundId}`, 'plan', null, 'PLANNED'],
      [`round/${roundId}`, 'call-for-challenges', 'PLANNED', 'CHALLENGE_CALL'],
      [`round/${roundId}`, 'close-challenge-call', 'CHALLENGE_CALL', 'CHALLENGE_SELECTION'],
    ]);
    expect(entries.map(({ leaf }) => leaf.previous)).toEqual([null, ...entries.slice(0, 2).map(hashOf)]);
    expect(entries[2]?.disclosure).toMatchObject({ reason: 'because' });
  });

  it('that two move at once moves once', async () => {
    const planned = await storeRound(table);
    const outcomes = await Promise.all([
      move(planned, 'CHALLENGE_CALL', 'call-for-challenges'),
      move(planned, 'CANCELLED', 'cancel'),
    ]);
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1);
    expect(outcomes.filter(isRefusal)).toMatchObject([{ code: 'wrong-state' }]);
  });

  it('stands in the list of all, page by page', async () => {
    const stored = await Promise.all(Array.from({ length: 60 }, () => storeRound(table)));
    const listed: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor !== null; pages += 1) {
      const page = await listRounds(table, cursor);
      listed.push(...page.rows.map(({ roundId }) => roundId));
      cursor = page.cursor;
    }
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(stored.map(({ roundId }) => roundId)));
  });
});

describe('another change', () => {
  const planUnder = async (round: Stored<Round>, allowed: readonly Phase[]) => {
    const other = roundLike({ roundId: crypto.randomUUID() });
    const outcome = await commit(table, {
      at: '2020-02-01T00:00:00.000Z',
      actor: { kind: 'system', task: 'test' },
      changes: [roundChange(null, other, 'plan')],
      alongside: [whileRoundIs(round.roundId, allowed)],
      idempotency: null,
      answer: () => answer(201, null),
    });
    return { outcome, written: await readRound(table, other.roundId) };
  };

  it('holds while the round is in one of the phases', async () => {
    const round = await storeRound(table, { state: 'SCREENING' });
    const { outcome, written } = await planUnder(round, ['OPENED', 'SCREENING']);
    expect(outcome).toMatchObject({ status: 201 });
    expect(written).not.toBeNull();
  });

  it('is refused in any other, with the phase it is in, and writes nothing', async () => {
    const round = await storeRound(table, { state: 'EVALUATION' });
    const { outcome, written } = await planUnder(round, ['OPENED', 'SCREENING']);
    expect(outcome).toMatchObject({
      code: 'round-phase',
      details: { phase: 'EVALUATION', roundId: round.roundId },
    });
    expect(written).toBeNull();
  });

  it('is refused where there is no such round', async () => {
    const round = { ...(await storeRound(table)), roundId: crypto.randomUUID() };
    expect((await planUnder(round, ['PLANNED'])).outcome).toMatchObject({ code: 'round-phase' });
  });
});

describe('the place where a machine waits', () => {
  it('is the one registered last, and never that of an earlier generation', async () => {
    const roundId = crypto.randomUUID();
    expect(await readWait(table, roundId)).toBeNull();
    await rememberWait(table, roundId, { taskToken: 'one', phase: 'CHALLENGE_CALL', generation: 1 });
    await rememberWait(table, roundId, { taskToken: 'two', phase: 'CHALLENGE_SELECTION', generation: 2 });
    expect(
      await rememberWait(table, roundId, { taskToken: 'late', phase: 'CHALLENGE_CALL', generation: 1 }),
    ).toBe(false);
    expect(await readWait(table, roundId)).toEqual({
      taskToken: 'two',
      phase: 'CHALLENGE_SELECTION',
      generation: 2,
    });
  });
});
