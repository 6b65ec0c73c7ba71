import { CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../functions/platform/environment.ts';
import type { Build } from './build.ts';
import { createDeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { createMachine } from './constructs/machine.ts';
import { createServiceFunctions } from './constructs/service-function.ts';
import { createServiceRoles } from './constructs/service-role.ts';
import type { DataStack } from './data-stack.ts';
import { type Names, namesOf } from './names.ts';
import { permissionsOf, type Resources } from './permissions.ts';
import type { Settings } from './settings.ts';
import { stackProps } from './stack-props.ts';

type Props = { readonly settings: Settings; readonly build: Build; readonly data: DataStack };

const functionNames = ['round-tasks', 'purchase-tasks', 'deadline-reached'] as const;

/** What goes on by itself: the machines, their tasks, and the schedules that wake them. */
export class RoundsStack extends Stack {
  readonly resources: Resources;
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  readonly machines: readonly StateMachine[];
  readonly deadLetters: Queue;
  readonly scheduleGroup: ScheduleGroup;

  constructor(scope: Construct, id: string, { settings, build, data }: Props) {
    super(scope, id, stackProps(settings, 'State machines, their tasks and schedules'));
    const names = namesOf(this, settings);
    const { round, purchase, scheduleGroupName, deadlineReachedName, deadlineReachedArn } = names;
    this.deadLetters = createDeadLetterQueue(this, 'DeadLetters', settings);
    this.scheduleGroup = new ScheduleGroup(this, 'Deadlines', {
      scheduleGroupName,
      removalPolicy: settings.removalPolicy,
    });
    const scheduleRole = createScheduleRole(this, names, this.deadLetters);
    this.resources = {
      names,
      tableArn: data.table.tableArn,
      bucketArn: data.bucketArn,
      ledgerKeyArn: data.ledgerKey.keyArn,
      scheduleRoleArn: scheduleRole.roleArn,
      tokensHaveMachines: settings.tokensHaveMachines,
      tableStreamArn: data.tableStreamArn,
      userPoolArn: data.signIn.userPool.userPoolArn,
      mailHasIdentity: settings.mailHasIdentity,
    };
    const scheduling = {
      SCHEDULE_GROUP_NAME: scheduleGroupName,
      SCHEDULE_ROLE_ARN: scheduleRole.roleArn,
      SCHEDULE_DEAD_LETTER_ARN: this.deadLetters.queueArn,
      DEADLINE_REACHED_ARN: deadlineReachedArn,
    };
    const TABLE_NAME = data.table.tableName;
    this.functions = createServiceFunctions(this, functionNames, {
      build,
      identities: createServiceRoles(this, functionNames, permissionsOf(this.resources), settings),
      variables: {
        'round-tasks': {
          TABLE_NAME,
          BUCKET_NAME: data.bucket.bucketName,
          PURCHASE_MACHINE_ARN: purchase.machineArn,
          ...scheduling,
        },
        'purchase-tasks': { TABLE_NAME, ...scheduling },
        'deadline-reached': { TABLE_NAME },
      },
      sizing: {
        'round-tasks': { memoryInMebibytes: 1024, timeoutInSeconds: 900 },
        'purchase-tasks': { memoryInMebibytes: 512, timeoutInSeconds: 60 },
        'deadline-reached': {
          functionName: deadlineReachedName,
          memoryInMebibytes: 512,
          timeoutInSeconds: 60,
          onFailure: this.deadLetters,
        },
      },
    });
    this.machines = [
      this.createMachine('Round', 'round', 'RoundTasksArn', 'round-tasks', round.machineName, settings),
      this.createMachine(
        'Purchase',
        'purchase',
        'PurchaseTasksArn',
        'purchase-tasks',
        purchase.machineName,
        settings,
      ),
    ];
    new CfnOutput(this, 'RoundMachineArn', { value: round.machineArn });
    new CfnOutput(this, 'PurchaseMachineArn', { value: purchase.machineArn });
    new CfnOutput(this, 'DeadlineReachedArn', { value: deadlineReachedArn });
    new CfnOutput(this, 'ScheduleGroupName', { value: scheduleGroupName });
  }

  private createMachine(
    id: string,
    definition: 'round' | 'purchase',
    placeholder: string,
    tasksName: FunctionName,
    machineName: string,
    settings: Settings,
  ): StateMachine {
    const tasks = this.functions.get(tasksName);
    if (tasks === undefined) throw new Error(`The machine ${definition} lacks its tasks`);
    return createMachine(this, id, {
      machineName,
      definition: `${definition}.asl.json`,
      placeholder,
      tasks,
      settings,
    });
  }
}

/** Schedules may call one function, and leave what they could not deliver in one queue. */
const createScheduleRole = (scope: Construct, names: Names, deadLetters: Queue): Role =>
  new Role(scope, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
        ArnEquals: { 'aws:SourceArn': names.scheduleGroupArn },
      },
    }),
    inlinePolicies: {
      own: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [names.deadlineReachedArn] }),
          new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
        ],
      }),
    },
  });
