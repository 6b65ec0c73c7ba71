import jsonata from 'jsonata';
import { addSeconds } from '../../../functions/platform/instant.ts';
import type { Workflow } from '../../../functions/platform/workflow.ts';
import { type Machine, type MachineName, readMachine, type State } from '../../statemachines/machines.ts';
import type { Timeline } from './timeline.ts';

/** How a call of a machine's function went, as the machine learns of it. */
export type Heard =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  /** Nothing was heard until the task's limit. */
  | { readonly kind: 'silent' };

/** Calls the function of a machine's tasks. */
export type Invoke = (machine: MachineName, event: unknown) => Promise<Heard>;

type Execution = {
  readonly name: string;
  readonly machine: MachineName;
  readonly input: unknown;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  /** Where it is, and with what; for going on after it was thrown away. */
  state: string;
  held: unknown;
  /** Counts how often it was taken up, so that what belongs to an earlier life is not heard any more. */
  life: number;
};

/** One entry into a task's state: repetitions that failed are counted for each rule apart. */
type Attempt = {
  readonly execution: Execution;
  readonly life: number;
  readonly name: string;
  readonly state: State;
  readonly held: unknown;
  readonly repeated: ReadonlyMap<number, number>;
  readonly token: string;
  isOver: boolean;
};

const compiled = new Map<string, jsonata.Expression>();
const evaluated = new Map<string, unknown>();

/** What a string of a machine's file says, with `$states` bound; said once, it is kept. */
const evaluate = async (written: unknown, states: object): Promise<unknown> => {
  const source = /^\{%(?<source>[^]*)%\}$/u.exec(String(written))?.groups?.['source'];
  if (source === undefined) return written;
  const asked = JSON.stringify([source, states]);
  if (!evaluated.has(asked)) {
    const expression = compiled.get(source) ?? jsonata(source);
    compiled.set(source, expression);
    evaluated.set(asked, await expression.evaluate({}, { states }));
  }
  return evaluated.get(asked);
};

const machines: Readonly<Record<MachineName, Machine>> = {
  round: readMachine('round'),
  purchase: readMachine('purchase'),
};

/** What these names of `ErrorEquals` cover. */
const covers = (names: readonly string[], error: string): boolean =>
  names.includes(error) ||
  names.includes('States.ALL') ||
  (error !== 'States.Timeout' && names.includes('States.TaskFailed'));

export type MachineRoom = ReturnType<typeof createMachineRoom>;

/**
 * Runs the machines' files as Step Functions does, on a timeline of its own: names stay taken, a token is heard once, a task
 * has its limit, its repetitions and its ways out. Pauses are the longest that the file allows.
 */
