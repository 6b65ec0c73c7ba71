import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';
import type { LedgerStack } from './ledger-stack.ts';
import type { NoticesStack } from './notices-stack.ts';
import type { OutagesStack } from './outages-stack.ts';
import type { RoundsStack } from './rounds-stack.ts';
import type { Settings } from './settings.ts';
import { stackProps } from './stack-props.ts';

type Props = {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly rounds: RoundsStack;
  readonly api: ApiStack;
  readonly ledger: LedgerStack;
  readonly notices: NoticesStack;
  readonly outages: OutagesStack;
};

const fiveMinutes = Duration.minutes(5);

/** Wakes a person when something needs one. What each alarm asks for stands in the runbook (README.md). */
export class AlarmsStack extends Stack {
  private readonly action: SnsAction;

  constructor(
    scope: Construct,
    id: string,
    { settings, data, rounds, api, ledger, notices, outages }: Props,
  ) {
    super(scope, id, stackProps(settings, 'Alarms'));
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    if (settings.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(settings.alarmEmail));
    this.action = new SnsAction(topic);
    this.watchKeyPolicies(topic);
    this.watchExecutions(rounds);
    this.watchFunctions(
      [
        ...data.signIn.functions,
        ...rounds.functions,
        ...api.functions,
        ...ledger.functions,
        ...notices.functions,
        ...outages.functions,
      ].map(([name, watched]) => [name, watched]),
    );
    this.watchTable(data);
    this.watchGateway(api);
    this.watchLedger(ledger);
    this.watchNotices(notices);
    this.watchChecks(api);
    this.watchHeartbeats(outages);
    for (const [name, queue] of [
      ['rounds', rounds.deadLetters],
      ['api', api.deadLetters],
      ['ledger', ledger.deadLetters],
      ['notices', notices.deadLetters],
    ] as const)
      this.alarm(
        `DeadLetters-${name}`,
        `Something of ${name} was given up and waits in its dead-letter queue`,
        {
          metric: queue.metricApproximateNumberOfMessagesVisible({
            period: fiveMinutes,
            statistic: 'Maximum',
          }),
        },
      );
  }

  /** Who may read what is sealed changes seldom, and never unseen: CloudTrail tells of each change and each attempt. */
  private watchKeyPolicies(topic: Topic): void {
    new Rule(this, 'KeyPolicies', {
      description: 'A key’s policy, grants or life were changed, or somebody tried',
      eventPattern: {
        source: ['aws.kms'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['kms.amazonaws.com'],
          eventName: ['PutKeyPolicy', 'CreateGrant', 'ScheduleKeyDeletion', 'DisableKey'],
        },
      },
      targets: [new SnsTopic(topic)],
    });
  }

  private watchExecutions({ machines, scheduleGroup }: RoundsStack): void {
    for (const machine of machines)
      for (const [outcome, metric] of [
        ['failed', machine.metricFailed({ period: fiveMinutes })],
        ['aborted', machine.metricAborted({ period: fiveMinutes })],
        ['timed-out', machine.metricTimedOut({ period: fiveMinutes })],
      ] as const)
        this.alarm(
          `${machine.node.id}-${outcome}`,
          `An execution of ${machine.node.id} ${outcome}: start it again`,
          {
            metric,
          },
        );
    this.alarm('Deadlines-dropped', 'A deadline’s schedule could not call its function', {
      metric: scheduleGroup.metricDropped({ period: fiveMinutes }),
    });
  }

  private watchFunctions(functions: readonly (readonly [string, LambdaFunction])[]): void {
    for (const [name, watched] of functions) {
      this.alarm(`${name}-errors`, `The function ${name} failed`, {
        metric: watched.metricErrors({ period: fiveMinutes }),
      });
      this.alarm(
        `${name}-throttles`,
        `The function ${name} was refused its start: raise the account’s concurrency`,
        {
          metric: watched.metricThrottles({ period: fiveMinutes }),
        },
      );
    }
  }

