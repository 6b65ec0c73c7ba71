import { resolve } from 'node:path';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledgeWildcards } from './acknowledge.ts';

export type MachineProps = {
  readonly machineName: string;
  /** The file's name under statemachines/. */
  readonly definition: string;
  /** The function that does the machine's tasks, under the name of its placeholder in the definition. */
  readonly placeholder: string;
  readonly tasks: IFunction;
  readonly settings: Settings;
};

export const definitionPath = (definition: string): string =>
  resolve(import.meta.dirname, '../../statemachines', definition);

/** A state machine from its file. Its log holds no input or output: what passes through are ids, which count. */
export const createMachine = (
  scope: Construct,
  id: string,
  { machineName, definition, placeholder, tasks, settings }: MachineProps,
): StateMachine => {
  const machine = new StateMachine(scope, id, {
    stateMachineName: machineName,
    definitionBody: DefinitionBody.fromFile(definitionPath(definition)),
    definitionSubstitutions: { [placeholder]: tasks.functionArn },
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, `${id}Log`, {
        // The log service looks at the name: machines may write to this prefix without a policy that grows.
        logGroupName: `/aws/vendedlogs/states/${machineName}`,
        retention: settings.logRetention,
        removalPolicy: settings.removalPolicy,
      }),
      level: LogLevel.ALL,
      includeExecutionData: false,
    },
    removalPolicy: settings.removalPolicy,
  });
  // Not `grantInvoke`: that allows each version of the function as well, and there are none.
  machine.addToRolePolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [tasks.functionArn] }),
  );
  acknowledgeWildcards(
    machine,
    ['*'],
    'AWS takes the delivery of a machine’s log and trace on no narrower resource.',
  );
  return machine;
};
