import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { createWorkflow } from '../../../functions/platform/workflow.ts';
import { createMachine, ended, start } from './execution.ts';
import { type Relay, startRelay } from './relay.ts';

const eventSchema = v.object({
  task: v.string(),
  roundId: v.string(),
  generation: v.number(),
  phase: v.optional(v.string()),
  taskToken: v.optional(v.string()),
});
type Event = v.InferOutput<typeof eventSchema>;

class Superseded extends Error {
  override readonly name = 'Superseded';
}
class Broken extends Error {
  override readonly name = 'Broken';
}

/** The phases that the machine reads, one after another; the last stays. */
let phases: string[];
/** What each task does before it answers; most do nothing. */
let before: Partial<Record<string, (event: Event) => Promise<void> | void>>;
let waitInSeconds: number;
let wakes: boolean;
let asked: Event[];

const workflow = createWorkflow();
const act = async (received: unknown): Promise<unknown> => {
  const event = v.parse(eventSchema, received);
  asked.push(event);
  await before[event.task]?.(event);
  switch (event.task) {
    case 'read': {
      const phase = phases.length > 1 ? phases.shift() : phases[0];
      return { phase, waitInSeconds };
    }
    case 'await':
      // A person or a deadline wakes it while it waits.
      if (wakes) expect(await workflow.resume(event.taskToken ?? '', { moved: true })).toBe(true);
      return null;
    default:
      // Something is left the first time.
      return { done: asked.filter(({ task }) => task === event.task).length > 1 };
  }
};

let relay: Relay;
let machineArn: string;
beforeAll(async () => {
  relay = await startRelay(act);
  machineArn = await createMachine('round', relay);
});
afterAll(() => {
  relay.close();
});
beforeEach(() => {
  phases = ['COMPLETED'];
  before = {};
  waitInSeconds = 600;
  wakes = true;
  asked = [];
});

const run = async (machine = machineArn) =>
  ended(await start(machine, { roundId: 'round-1', generation: 7 }));

describe('the machine of a round', () => {
  it('waits in each phase in turn, and ends with the round', async () => {
    phases = [
      'CHALLENGE_CALL',
      'CHALLENGE_SELECTION',
      'CALL_FOR_PROPOSALS',
      'CLOSED_FOR_PROPOSALS',
      'OPENED',
      'SCREENING',
      'EVALUATION',
      'DECISION',
      'NOTICE',
      'PURCHASE',
      'FIRST_USE',
      'COMPLETED',
    ];
    const inOrder = [...phases];
    const { status, states } = await run();
    expect(status).toBe('SUCCEEDED');
    expect(states.filter((state) => !['ReadRound', 'Route'].includes(state))).toEqual([
      'AwaitChallengeCallEnd',
      'AwaitSelection',
      'AwaitProposalsDeadline',
      'AwaitOpening',
      'AwaitScreening',
      'AwaitEvaluationStart',
      'AwaitEvaluationEnd',
      'AwaitNotice',
      'ApplyOutcomes',
      'AreOutcomesApplied',
      'ApplyOutcomes',
      'AreOutcomesApplied',
      'AwaitStandstillEnd',
      'FinaliseOutcomes',
      'AreOutcomesFinal',
      'StartPurchases',
      'ArePurchasesStarted',
      'StartPurchases',
      'ArePurchasesStarted',
      'AwaitPurchasesEnd',
      'AwaitVerdicts',
      'Completed',
    ]);
    const awaited = asked.filter(({ task }) => task === 'await');
    expect(awaited.map(({ phase }) => phase)).toEqual(inOrder.slice(0, -1));
    expect(new Set(awaited.map(({ taskToken }) => taskToken)).size).toBe(awaited.length);
    expect(new Set(asked.map(({ roundId, generation }) => `${roundId} ${generation}`))).toEqual(
      new Set(['round-1 7']),
    );
  });

  it('ends with a cancelled round', async () => {
    phases = ['SCREENING', 'CANCELLED'];
    expect(await run()).toMatchObject({ status: 'SUCCEEDED', states: expect.arrayContaining(['Cancelled']) });
  });

  it('looks by itself when nobody wakes it in time', async () => {
    phases = ['CHALLENGE_CALL', 'CHALLENGE_CALL', 'COMPLETED'];
    wakes = false;
    waitInSeconds = 0.2;
    const begun = Date.now();
    const { status, states } = await run();
    expect(status).toBe('SUCCEEDED');
    expect(states.filter((state) => state === 'AwaitChallengeCallEnd')).toHaveLength(2);
    // A fraction becomes a whole second.
    expect(Date.now() - begun).toBeGreaterThan(2000);
  });

  it.each(['read', 'await', 'apply-outcomes', 'start-purchases'])(
    'ends quietly when a later generation has taken over, found out by %s',
    async (task) => {
      phases = [task === 'await' ? 'OPENED' : task === 'apply-outcomes' ? 'NOTICE' : 'PURCHASE'];
      before = {
        [task]: () => {
          throw new Superseded('Generation 7 is not the present one');
        },
      };
      const { status, states } = await run();
      expect([status, states.at(-1)]).toEqual(['SUCCEEDED', 'Superseded']);
      expect(asked.filter((event) => event.task === task)).toHaveLength(1);
    },
  );

  it.each(['read', 'await'])('repeats a %s that failed', async (task) => {
    phases = ['OPENED', 'COMPLETED'];
    let failures = 1;
    before = {
      [task]: () => {
        failures -= 1;
        if (failures >= 0) throw new Broken('Not now');
      },
    };
    expect(await run()).toMatchObject({
      status: 'SUCCEEDED',
      states: ['ReadRound', 'Route', 'AwaitScreening', 'ReadRound', 'Route', 'Completed'],
    });
  });

  it.each(['read', 'await', 'apply-outcomes', 'start-purchases'])(
    'fails under a name of its own when every repetition of %s has failed',
    async (task) => {
      phases = [task === 'await' ? 'OPENED' : task === 'apply-outcomes' ? 'NOTICE' : 'PURCHASE'];
      const impatient = await createMachine('round', relay, (text) =>
        text.replaceAll('"MaxAttempts": 20', '"MaxAttempts": 0'),
      );
      before = {
        [task]: () => {
          throw new Broken('Never');
        },
      };
      expect(await run(impatient)).toMatchObject({
        status: 'FAILED',
        error: 'RoundTaskFailed',
        cause: expect.stringContaining('Broken'),
      });
    },
  );

  it('fails on a phase that it does not know', async () => {
    phases = ['PLANNED'];
    expect(await run()).toMatchObject({
      status: 'FAILED',
      error: 'UnknownPhase',
      cause: 'No state waits in the phase PLANNED',
    });
  });
});