  private watchTable({ table }: DataStack): void {
    const indexes = ['collection', 'log'];
    for (const kind of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
      this.alarm(`Table-${kind}`, 'The table refuses calls: one key is asked too often', {
        metric: table.metric(kind, { period: fiveMinutes, statistic: 'Sum' }),
      });
      for (const index of indexes)
        this.alarm(`Table-${index}-${kind}`, `The index ${index} refuses calls: one key is asked too often`, {
          metric: table.metric(kind, {
            period: fiveMinutes,
            statistic: 'Sum',
            dimensionsMap: { TableName: table.tableName, GlobalSecondaryIndexName: index },
          }),
        });
    }
  }

  /** Entries wait for their place, or checkpoints for their signature. */
  private watchLedger({ sequencer }: LedgerStack): void {
    this.alarm('Ledger-behind', 'Entries wait for minutes for their place in the log', {
      metric: sequencer.metric('IteratorAge', { period: fiveMinutes, statistic: 'Maximum' }),
      threshold: Duration.minutes(10).toMilliseconds(),
    });
  }

  private watchGateway({ gateway }: ApiStack): void {
    this.alarm('Gateway-faults', 'The API answered with faults', {
      metric: gateway.api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
    });
    const metric = { metricNamespace: 'first-buyer', metricName: 'RequestsThrottled' };
    // The gateway counts what it throttles among all refusals; its log tells them apart.
    new MetricFilter(this, 'GatewayThrottles', {
      logGroup: gateway.accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      ...metric,
    });
    this.alarm('Gateway-throttles', 'The API turned requests away: raise its throttling', {
      metric: new Metric({
        namespace: metric.metricNamespace,
        metricName: metric.metricName,
        period: fiveMinutes,
        statistic: 'Sum',
      }),
    });
  }

  private watchNotices({ dispatchLog }: NoticesStack): void {
    this.alarmOnLine('Notices-overdue', dispatchLog, {
      line: 'notices-overdue',
      description: 'Something that people should have been told waits for a quarter of an hour',
    });
    this.alarm('Mail-bounces', 'Of a hundred mails more than four come back: the provider may stop us', {
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Reputation.BounceRate',
        period: Duration.hours(1),
        statistic: 'Average',
      }),
      threshold: 0.04,
    });
  }

  private watchChecks({ verifierLog }: ApiStack): void {
    this.alarmOnLine('Checks-given-up', verifierLog, {
      line: 'check-given-up',
      description:
        'A file could not be checked for a day: it stays received, and is shown to nobody but its owner',
    });
  }

  /** What measures must itself be missed: without heartbeats nobody knows whether a deadline stands. */
  private watchHeartbeats({ watch }: OutagesStack): void {
    new Alarm(this, 'Heartbeats-missing', {
      alarmDescription:
        'No heartbeat was tried for five minutes: a deadline in that time needs a person’s word',
      metric: watch.metricInvocations({ period: fiveMinutes }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    }).addAlarmAction(this.action);
  }

  /** Rings when a function writes a line of this message to its log. */
  private alarmOnLine(
    id: string,
    logGroup: LogGroup,
    { line, description }: { readonly line: string; readonly description: string },
  ): void {
    const metricName = id.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
    new MetricFilter(this, metricName, {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', line),
      metricNamespace: 'first-buyer',
      metricName,
    });
    this.alarm(id, description, {
      metric: new Metric({ namespace: 'first-buyer', metricName, period: fiveMinutes, statistic: 'Sum' }),
    });
  }

  /** Rings when the metric reaches the threshold: one, in five minutes, where nothing else is said. */
  private alarm(
    id: string,
    description: string,
    { metric, threshold = 1 }: { readonly metric: IMetric; readonly threshold?: number },
  ): void {
    new Alarm(this, id, {
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(this.action);
  }
}
