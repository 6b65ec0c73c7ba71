import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import { createWorkflow } from '../../../functions/platform/workflow.ts';
import { type ScriptedAnswer, scriptedEngine } from '../../support/scripted-engine.ts';

const engine = await scriptedEngine();
const workflow = createWorkflow(new SFNClient(engine.settings));

const machineArn = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:round';
const executionArn = 'arn:aws:states:ap-northeast-2:000000000000:execution:round:r1-1';
const done: ScriptedAnswer = { status: 200, body: {} };
const failure = (name: string): ScriptedAnswer => ({ status: 400, body: { __type: name, message: name } });

describe('starting an execution', () => {
  it('hands over its name and its input', async () => {
    engine.tell(done);
    await workflow.start(machineArn, 'r1-1', { roundId: 'r1', generation: 1 });
    expect(engine.calls()).toEqual([
      {
        operation: 'StartExecution',
        body: { stateMachineArn: machineArn, name: 'r1-1', input: '{"roundId":"r1","generation":1}' },
      },
    ]);
  });

  it('under a name that is taken changes nothing', async () => {
    engine.tell(failure('ExecutionAlreadyExists'));
    await expect(workflow.start(machineArn, 'r1-1', {})).resolves.toBeUndefined();
  });

  it('of a machine that does not exist is a fault', async () => {
    engine.tell(failure('StateMachineDoesNotExist'));
    await expect(workflow.start(machineArn, 'r1-1', {})).rejects.toThrow('StateMachineDoesNotExist');
  });
});

describe('waking a machine', () => {
  it('tells whether it waited', async () => {
    engine.tell(done);
    expect(await workflow.resume('token-1', { moved: true })).toBe(true);
    expect(engine.calls()).toEqual([
      { operation: 'SendTaskSuccess', body: { taskToken: 'token-1', output: '{"moved":true}' } },
    ]);
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'that is told %s waits no longer',
    async (name) => {
      engine.tell(failure(name));
      expect(await workflow.resume('token-1', {})).toBe(false);
    },
  );

  it('that is refused for another reason is a fault', async () => {
    engine.tell(failure('AccessDeniedException'));
    await expect(workflow.resume('token-1', {})).rejects.toThrow('AccessDeniedException');
  });
});

describe('looking at an execution', () => {
  it('finds it under its machine and name', async () => {
    engine.tell({ status: 200, body: { executionArn, status: 'RUNNING' } });
    expect(await workflow.status(machineArn, 'r1-1')).toBe('RUNNING');
    expect(engine.calls()).toEqual([{ operation: 'DescribeExecution', body: { executionArn } }]);
  });

  it('that nobody started tells nothing', async () => {
    engine.tell(failure('ExecutionDoesNotExist'));
    expect(await workflow.status(machineArn, 'r1-1')).toBeNull();
    engine.tell(failure('AccessDeniedException'));
    await expect(workflow.status(machineArn, 'r1-1')).rejects.toThrow('AccessDeniedException');
  });
});

describe('throwing an execution away', () => {
  it('says why', async () => {
    engine.tell(done);
    await workflow.stop(machineArn, 'r1-1', 'superseded');
    expect(engine.calls()).toEqual([
      { operation: 'StopExecution', body: { executionArn, cause: 'superseded' } },
    ]);
  });

  it('that is unknown changes nothing, and for another reason is a fault', async () => {
    engine.tell(failure('ExecutionDoesNotExist'));
    await expect(workflow.stop(machineArn, 'r1-1', 'x')).resolves.toBeUndefined();
    engine.tell(failure('AccessDeniedException'));
    await expect(workflow.stop(machineArn, 'r1-1', 'x')).rejects.toThrow('AccessDeniedException');
  });
});
