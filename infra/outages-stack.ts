import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../functions/platform/environment.ts';
import type { ApiStack } from './api-stack.ts';
import type { Build } from './build.ts';
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
  readonly api: ApiStack;
};

const functionNames = ['watch-submissions'] as const;

/** What measures, each minute, whether a submission could be made. */
export class OutagesStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  readonly watch: LambdaFunction;

  constructor(scope: Construct, id: string, { settings, build, data, rounds, api }: Props) {
    super(scope, id, stackProps(settings, 'Heartbeats of the path of a submission'));
    this.functions = createServiceFunctions(this, functionNames, {
      build,
      identities: createServiceRoles(this, functionNames, permissionsOf(rounds.resources), settings),
      variables: {
        'watch-submissions': {
          TABLE_NAME: data.table.tableName,
          BUCKET_NAME: data.bucket.bucketName,
          LEDGER_KEY_ID: data.ledgerKey.keyId,
          API_URL: settings.apiUrlOf(api.gateway.api.apiId),
          SUBMIT_FUNCTION_NAME: rounds.resources.names.submitProposalName,
        },
      },
      sizing: { 'watch-submissions': { memoryInMebibytes: 512, timeoutInSeconds: 55 } },
    });
    const watch = this.functions.get('watch-submissions');
    if (watch === undefined) throw new Error('The heartbeats lack their function');
    this.watch = watch;
    new Rule(this, 'Heartbeats', {
      description: 'Tries each minute what a submission needs, and keeps how it went',
      schedule: Schedule.rate(Duration.minutes(1)),
      // A heartbeat that comes late is no heartbeat; the next one is due in a minute.
      targets: [new FunctionTarget(watch, { retryAttempts: 0, maxEventAge: Duration.seconds(60) })],
    });
  }
}
