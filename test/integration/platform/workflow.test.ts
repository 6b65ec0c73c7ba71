import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { createWorkflow } from '../../../functions/platform/workflow.ts';

const client = new SFNClient({});
const workflow = createWorkflow(client);
let machineArn = '';

beforeAll(async () => {
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: `test-${crypto.randomUUID()}`,
      roleArn: 'arn:aws:iam::000000000000:role/machine',
      definition: JSON.stringify({
        StartAt: 'Rest',
        States: { Rest: { Type: 'Wait', Seconds: 600, End: true } },
      }),
    }),
  );
  machineArn = stateMachineArn ?? '';
});

afterAll(async () => {
  await client.send(new DeleteStateMachineCommand({ stateMachineArn: machineArn }));
});

describe('an execution', () => {
  it('started twice under its name runs once, with the first input', async () => {
    const name = crypto.randomUUID();
    await workflow.start(machineArn, name, { turn: 1 });
    await workflow.start(machineArn, name, { turn: 2 });
    expect(await workflow.status(machineArn, name)).toBe('RUNNING');
    const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const { input } = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(input).toBe('{"turn":1}');
    await workflow.stop(machineArn, name, 'enough');
    expect(await workflow.status(machineArn, name)).toBe('ABORTED');
  });

  it('that nobody started has no status, and stopping it changes nothing', async () => {
    const name = crypto.randomUUID();
    await expect(workflow.stop(machineArn, name, 'enough')).resolves.toBeUndefined();
    expect(await workflow.status(machineArn, name)).toBeNull();
  });

  it('of a machine that does not exist is a fault', async () => {
    await expect(workflow.start(`${machineArn}-none`, 'x', {})).rejects.toThrow();
  });
});

describe('waking', () => {
  it('by a token that nobody waits under is told', async () => {
    expect(await workflow.resume('bm8gdG9rZW4=', { moved: true })).toBe(false);
  });
});
