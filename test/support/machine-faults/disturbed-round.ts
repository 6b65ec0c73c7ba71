import * as v from 'valibot';
import { applyOutcomes, finaliseDecision } from '../../../functions/decisions/apply-outcomes.ts';
import { chaseFreshPanels } from '../../../functions/evaluation/chase-fresh-panels.ts';
import { chaseReports } from '../../../functions/first-use/chase-reports.ts';
import { reportOverdueObjections } from '../../../functions/objections/report-overdue.ts';
import { addSeconds, earliestOf, type Instant } from '../../../functions/platform/instant.ts';
import type { Scheduler } from '../../../functions/platform/scheduling.ts';
import type { Table } from '../../../functions/platform/table.ts';
import type { Workflow } from '../../../functions/platform/workflow.ts';
import { createPurchaseTasks } from '../../../functions/purchases/purchase-tasks.ts';
import { settleInspection } from '../../../functions/purchases/settle-inspection.ts';
import { startPurchases } from '../../../functions/purchases/start-purchases.ts';
import { createDeadlineReached } from '../../../functions/rounds/deadline-reached.ts';
import { createRoundTasks } from '../../../functions/rounds/round-tasks.ts';
import { createMemoryTable } from '../memory-table.ts';
import { type Breach, Crash, createSequence, createTurns, unsteadyTable } from '../unsteady-table.ts';
import { createMachineRoom, type Heard, type MachineRoom } from './machine-room.ts';
import { type RoundStory, storyDeadlines } from './round-story.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { tellTable } from './told-table.ts';

/** One thing that goes wrong in a story; calls of functions are counted through, schedules that fire among them. */
export type Fault =
  /** It throws before it has done anything. */
  | { readonly kind: 'thrown'; readonly call: number }
  /** Its process ends right after one of its writes. */
  | { readonly kind: 'killed'; readonly call: number; readonly afterWrite: number }
  /** It does all, and nobody hears of it. */
  | { readonly kind: 'timed-out'; readonly call: number }
  /** It runs twice at once, the two taking turns as `seed` has it. */
  | { readonly kind: 'doubled'; readonly call: number; readonly seed: number }
  /** It runs once more two days later, when all has gone on. */
  | { readonly kind: 'repeated-late'; readonly call: number }
  /** All executions are thrown away half a day before an instant and started again half a day after it. */
  | { readonly kind: 'restarted'; readonly around: Instant };

type FunctionName = 'round' | 'purchase' | 'deadline-reached';

/** A call as it went in a story. */
export type RecordedCall = {
  /** What was asked of whom, such as `round await NOTICE`. */
  readonly label: string;
  /** How often it wrote, or told a machine or schedule. */
  readonly writes: number;
};

export type PlayedStory = {
  /** Each row of the final table, comparable; without what a restart rightly changes where it was `isRestarted`. */
  readonly told: (isRestarted: boolean) => readonly string[];
  readonly calls: readonly RecordedCall[];
  /** Executions that are neither over nor thrown away for good, or failed. */
  readonly unfinished: readonly string[];
};

const halfDay = 12 * 3600;
const twoDays = 2 * 86_400;
const pauseInSeconds = 60;

/** Plays a round's story on a table of its own, with one fault at most. `breach` alters what tasks write. */
export const playStory = async (
  story: RoundStory,
  fault: Fault | null,
  breach: Breach = (writes) => writes,
): Promise<PlayedStory> => {
  const { table, rows } = createMemoryTable(story.rows);
  const timeline = createTimeline('2020-02-29T00:00:00.000Z');
  const calls: RecordedCall[] = [];

  const invoke = async (name: FunctionName, event: unknown): Promise<Heard> => {
    const call = calls.length;
    const own = fault !== null && 'call' in fault && fault.call === call ? fault : null;
    const place = { label: labelOf(name, event), writes: 0 };
    calls.push(place);
    const counted = (): void => {
      place.writes += 1;
      if (own?.kind === 'killed' && place.writes === own.afterWrite) throw new Crash('Killed');
    };
    const onTable = unsteadyTable(table, { before: noWait, after: noWait }, breach);
    const run = (around: Table): Promise<unknown> =>
      functionsOn(story, onceCrashed(around, room.workflow, scheduler, counted), timeline)[name](event);
    if (own?.kind === 'repeated-late')
      timeline.at(addSeconds(timeline.now(), twoDays), async () => {
        await heard(run(onTable));
      });
    if (own?.kind === 'thrown')
      return { kind: 'failed', name: 'Thrown', message: 'Before anything was done' };
    const told =
      own?.kind === 'doubled' ? await twice(own.seed, run, table, breach) : await heard(run(onTable));
    if (told.kind === 'answered') place.label += labelOfAnswer(told.answer);
    return own?.kind === 'timed-out' ? { kind: 'silent' } : told;
  };
  const room = createMachineRoom(timeline, invoke);
  const scheduler = schedulerOf(timeline, (payload) => invoke('deadline-reached', payload));

  for (const { at, run } of story.acts) timeline.at(at, () => run(table, room.workflow));
  if (fault?.kind === 'restarted') planRestart(story, fault.around, table, timeline, room);
  await timeline.runAll();
  return {
    told: (isRestarted) => tellTable(rows(), isRestarted),
    calls,
    unfinished: room
      .executions()
      .filter(({ status }) => status === 'RUNNING' || status === 'FAILED')
      .map(({ name, status, state }) => `${name} ${status} ${state}`),
  };
};

