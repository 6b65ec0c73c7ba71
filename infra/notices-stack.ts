import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EmailIdentity,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
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

const functionNames = ['dispatch-notices', 'record-bounce', 'tell-expiries'] as const;

/** What tells people: the outbox's follower and its sweep, the mail service that they send by, and what comes back. */
export class NoticesStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  readonly deadLetters: Queue;
  /** Where the follower says that something waits for too long. */
  readonly dispatchLog: LogGroup;

  constructor(scope: Construct, id: string, { settings, build, data, rounds }: Props) {
    super(scope, id, stackProps(settings, 'Notices by mail'));
    const { names } = rounds.resources;
    this.deadLetters = createDeadLetterQueue(this, 'DeadLetters', settings);
    const configurationSet = new ConfigurationSet(this, 'Mail', {
      configurationSetName: names.mailConfigurationSet,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(names.mailDomain),
      configurationSet,
    });
    if (settings.mailHasIdentity)
      for (const [index, { name, value }] of identity.dkimRecords.entries())
        new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` });

    const identities = createServiceRoles(this, functionNames, permissionsOf(rounds.resources), settings);
    this.dispatchLog = identities['dispatch-notices'].logGroup;
    this.functions = createServiceFunctions(this, functionNames, {
      build,
      identities,
      variables: {
        'dispatch-notices': {
          TABLE_NAME: data.table.tableName,
          USER_POOL_ID: data.signIn.userPool.userPoolId,
          NOTICE_SENDER: settings.noticeSender,
          MAIL_CONFIGURATION_SET: configurationSet.configurationSetName,
          PORTAL_ORIGIN: settings.portalOrigin,
        },
        'record-bounce': { TABLE_NAME: data.table.tableName },
        'tell-expiries': { TABLE_NAME: data.table.tableName },
      },
      sizing: {
        'dispatch-notices': { memoryInMebibytes: 512, timeoutInSeconds: 60 },
        'record-bounce': { memoryInMebibytes: 256, timeoutInSeconds: 30 },
        'tell-expiries': { memoryInMebibytes: 256, timeoutInSeconds: 300 },
      },
    });
    this.followOutbox(data);
    this.followReturns(configurationSet);
    this.followDesignations();
  }

  /** Nothing in a designation moves when it expires: somebody has to look. */
  private followDesignations(): void {
    const teller = this.functions.get('tell-expiries');
    if (teller === undefined) throw new Error('The notices lack their function');
    new Rule(this, 'Expiries', {
      description: 'Tells who is concerned that a designation expires, ahead and then',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new FunctionTarget(teller, { retryAttempts: 2, deadLetterQueue: this.deadLetters })],
    });
  }

  /** The mail service tells what became of a message on the account's own bus, which is the only one that it can. */
  private followReturns(configurationSet: ConfigurationSet): void {
    const recorder = this.functions.get('record-bounce');
    if (recorder === undefined) throw new Error('The notices lack their function');
    configurationSet.addEventDestination('Returns', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'OwnBus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    new Rule(this, 'Returned', {
      description: 'What became of a notice’s mail',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } } },
      },
      targets: [
        new FunctionTarget(recorder, {
          deadLetterQueue: this.deadLetters,
          maxEventAge: Duration.hours(24),
          retryAttempts: 100,
        }),
      ],
    });
  }

  private followOutbox({ tableStreamArn }: DataStack): void {
    const dispatcher = this.functions.get('dispatch-notices');
    if (dispatcher === undefined) throw new Error('The notices lack their function');
    followTable(this, 'Outbox', {
      tableStreamArn,
      follower: dispatcher,
      pattern: { eventName: ['INSERT'], dynamodb: { NewImage: { sk: { S: ['NOTICE'] } } } },
      batchesAtOnce: 4,
      onFailure: this.deadLetters,
    });
    new Rule(this, 'Sweep', {
      description: 'Takes up notices that were forgotten, and letters that are due again',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new FunctionTarget(dispatcher, {
          event: RuleTargetInput.fromObject({ task: 'sweep' }),
          // The next minute's comes anyway.
          retryAttempts: 0,
        }),
      ],
    });
  }
}
