import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import aslValidator from 'asl-validator';
import { purchaseStates } from '../../functions/purchases/rules.ts';
import { phases } from '../../functions/rounds/rules.ts';
import { type MachineName, machineText, readMachine, type State, targetsOf } from './machines.ts';

const machines = [
  {
    name: 'round',
    placeholder: '${RoundTasksArn}',
    reader: 'ReadRound',
    read: 'phase',
    quiet: 'Superseded',
    failure: 'RoundTaskFailed',
    tasks: ['read', 'await', 'apply-outcomes', 'start-purchases'],
  },
  {
    name: 'purchase',
    placeholder: '${PurchaseTasksArn}',
    reader: 'ReadPurchase',
    read: 'state',
    quiet: 'PurchaseUnknown',
    failure: 'PurchaseTaskFailed',
    tasks: ['read', 'await'],
  },
] as const satisfies readonly { name: MachineName; [key: string]: unknown }[];

const tasksOf = (name: MachineName): readonly (readonly [string, State])[] =>
  Object.entries(readMachine(name).States).filter(([, state]) => state.Type === 'Task');

const isWaiting = ({ Resource }: State): boolean => Resource?.endsWith('.waitForTaskToken') === true;

describe.each(machines)(
  'the machine of a $name',
  ({ name, placeholder, reader, read, quiet, failure, tasks }) => {
    const machine = readMachine(name);

    it('is valid', () => {
      const { errors, isValid } = aslValidator(JSON.parse(machineText(name)));
      expect(errors).toEqual([]);
      expect(isValid).toBe(true);
    });

    it('leads nowhere that is not there, and to each state from somewhere', () => {
      const targets = new Set([machine.StartAt, ...Object.values(machine.States).flatMap(targetsOf)]);
      expect([...targets].sort()).toEqual(Object.keys(machine.States).sort());
    });

    it('calls one function, by a placeholder, and has no other placeholder', () => {
      expect([...new Set(machineText(name).match(/\$\{[^}]*\}/gu))]).toEqual([placeholder]);
      const called = new Set(tasksOf(name).map(([, { Arguments }]) => Arguments?.FunctionName));
      expect(called).toEqual(new Set([placeholder]));
      const asked = tasksOf(name).map(
        ([, { Arguments }]) => /'task': '([^']+)'/u.exec(Arguments?.Payload ?? '')?.[1],
      );
      expect(new Set(asked)).toEqual(new Set(tasks));
    });

    it.each(tasksOf(name))('gives %s a limit, repetitions and a way out', (_name, state) => {
      const retry = state.Retry ?? [];
      const waits = isWaiting(state);
      expect(state.TimeoutSeconds).toEqual(waits ? '{% $states.input.waitInSeconds %}' : expect.any(Number));
      expect(retry[0]).toEqual({ ErrorEquals: [quiet], MaxAttempts: 0 });
      expect(retry[1]).toMatchObject({ JitterStrategy: 'FULL', BackoffRate: 2, MaxDelaySeconds: 300 });
      expect(retry[1]?.MaxAttempts).toBeGreaterThanOrEqual(10);
      // A wait that ends by itself is no failure: it looks again instead of being repeated.
      expect(retry[1]?.ErrorEquals).toEqual([
        'Lambda.TooManyRequestsException',
        'Lambda.ServiceException',
        'Lambda.SdkClientException',
        'Lambda.AWSLambdaException',
        'States.TaskFailed',
        ...(waits ? [] : ['States.Timeout']),
      ]);
      expect((state.Catch ?? []).map(({ ErrorEquals, Next }) => [...ErrorEquals, Next])).toEqual([
        [quiet, quiet],
        ...(waits ? [['States.Timeout', reader]] : []),
        ['States.ALL', failure],
      ]);
      if (waits) expect(state.Next).toBe(reader);
    });

    it('ends in a failure only under a name of its own', () => {
      const failures = Object.entries(machine.States).filter(([, { Type }]) => Type === 'Fail');
      expect(failures.map(([id, state]) => [id, state['Error']])).toEqual(failures.map(([id]) => [id, id]));
    });

    it('has a way for each state that the table can be in', () => {
      const stored: readonly string[] =
        name === 'round'
          ? [...phases.filter((phase) => phase !== 'PLANNED'), 'CLOSED_FOR_PROPOSALS']
          : purchaseStates;
      const routed = (machine.States['Route']?.Choices ?? []).map(({ Condition }) =>
        /^\{% \$states\.input\.(\w+) = '(\w+)' %\}$/u.exec(Condition)?.slice(1),
      );
      expect(routed.map((found) => found?.[0])).toEqual(routed.map(() => read));
      expect(routed.map((found) => found?.[1]).sort()).toEqual([...stored].sort());
    });

    it('waits in each state for that state', () => {
      for (const [id, state] of tasksOf(name).filter(([, found]) => isWaiting(found))) {
        const awaited = new RegExp(`'${read}': '(\\w+)'`, 'u').exec(state.Arguments?.Payload ?? '')?.[1];
        const route = (machine.States['Route']?.Choices ?? []).find(({ Condition }) =>
          Condition.includes(`'${awaited ?? ''}'`),
        );
        const reached = new Set([route?.Next]);
        // What lies between the route and the wait is work that the state begins with.
        for (let step = 0; step < 6; step += 1)
          for (const from of [...reached])
            for (const next of targetsOf(machine.States[from ?? ''] ?? { Type: 'Fail' }))
              if (next !== reader) reached.add(next);
        expect([id, reached.has(id)]).toEqual([id, true]);
      }
    });

    it('is drawn in the README as it is, state by state', () => {
      const readme = readFileSync(new URL('../../statemachines/README.md', import.meta.url), 'utf8');
      const drawing = readme.split(`<!-- ${name} -->`)[1]?.split('```')[1] ?? '';
      const drawn = [...drawing.matchAll(/^ *(\w+|\[\*\]) --> (\w+|\[\*\])/gmu)].map(
        ([, from, to]) => `${from ?? ''} → ${to ?? ''}`,
      );
      const errors: readonly string[] = [quiet, failure];
      const expected = [
        `[*] → ${machine.StartAt}`,
        ...Object.entries(machine.States).flatMap(([id, state]) =>
          [...new Set(targetsOf(state))]
            // The two ways out that every task has are told beside the drawing.
            .filter((target) => !errors.includes(target))
            .map((target) => `${id} → ${target}`),
        ),
        ...Object.entries(machine.States)
          .filter(([, { Type }]) => Type === 'Succeed' || Type === 'Fail')
          .filter(([id]) => !errors.includes(id))
          .map(([id]) => `${id} → [*]`),
      ];
      expect(drawn.sort()).toEqual(expected.sort());
    });
  },
);
