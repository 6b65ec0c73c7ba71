import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';

export type Workflow = ReturnType<typeof createWorkflow>;

/** Starts, wakes and looks at executions. What they do is decided from the table, so a lost call costs time only. */
export const createWorkflow = (client = new SFNClient({})) => ({
  /** Wakes a machine that waits by a task token; false if it no longer waits there. */
  async resume(taskToken: string, output: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
      return true;
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
        return false;
      throw error;
    }
  },

  /** Starts an execution under a name that makes it one of its kind; a second start of the name changes nothing. */
  async start(machineArn: string, name: string, input: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await client.send(
        new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },

  /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED; null if no such execution is known. */
  async status(machineArn: string, name: string): Promise<string | null> {
    try {
      const { status } = await client.send(
        new DescribeExecutionCommand({ executionArn: executionArnOf(machineArn, name) }),
      );
      return status ?? null;
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return null;
      throw error;
    }
  },

  /** Throws an execution away; one that is over or unknown is left as it is. */
  async stop(machineArn: string, name: string, cause: string): Promise<void> {
    try {
      await client.send(new StopExecutionCommand({ executionArn: executionArnOf(machineArn, name), cause }));
    } catch (error) {
      if (!(error instanceof ExecutionDoesNotExist)) throw error;
    }
  },
});

/** `arn:…:stateMachine:<machine>` → `arn:…:execution:<machine>:<name>`. */
const executionArnOf = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