const noWait = (): Promise<void> => Promise.resolve();

const heard = async (work: Promise<unknown>): Promise<Heard> => {
  try {
    return { kind: 'answered', answer: await work };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Unknown', message: String(error) };
    return { kind: 'failed', name, message };
  }
};

/** The same call twice, each of whose calls of the table waits its turn; the machine hears the first. */
const twice = async (
  seed: number,
  run: (table: Table) => Promise<unknown>,
  table: Table,
  breach: Breach,
): Promise<Heard> => {
  const { turn, runAll } = createTurns(createSequence(seed));
  const inTurn = unsteadyTable(table, { before: turn, after: turn }, breach);
  const [first, second] = [heard(run(inTurn)), heard(run(inTurn))];
  await runAll([first, second]);
  return first;
};

type Tools = { readonly table: Table; readonly workflow: Workflow; readonly scheduler: Scheduler };

/** Tells `counted` of each thing that is written or told; once that throws, the process is over and nothing more comes of it. */
const onceCrashed = (table: Table, workflow: Workflow, scheduler: Scheduler, counted: () => void): Tools => {
  let isOver = false;
  const alive = async <Result>(work: () => Promise<Result>, isWrite: boolean): Promise<Result> => {
    if (isOver) throw new Crash('Killed');
    const result = await work();
    if (!isWrite) return result;
    try {
      counted();
    } catch (error) {
      isOver = true;
      throw error;
    }
    return result;
  };
  return {
    table: {
      ...table,
      get: (...given) => alive(() => table.get(...given), false),
      getMany: (...given) => alive(() => table.getMany(...given), false),
      all: (...given) => alive(() => table.all(...given), false),
      put: (...given) => alive(() => table.put(...given), true),
      putNew: (...given) => alive(() => table.putNew(...given), true),
      transact: (...given) => alive(() => table.transact(...given), true),
    },
    workflow: {
      ...workflow,
      start: (...given) => alive(() => workflow.start(...given), true),
      resume: (...given) => alive(() => workflow.resume(...given), true),
    },
    scheduler: { scheduleAt: (...given) => alive(() => scheduler.scheduleAt(...given), true) },
  };
};

/** One-time schedules by name: made again they move. What fails is fired again, as the deployed ones do. */
const schedulerOf = (timeline: Timeline, fire: (payload: unknown) => Promise<Heard>): Scheduler => {
  const made = new Map<string, symbol>();
  return {
    scheduleAt: (name, at, payload) => {
      const own = Symbol(name);
      made.set(name, own);
      const come = async (): Promise<void> => {
        if (made.get(name) !== own) return;
        const { kind } = await fire(payload);
        if (kind === 'failed') timeline.at(addSeconds(timeline.now(), pauseInSeconds), come);
      };
      timeline.at(at, come);
      return Promise.resolve();
    },
  };
};

/** The functions as their `.lambda.ts` bind them, on other tools. */
const functionsOn = (
  { records }: RoundStory,
  { table, workflow, scheduler }: Tools,
  { now: clock }: Timeline,
): Readonly<Record<FunctionName, (event: unknown) => Promise<unknown>>> => ({
  round: createRoundTasks({
    table,
    workflow,
    scheduler,
    clock,
    applyOutcomes: (round, at) => applyOutcomes({ table, records }, round, at),
    chase: async (round, at) => {
      const { roundId, noticeAt } = round;
      if (noticeAt === null) return null;
      return earliestOf(
        await Promise.all([
          reportOverdueObjections(table, roundId, at),
          chaseFreshPanels(table, round, at),
          chaseReports(table, roundId, at),
        ]),
      );
    },
    startPurchases: async (round, at) => {
      await finaliseDecision(table, round, at);
      return startPurchases({ table, records, workflow, purchaseMachineArn: 'purchase-machine' }, round, at);
    },
  }),
  purchase: createPurchaseTasks({ table, workflow, scheduler, clock }),
  'deadline-reached': createDeadlineReached({
    table,
    workflow,
    clock,
    settleInspection: (purchaseId, at) => settleInspection({ table, workflow }, purchaseId, at),
  }),
});

