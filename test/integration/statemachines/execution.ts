import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type MachineName, machineText } from '../../statemachines/machines.ts';
import type { Relay } from './relay.ts';

const client = new SFNClient({});

/** Makes a machine from its file, calling the relay's function; `changed` alters its text, such as its repetitions. */
export const createMachine = async (
  name: MachineName,
  { functionArn, roleArn }: Pick<Relay, 'functionArn' | 'roleArn'>,
  changed: (text: string) => string = (text) => text,
): Promise<string> => {
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: `${name}-${crypto.randomUUID()}`,
      roleArn,
      definition: changed(machineText(name)).replaceAll(/\$\{\w+\}/gu, functionArn),
    }),
  );
  if (stateMachineArn === undefined) throw new Error('The emulator made no machine');
  return stateMachineArn;
};

/** Starts an execution; answers its ARN. */
export const start = async (
  machineArn: string,
  input: Readonly<Record<string, unknown>>,
): Promise<string> => {
  const { executionArn } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: machineArn,
      name: crypto.randomUUID(),
      input: JSON.stringify(input),
    }),
  );
  if (executionArn === undefined) throw new Error('The emulator started no execution');
  return executionArn;
};

/** The states that an execution has entered so far, in order. */
export const statesEntered = async (executionArn: string): Promise<readonly string[]> => {
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }),
    );
    for (const { stateEnteredEventDetails: entered } of page.events ?? [])
      if (entered?.name !== undefined) names.push(entered.name);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names;
};

/** Waits until an execution waits in, or has passed through, a state. */
export const untilEntered = async (executionArn: string, state: string): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await statesEntered(executionArn)).includes(state)) return;
    await sleep(50);
  }
  throw new Error(`${state} was not entered, only ${(await statesEntered(executionArn)).join(', ')}`);
};

/** How an execution ended. */
export type End = {
  readonly status: string;
  readonly error: string | null;
  readonly cause: string | null;
  readonly states: readonly string[];
};

/** Waits for an execution's end. */
export const ended = async (executionArn: string): Promise<End> => {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { status, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== undefined && status !== 'RUNNING')
      return {
        status,
        error: error ?? null,
        cause: cause ?? null,
        states: await statesEntered(executionArn),
      };
    await sleep(50);
  }
  throw new Error(`The execution goes on in ${(await statesEntered(executionArn)).at(-1) ?? 'no state'}`);
};
