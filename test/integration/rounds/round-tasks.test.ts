import { describe, expect, it, jest } from '@jest/globals';
import { addSeconds, type Instant } from '../../../functions/platform/instant.ts';
import { createDeadlineReached } from '../../../functions/rounds/deadline-reached.ts';
import { executionName, wakeRound } from '../../../functions/rounds/execution.ts';
import { createRoundTasks, Superseded } from '../../../functions/rounds/round-tasks.ts';
import type { Round } from '../../../functions/rounds/rules.ts';
import { readRound, readWait, rememberWait } from '../../../functions/rounds/store.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { fakeWorkflow } from '../../support/fake-workflow.ts';
import { storeProposal } from '../../support/proposals.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const deadline = '2020-05-31T15:00:00.000Z';
const deadlines = {
  challengeCall: deadline,
  proposals: deadline,
  evaluation: deadline,
  standstill: deadline,
};

const calling = (different: Partial<Round> = {}) =>
  storeRound(table, { state: 'CHALLENGE_CALL', generation: 1, deadlines, ...different });

/** The machine's tasks at an instant, with what they told the machines and schedules. */
const tasksAt = (...clock: readonly [Instant, ...Instant[]]) => {
  const { workflow, scheduler, told } = fakeWorkflow();
  let asked = 0;
  const run = createRoundTasks({
    table,
    workflow,
    scheduler,
    clock: () => {
      const now = clock[Math.min(asked, clock.length - 1)] ?? clock[0];
      asked += 1;
      return now;
    },
    applyOutcomes: (round, at) => Promise.resolve({ done: round.state === 'NOTICE' && at === clock[0] }),
    startPurchases: (round, at) => Promise.resolve({ done: round.state === 'PURCHASE' && at === clock[0] }),
    chase: () => Promise.resolve(null),
  });
  return { run, told };
};

describe('the task «read»', () => {
  const read = async (round: Round, at: Instant) =>
    tasksAt(at).run({ task: 'read', roundId: round.roundId, generation: 1 });

  it('tells the phase and wakes a minute after the deadline by itself', async () => {
    const round = await calling();
    expect(await read(round, addSeconds(deadline, -100))).toEqual({
      phase: 'CHALLENGE_CALL',
      waitInSeconds: 160,
    });
  });

  it('settles what is due before it tells', async () => {
    const round = await calling();
    expect(await read(round, deadline)).toEqual({ phase: 'CHALLENGE_SELECTION', waitInSeconds: 604_800 });
    expect((await readRound(table, round.roundId))?.state).toBe('CHALLENGE_SELECTION');
  });

  it('tells what the clock alone has closed', async () => {
    const round = await calling({ state: 'CALL_FOR_PROPOSALS' });
    expect(await read(round, deadline)).toEqual({ phase: 'CLOSED_FOR_PROPOSALS', waitInSeconds: 604_800 });
  });

  it('waits a week at the longest and a minute at the least', async () => {
    const round = await calling();
    expect(await read(round, '2020-01-01T00:00:00.000Z')).toMatchObject({ waitInSeconds: 604_800 });
    const held = await calling({ state: 'EVALUATION' });
    const { challengeId } = await storeChallenge(table, { roundId: held.roundId });
    await storeProposal(table, { state: 'ELIGIBLE', roundId: held.roundId, challengeId });
    expect(await read(held, addSeconds(deadline, 3600))).toEqual({ phase: 'EVALUATION', waitInSeconds: 60 });
  });
});

describe('a task', () => {
  it.each(['read', 'apply-outcomes', 'start-purchases'])(
    '«%s» of an earlier generation, or of no round, is superseded',
    async (task) => {
      const { roundId } = await calling({ generation: 2 });
      const { run } = tasksAt(deadline);
      await expect(run({ task, roundId, generation: 1 })).rejects.toThrow(Superseded);
      await expect(run({ task, roundId: crypto.randomUUID(), generation: 1 })).rejects.toThrow(Superseded);
    },
  );

  it('of a name that nobody knows is a fault', async () => {
    await expect(tasksAt(deadline).run({ task: 'dance', roundId: 'r', generation: 1 })).rejects.toThrow();
  });

  it('hands outcomes and purchases the round as it stands and the clock’s instant', async () => {
    const noticed = await calling({ state: 'NOTICE', deadlines: { ...deadlines, standstill: null } });
    const outcomes = { task: 'apply-outcomes', roundId: noticed.roundId, generation: 1 };
    expect(await tasksAt(deadline).run(outcomes)).toEqual({ done: true });
    const buying = await calling({ state: 'PURCHASE' });
    const purchases = { task: 'start-purchases', roundId: buying.roundId, generation: 1 };
    expect(await tasksAt(deadline).run(purchases)).toEqual({ done: true });
  });
});