const labelOf = (name: FunctionName, event: unknown): string => {
  const told = typeof event === 'object' && event !== null ? event : {};
  const field = (key: string): string => (key in told ? String(Reflect.get(told, key)) : '');
  return [name, field('purchaseId'), field('task'), field('phase'), field('state'), field('kind')]
    .concat(field('deadline'), field('reminder'))
    .filter((word) => word !== '')
    .join(' ');
};

/** Where a thing stands is what its reading tells, not what it is asked. */
const labelOfAnswer = (answer: unknown): string => {
  const { phase, state } = v.parse(
    v.object({ phase: v.optional(v.string()), state: v.optional(v.string()) }),
    answer ?? {},
  );
  return [phase, state].flatMap((told) => (told === undefined ? [] : [` ${told}`])).join('');
};

const planRestart = (
  story: RoundStory,
  around: Instant,
  table: Table,
  timeline: Timeline,
  room: MachineRoom,
): void => {
  timeline.at(addSeconds(around, -halfDay), room.abortAll);
  const again = addSeconds(around, halfDay);
  timeline.at(again, async () => {
    room.redrive('purchase');
    await story.restart(again)(table, room.workflow);
  });
};

/** The instants around which executions are thrown away: each act and deadline but the first act and the last. */
const restartInstants = ({ acts }: RoundStory): readonly Instant[] =>
  [...new Set([...acts.slice(1, -1).map(({ at }) => at), ...Object.values(storyDeadlines)])].sort();

const differenceOf = (expected: readonly string[], told: readonly string[]): readonly string[] => [
  ...told.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`),
  ...expected.filter((line) => !told.includes(line)).map((line) => `- ${line}`),
  ...(told.length === expected.length ? [] : [`${told.length} lines, not ${expected.length}`]),
];

/**
 * Every fault for the first call of each kind, those that run at once in an order for each seed: what comes again later is the
 * same task in the same place.
 */
const faultsOf = (calls: readonly RecordedCall[], seeds: readonly number[]): readonly Fault[] =>
  [...new Map(calls.map(({ label, writes }, call) => [label, { call, writes }] as const).reverse()).values()]
    .reverse()
    .flatMap(({ call, writes }): readonly Fault[] => [
      { kind: 'thrown', call },
      ...Array.from({ length: writes }, (_, at): Fault => ({ kind: 'killed', call, afterWrite: at + 1 })),
      { kind: 'timed-out', call },
      ...seeds.map((seed): Fault => ({ kind: 'doubled', call, seed })),
      { kind: 'repeated-late', call },
    ]);

/** Every fault of a story: of each task in each place, with an order for each seed, and a restart around each instant. */
export const everyFault = async (story: RoundStory, seeds: readonly number[]): Promise<readonly Fault[]> => [
  ...faultsOf((await playStory(story, null)).calls, seeds),
  ...restartInstants(story).map((around) => ({ kind: 'restarted', around }) as const),
];

/** How the stories with a fault went. */
export type Verdict = {
  readonly stories: number;
  readonly byKind: Readonly<Record<Fault['kind'], number>>;
  /** What was different, for each story that ended otherwise than the undisturbed one. */
  readonly differing: readonly string[];
};

/** Plays a story with each fault and holds its end against that of the undisturbed one. */
export const playFaults = async (
  story: RoundStory,
  faults: readonly Fault[],
  breach?: Breach,
): Promise<Verdict> => {
  const undisturbed = await playStory(story, null);
  const byKind = { thrown: 0, killed: 0, 'timed-out': 0, doubled: 0, 'repeated-late': 0, restarted: 0 };
  const differing: string[] = [];
  for (const fault of faults) {
    byKind[fault.kind] += 1;
    const isRestarted = fault.kind === 'restarted';
    const expected = undisturbed.told(isRestarted);
    const difference = await playStory(story, fault, breach).then(
      (played) => [...played.unfinished, ...differenceOf(expected, played.told(isRestarted))],
      (error: unknown) => [String(error)],
    );
    if (difference.length > 0)
      differing.push(
        [
          JSON.stringify(fault),
          'call' in fault ? undisturbed.calls[fault.call]?.label : '',
          ...difference,
        ].join('\n  '),
      );
  }
  return { stories: faults.length, byKind, differing };
};
