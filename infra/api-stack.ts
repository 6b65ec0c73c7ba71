import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionName } from '../functions/platform/environment.ts';
import type { Build } from './build.ts';
import { createDeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { Gateway } from './constructs/gateway.ts';
import { createServiceFunctions, type Sizing } from './constructs/service-function.ts';
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

/** The gateway answers after 30 s whatever a function still does. */
const shared: Sizing = { memoryInMebibytes: 512, timeoutInSeconds: 29 };
const hot: Sizing = { memoryInMebibytes: 1024, timeoutInSeconds: 29 };

const functionNames = [
  'organisations-api',
  'rounds-api',
  'seal-keeper-api',
  'challenges-api',
  'proposals-api',
  'submit-proposal',
  'declare-attachment',
  'attachments-api',
  'verify-attachment',
  'evaluation-api',
  'submit-scorecard',
  'decisions-api',
  'objections-api',
  'purchases-api',
  'designations-api',
  'first-use-api',
  'ledger-api',
  'dossiers-api',
  'build-dossier',
  'notices-api',
  'public-api',
] as const;

/** What people ask for: the gateway, a route for each operation, the functions behind them, and the verifier. */
export class ApiStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  readonly gateway: Gateway;
  readonly deadLetters: Queue;
  /** Where the verifier says that it has given a file up. */
  readonly verifierLog: LogGroup;

  constructor(scope: Construct, id: string, { settings, build, data, rounds }: Props) {
    super(scope, id, stackProps(settings, 'Gateway and functions of the API'));
    this.deadLetters = createDeadLetterQueue(this, 'DeadLetters', settings);
    const identities = createServiceRoles(this, functionNames, permissionsOf(rounds.resources), settings);
    this.verifierLog = identities['verify-attachment'].logGroup;
    const roleArns = (...names: readonly (typeof functionNames)[number][]) =>
      names.map((name) => identities[name].role.roleArn).join(',');
    const { round, purchase } = rounds.resources.names;
    const table = { TABLE_NAME: data.table.tableName };
    const files = { ...table, BUCKET_NAME: data.bucket.bucketName };
    const signing = { ...table, LEDGER_KEY_ID: data.ledgerKey.keyId };
    this.functions = createServiceFunctions(this, functionNames, {
      build,
      identities,
      variables: {
        'organisations-api': table,
        'rounds-api': {
          ...table,
          ROUND_MACHINE_ARN: round.machineArn,
          PURCHASE_MACHINE_ARN: purchase.machineArn,
          REHEARSAL: settings.isRehearsal ? 'yes' : 'no',
        },
        'seal-keeper-api': {
          ...table,
          ROUND_MACHINE_ARN: round.machineArn,
          SEAL_KEEPER_ROLE_ARN: roleArns('seal-keeper-api'),
          SEALED_READER_ROLE_ARNS: roleArns('proposals-api'),
          SEALED_FILE_ROLE_ARNS: roleArns('verify-attachment', 'declare-attachment', 'attachments-api'),
          SEAL_OPENED_READER_ROLE_ARNS: roleArns('evaluation-api', 'decisions-api', 'build-dossier'),
        },
        'challenges-api': table,
        'proposals-api': signing,
        'submit-proposal': signing,
        'declare-attachment': files,
        'attachments-api': files,
        'verify-attachment': { ...files, CLAMD_ADDRESS: settings.clamdAddress },
        'evaluation-api': files,
        'submit-scorecard': table,
        'decisions-api': { ...files, ROUND_MACHINE_ARN: round.machineArn },
        'objections-api': { ...files, ROUND_MACHINE_ARN: round.machineArn },
        'purchases-api': {
          ...files,
          ROUND_MACHINE_ARN: round.machineArn,
          PURCHASE_MACHINE_ARN: purchase.machineArn,
        },
        'designations-api': table,
        'first-use-api': table,
        'ledger-api': signing,
        'dossiers-api': {
          ...files,
          BUILD_DOSSIER_FUNCTION_NAME: rounds.resources.names.buildDossierName,
          DOSSIERS_KEPT_IN_DAYS: String(settings.dossiersKeptInDays),
        },
        'build-dossier': { ...files, LEDGER_KEY_ID: data.ledgerKey.keyId },
        'notices-api': table,
        'public-api': files,
      },
      sizing: {
        'organisations-api': shared,
        'rounds-api': shared,
        'seal-keeper-api': shared,
        'challenges-api': shared,
        'proposals-api': shared,
        // The heartbeat calls it by its name.
        'submit-proposal': { ...hot, functionName: rounds.resources.names.submitProposalName },
        'declare-attachment': hot,
        'attachments-api': shared,
        'verify-attachment': {
          ...hot,
          memoryInMebibytes: 2048,
          timeoutInSeconds: 300,
          onFailure: this.deadLetters,
        },
        'evaluation-api': shared,
        'submit-scorecard': hot,
        'decisions-api': shared,
        'objections-api': shared,
        'purchases-api': shared,
        'designations-api': shared,
        'first-use-api': shared,
        'ledger-api': shared,
        'dossiers-api': shared,
        'build-dossier': {
          functionName: rounds.resources.names.buildDossierName,
          memoryInMebibytes: 2048,
          timeoutInSeconds: 900,
          onFailure: this.deadLetters,
        },
        'notices-api': shared,
        'public-api': shared,
      },
    });
    this.gateway = new Gateway(this, 'Gateway', {
      settings,
      routes: build.routes,
      functions: this.functions,
      fallback: 'public-api',
      signIn: data.signIn,
    });
    this.verifyUploads(data);
    new CfnOutput(this, 'ApiId', { value: this.gateway.api.apiId });
  }

  /** The store's word that an attachment came starts its verification; a sweep takes up what that left. */
  private verifyUploads(data: DataStack): void {
    const verifier = this.functions.get('verify-attachment');
    if (verifier === undefined) return;
    new Rule(this, 'AttachmentReceived', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [data.bucket.bucketName] },
          object: { key: [{ prefix: 'attachments/' }] },
        },
      },
      targets: [
        new FunctionTarget(verifier, {
          deadLetterQueue: this.deadLetters,
          maxEventAge: Duration.hours(24),
          retryAttempts: 100,
        }),
      ],
    });
    new Rule(this, 'UncheckedAttachments', {
      description: 'Begins again with files whose check was not made',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [
        new FunctionTarget(verifier, {
          event: RuleTargetInput.fromObject({ task: 'sweep' }),
          // The next one comes anyway.
          retryAttempts: 0,
        }),
      ],
    });
  }
}
