import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionName } from '../functions/platform/environment.ts';
import type { Build } from './build.ts';
import { createDeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { followTable } from './constructs/follow-table.ts';
import { createServiceFunctions } from './constructs/service-function.ts';
import { createServiceRoles } from './constructs/service-role.ts';
import type { DataStack } from './data-stack.ts';
import { permissionsOf } from './permissions.ts';
import type { RoundsStack } from './rounds-stack.ts';
import type { Settings } from './settings.ts';
import { stackProps } from './stack-props.ts';

type Props = {
  readonly settings: Settings;
  readonly build: Build;
  readonly data: DataStack;
  readonly rounds: RoundsStack;
};

const functionNames = ['sequence-entries', 'forget-people', 'delete-contents'] as const;

/**
 * What makes the logs, the follower of the table's entries and the clock of the checkpoints; and what forgets people in them, and deletes
 * what suppliers sent, by rule of years.
 */
export class LedgerStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  readonly sequencer: LambdaFunction;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { settings, build, data, rounds }: Props) {
    super(scope, id, stackProps(settings, 'Sequence and checkpoints of the ledger'));
    this.deadLetters = createDeadLetterQueue(this, 'DeadLetters', settings);
    this.functions = createServiceFunctions(this, functionNames, {
      build,
      identities: createServiceRoles(this, functionNames, permissionsOf(rounds.resources), settings),
      variables: {
        'sequence-entries': { TABLE_NAME: data.table.tableName, LEDGER_KEY_ID: data.ledgerKey.keyId },
        'forget-people': {
          TABLE_NAME: data.table.tableName,
          RETENTION_YEARS: String(settings.retentionInYears),
        },
        'delete-contents': { TABLE_NAME: data.table.tableName, BUCKET_NAME: data.bucket.bucketName },
      },
      sizing: {
        'sequence-entries': { memoryInMebibytes: 1024, timeoutInSeconds: 900 },
        'forget-people': { memoryInMebibytes: 512, timeoutInSeconds: 900 },
        'delete-contents': { memoryInMebibytes: 512, timeoutInSeconds: 900 },
      },
    });
    const sequencer = this.functions.get('sequence-entries');
    const forgetter = this.functions.get('forget-people');
    const deleter = this.functions.get('delete-contents');
    if (sequencer === undefined || forgetter === undefined || deleter === undefined)
      throw new Error('The ledger lacks its sequencer, or who forgets and deletes');
    this.sequencer = sequencer;
    followTable(this, 'Entries', {
      tableStreamArn: data.tableStreamArn,
      follower: sequencer,
      pattern: { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'ENTRY#' }] } } } },
      // All of them move the same head.
      batchesAtOnce: 1,
      recordsInBatch: 90,
      onFailure: this.deadLetters,
    });
    new Rule(this, 'Checkpoints', {
      description: 'Signs a checkpoint of each log, whether or not something was written',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [
        new FunctionTarget(sequencer, {
          event: RuleTargetInput.fromObject({ task: 'checkpoint' }),
          retryAttempts: 2,
          deadLetterQueue: this.deadLetters,
        }),
      ],
    });
    new Rule(this, 'Retention', {
      description: 'Deletes what names people in the logs, by rule of years',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new FunctionTarget(forgetter, { retryAttempts: 2, deadLetterQueue: this.deadLetters })],
    });
    new Rule(this, 'ContentsRetention', {
      description: 'Deletes what suppliers sent, by the policy of each round',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new FunctionTarget(deleter, { retryAttempts: 2, deadLetterQueue: this.deadLetters })],
    });
  }
}