export const createMachineRoom = (timeline: Timeline, invoke: Invoke) => {
  const executions = new Map<string, Execution>();
  const waiting = new Map<string, Attempt>();
  let tokens = 0;

  const isPresent = ({ execution, life }: Attempt): boolean =>
    execution.status === 'RUNNING' && execution.life === life;
  /** Ends an attempt, once; false where it is over or its execution is. */
  const end = (attempt: Attempt): boolean => {
    if (attempt.isOver || !isPresent(attempt)) return false;
    attempt.isOver = true;
    waiting.delete(attempt.token);
    return true;
  };

  const statesOf = (execution: Execution, more: object): object => ({
    ...more,
    context: { Execution: { Name: execution.name, Input: execution.input } },
  });

  const enter = async (execution: Execution, name: string, held: unknown): Promise<void> => {
    const state = machines[execution.machine].States[name];
    if (state === undefined) throw new Error(`The machine has no state ${name}`);
    execution.state = name;
    execution.held = held;
    switch (state.Type) {
      case 'Choice':
        return enter(execution, await chosen(execution, state, held), held);
      case 'Succeed':
        execution.status = 'SUCCEEDED';
        return;
      case 'Fail':
        execution.status = 'FAILED';
        return;
      default:
        return perform(execution, name, state, held, new Map());
    }
  };

  const chosen = async (execution: Execution, state: State, held: unknown): Promise<string> => {
    for (const { Condition, Next } of state.Choices ?? [])
      if ((await evaluate(Condition, statesOf(execution, { input: held }))) === true) return Next;
    if (state.Default === undefined) throw new Error(`No choice of ${execution.state} holds`);
    return state.Default;
  };

  const perform = async (
    execution: Execution,
    name: string,
    state: State,
    held: unknown,
    repeated: ReadonlyMap<number, number>,
  ): Promise<void> => {
    tokens += 1;
    const token = `token-${tokens}`;
    const attempt = { execution, life: execution.life, name, state, held, repeated, token, isOver: false };
    const isCallback = state.Resource?.endsWith('.waitForTaskToken') === true;
    if (isCallback) waiting.set(token, attempt);
    const states = {
      input: held,
      context: { Execution: { Name: execution.name, Input: execution.input }, Task: { Token: token } },
    };
    const limit = Number(await evaluate(state.TimeoutSeconds, { input: held }));
    const begunAt = timeline.now();
    const heard = await invoke(execution.machine, await evaluate(state.Arguments?.Payload, states));
    if (heard.kind === 'failed') return fail(attempt, heard.name, heard.message);
    if (heard.kind === 'silent' || isCallback)
      timeline.at(addSeconds(begunAt, limit), () => fail(attempt, 'States.Timeout', 'Nothing was heard'));
    else if (end(attempt)) await goOn(attempt, { Payload: heard.answer });
  };

  const goOn = async (attempt: Attempt, result: unknown): Promise<void> => {
    if (!isPresent(attempt)) return;
    const { execution, state, held } = attempt;
    const states = statesOf(execution, { input: held, result });
    const told = await Promise.all(
      Object.entries(state.Output ?? {}).map(async ([field, written]) => [
        field,
        await evaluate(written, states),
      ]),
    );
    await enter(execution, state.Next ?? '', state.Output === undefined ? result : Object.fromEntries(told));
  };

  const fail = async (attempt: Attempt, error: string, cause: string): Promise<void> => {
    if (!end(attempt)) return;
    const { execution, name, state, held, repeated } = attempt;
    const place = (state.Retry ?? []).findIndex(({ ErrorEquals }) => covers(ErrorEquals, error));
    const rule = state.Retry?.[place];
    const before = repeated.get(place) ?? 0;
    if (rule !== undefined && before < rule.MaxAttempts) {
      const pause = (rule.IntervalSeconds ?? 1) * (rule.BackoffRate ?? 2) ** before;
      timeline.at(addSeconds(timeline.now(), Math.min(pause, rule.MaxDelaySeconds ?? pause)), () =>
        isPresent(attempt)
          ? perform(execution, name, state, held, new Map([...repeated, [place, before + 1]]))
          : undefined,
      );
      return;
    }
    const way = (state.Catch ?? []).find(({ ErrorEquals }) => covers(ErrorEquals, error));
    if (way === undefined) execution.status = 'FAILED';
    else await enter(execution, way.Next, { Error: error, Cause: cause });
  };

  /** Takes an execution up at the state that it is in, as a redrive does. */
  const takeUp = (execution: Execution): void => {
    execution.status = 'RUNNING';
    execution.life += 1;
    const { life } = execution;
    timeline.at(timeline.now(), () =>
      execution.life === life && execution.status === 'RUNNING'
        ? enter(execution, execution.state, execution.held)
        : undefined,
    );
  };

  const workflow: Workflow = {
    start: (machineArn, name, input) => {
      const machine = machineArn === 'round-machine' ? 'round' : 'purchase';
      if (!executions.has(name)) {
        const state = machines[machine].StartAt;
        const execution: Execution = {
          name,
          machine,
          input,
          status: 'RUNNING',
          state,
          held: input,
          life: 0,
        };
        executions.set(name, execution);
        takeUp(execution);
      }
      return Promise.resolve();
    },
    resume: (token, output) => {
      const attempt = waiting.get(token);
      if (attempt === undefined || !end(attempt)) return Promise.resolve(false);
      timeline.at(timeline.now(), () => goOn(attempt, output));
      return Promise.resolve(true);
    },
    stop: (_machineArn, name) => {
      const execution = executions.get(name);
      if (execution?.status === 'RUNNING') execution.status = 'ABORTED';
      return Promise.resolve();
    },
    status: (_machineArn, name) => Promise.resolve(executions.get(name)?.status ?? null),
  };

  return {
    workflow,
    /** Every execution that there ever was. */
    executions: (): readonly Readonly<Execution>[] => [...executions.values()],
    /** Throws away all that runs, so that nothing waits or repeats any more. */
    abortAll: (): void => {
      for (const execution of executions.values())
        if (execution.status === 'RUNNING') execution.status = 'ABORTED';
    },
    /** Redrives the executions of a machine that were thrown away or failed. */
    redrive: (machine: MachineName): void => {
      for (const execution of executions.values())
        if (execution.machine === machine && ['ABORTED', 'FAILED'].includes(execution.status))
          takeUp(execution);
    },
  };
};