describe('the task «await»', () => {
  const registration = (round: Round, phase: string) => ({
    task: 'await',
    roundId: round.roundId,
    generation: 1,
    phase,
    taskToken: 'token-1',
  });

  it('keeps where the machine waits and arms the deadline’s schedule', async () => {
    const round = await calling();
    const { run, told } = tasksAt(addSeconds(deadline, -3600));
    await run(registration(round, 'CHALLENGE_CALL'));
    expect(await readWait(table, round.roundId)).toEqual({
      taskToken: 'token-1',
      phase: 'CHALLENGE_CALL',
      generation: 1,
    });
    expect(told).toEqual([
      [
        'scheduleAt',
        `${round.roundId}-challengeCall`,
        deadline,
        { kind: 'round', roundId: round.roundId, deadline: 'challengeCall', at: deadline },
      ],
    ]);
  });

  it('arms nothing in a phase that staff end', async () => {
    const round = await calling({ state: 'SCREENING' });
    const { run, told } = tasksAt(deadline);
    await run(registration(round, 'SCREENING'));
    expect(told).toEqual([]);
  });

  it('lets the machine go at once when the round moved before its token was kept', async () => {
    const round = await calling();
    const { run, told } = tasksAt(deadline);
    await run(registration(round, 'CHALLENGE_CALL'));
    expect(told).toEqual([['resume', 'token-1', { moved: true }]]);
  });

  it('lets the machine go at once when the deadline passes while it registers', async () => {
    const before = addSeconds(deadline, -1);
    for (const [state, phase] of [
      ['CHALLENGE_CALL', 'CHALLENGE_CALL'],
      ['CALL_FOR_PROPOSALS', 'CALL_FOR_PROPOSALS'],
    ] as const) {
      const round = await calling({ state });
      const { run, told } = tasksAt(before, before, before, deadline);
      await run(registration(round, phase));
      expect(told.map(([verb]) => verb)).toEqual(['scheduleAt', 'resume']);
    }
  });

  it('arms no schedule in the past where the quorum holds the evaluation up', async () => {
    const round = await calling({ state: 'EVALUATION' });
    const { challengeId } = await storeChallenge(table, { roundId: round.roundId });
    await storeProposal(table, { state: 'ELIGIBLE', roundId: round.roundId, challengeId });
    const { run, told } = tasksAt(addSeconds(deadline, 3600));
    await run(registration(round, 'EVALUATION'));
    expect(told).toEqual([]);
  });
});

describe('a schedule that fires', () => {
  const fire = async (round: Round, at: Instant, nudged = 'challengeCall') => {
    const { workflow, told } = fakeWorkflow();
    const settled: unknown[] = [];
    await createDeadlineReached({
      table,
      workflow,
      clock: () => at,
      settleInspection: (...call) => {
        settled.push(call);
        return Promise.resolve();
      },
    })({ kind: 'round', roundId: round.roundId, deadline: nudged, at: deadline });
    return told;
  };
  const waiting = async (different: Partial<Round> = {}) => {
    const round = await calling(different);
    await rememberWait(table, round.roundId, { taskToken: 'token-1', phase: round.state, generation: 1 });
    return round;
  };

  it('settles the deadline and wakes the machine', async () => {
    const round = await waiting();
    expect(await fire(round, deadline)).toEqual([['resume', 'token-1', { moved: true }]]);
    expect((await readRound(table, round.roundId))?.state).toBe('CHALLENGE_SELECTION');
  });

  it('wakes the machine where the clock alone has closed the call', async () => {
    const round = await waiting({ state: 'CALL_FOR_PROPOSALS' });
    expect(await fire(round, deadline, 'proposals')).toEqual([['resume', 'token-1', { moved: true }]]);
  });

  it('early, or for a deadline that has moved later, does nothing', async () => {
    const round = await waiting();
    expect(await fire(round, addSeconds(deadline, -1))).toEqual([]);
    const later = { ...deadlines, challengeCall: addSeconds(deadline, 3600) };
    const moved = await waiting({ deadlines: later });
    expect(await fire(moved, deadline)).toEqual([]);
    for (const { roundId } of [round, moved])
      expect((await readRound(table, roundId))?.state).toBe('CHALLENGE_CALL');
  });

  it('for a round that does not exist does nothing', async () => {
    expect(await fire({ ...(await waiting()), roundId: crypto.randomUUID() }, deadline)).toEqual([]);
  });

  it('for a purchase hands it on with the clock’s instant', async () => {
    const settled: unknown[] = [];
    await createDeadlineReached({
      table,
      workflow: fakeWorkflow().workflow,
      clock: () => deadline,
      settleInspection: (...call) => {
        settled.push(call);
        return Promise.resolve();
      },
    })({ kind: 'purchase', purchaseId: 'p1', roundId: 'r1', at: deadline });
    expect(settled).toEqual([['p1', deadline]]);
  });
});

describe('waking a round', () => {
  it('that never waited does nothing', async () => {
    const { workflow, told } = fakeWorkflow();
    await wakeRound(table, workflow, crypto.randomUUID());
    expect(told).toEqual([]);
  });

  it('fails quietly: the table has moved already, and the machine looks again', async () => {
    const round = await calling();
    await rememberWait(table, round.roundId, { taskToken: 't', phase: round.state, generation: 1 });
    const { workflow } = fakeWorkflow({ resume: () => Promise.reject(new Error('no machine')) });
    const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    await expect(wakeRound(table, workflow, round.roundId)).resolves.toBeUndefined();
    expect(said.mock.calls.join()).toContain('round-not-woken');
    said.mockRestore();
  });

  it('goes by a name of its own for each generation', () => {
    expect(executionName({ roundId: 'r1', generation: 3 })).toBe('r1-3');
  });
});
