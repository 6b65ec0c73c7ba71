import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { functionVariables } from '../../../functions/platform/environment.ts';
import type { Assembly, Places } from '../assembly.ts';

const functionNames = Object.keys(functionVariables).sort();

/** How the two places differ, and what is true of every stack. */
export const checkPlaces = ({ production, local, all }: Places): void => {
  describe('production', () => {
    const kept = [
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::Cognito::UserPool',
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
      'AWS::Scheduler::ScheduleGroup',
      'AWS::SQS::Queue',
      'AWS::StepFunctions::StateMachine',
    ];
    const deletionOf = (place: Assembly) => (type: string) =>
      [...new Set(place.all(type).map(({ DeletionPolicy }) => DeletionPolicy))].join();

    it('keeps what it holds; the local place keeps nothing', () => {
      expect(production().one('AWS::DynamoDB::Table').Properties).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      });
      expect(local().one('AWS::DynamoDB::Table').Properties).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
        DeletionProtectionEnabled: false,
      });
      expect(kept.map(deletionOf(production()))).toEqual(kept.map(() => 'Retain'));
      expect(kept.map(deletionOf(local()))).toEqual(kept.map(() => 'Delete'));
      const stacks = ({ manifest }: Assembly) =>
        Object.values(manifest.artifacts)
          .filter(({ type }) => type === 'aws:cloudformation:stack')
          .map(({ properties }) => properties['terminationProtection'] ?? false);
      expect(stacks(production())).toEqual([true, true, true, true, true, true, true, true]);
      expect(stacks(local())).toEqual([false, false, false, false, false, false]);
    });

    it('keeps logs for a year, and who read which file', () => {
      for (const { Properties } of production().all('AWS::Logs::LogGroup'))
        expect(Properties['RetentionInDays']).toBe(365);
      expect(production().one('AWS::S3::Bucket', 'Files8').Properties).toHaveProperty('LoggingConfiguration');
    });

    it('tells of each change of a key’s policy, grants or life', () => {
      const [rule] = production().all('AWS::Events::Rule', 'FirstBuyerAlarms');
      expect(rule?.Properties).toMatchObject({
        EventPattern: {
          source: ['aws.kms'],
          detail: { eventName: ['PutKeyPolicy', 'CreateGrant', 'ScheduleKeyDeletion', 'DisableKey'] },
        },
        Targets: [{ Arn: { Ref: expect.stringContaining('Alarms') } }],
      });
    });

    it('rings for everything that needs a person, and nothing rings locally', () => {
      const alarm = v.object({
        MetricName: v.string(),
        AlarmActions: v.array(v.unknown()),
        TreatMissingData: v.string(),
      });
      const alarms = production()
        .all('AWS::CloudWatch::Alarm')
        .map(({ Properties }) => v.parse(alarm, Properties));
      const count = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric).length;
      expect(
        Object.fromEntries(
          [...new Set(alarms.map(({ MetricName }) => MetricName))].map((name) => [name, count(name)]),
        ),
      ).toEqual({
        Invocations: 1,
        ExecutionsFailed: 2,
        ExecutionsAborted: 2,
        ExecutionsTimedOut: 2,
        InvocationDroppedCount: 1,
        ApproximateNumberOfMessagesVisible: 4,
        IteratorAge: 1,
        Errors: functionNames.length,
        Throttles: functionNames.length,
        ReadThrottleEvents: 3,
        WriteThrottleEvents: 3,
        '5xx': 1,
        RequestsThrottled: 1,
        NoticesOverdue: 1,
        ChecksGivenUp: 1,
        'Reputation.BounceRate': 1,
      });
      const topic = production().one('AWS::SNS::Topic');
      for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic.id }]);
      expect(production().one('AWS::SNS::Subscription').Properties['Endpoint']).toBe('operators@example.org');
      expect(local().all('AWS::CloudWatch::Alarm')).toEqual([]);
    });
  });

  describe('the stacks', () => {
    it('put out under a name of its own what scripts and the portal need', () => {
      const own = (place: Assembly) =>
        [...place.stacks.values()].flatMap(({ Outputs }) =>
          Object.keys(Outputs).filter((name) => !name.startsWith('Export')),
        );
      for (const place of all())
        expect(own(place).sort()).toEqual([
          'ApiId',
          'BucketName',
          'DeadlineReachedArn',
          // What the operator publishes in the domain that notices come from.
          ...(place === production() ? ['DkimRecord1', 'DkimRecord2', 'DkimRecord3'] : []),
          'LedgerKeyId',
          ...(place === production() ? ['PortalBucketName', 'PortalConfiguration', 'PortalDomainName'] : []),
          'PurchaseMachineArn',
          'RoundMachineArn',
          'ScheduleGroupName',
          'TableName',
          'UserPoolClientId',
          'UserPoolDomain',
          'UserPoolId',
        ]);
    });

    it('have no finding of cdk-nag but these, each with its reason', () => {
      const answered = (place: Assembly) => {
        const suppressed = [...place.stacks.values()].flatMap(({ Resources }) =>
          Object.values(Resources).flatMap(({ Metadata }) => Metadata?.cdk_nag.rules_to_suppress ?? []),
        );
        for (const { reason } of suppressed) expect(reason.length).toBeGreaterThan(20);
        return [
          ...new Set(suppressed.map(({ id }) => id.replace(/\[.*/u, '').replace('AwsSolutions-', ''))),
        ].sort();
      };
      expect(answered(production())).toEqual([
        ...['APIG4', 'CFR1', 'CFR2', 'CFR3', 'CFR4', 'COG2', 'IAM5', 'S1', 'SQS3'],
      ]);
      expect(answered(local())).toEqual([
        ...['APIG4', 'COG2', 'COG3', 'COG8', 'DDB3', 'IAM5', 'S1', 'S10', 'SQS3', 'SQS4'],
      ]);
    });

    it('carry no source map in a function’s code, and the API’s description beside the public’s', () => {
      const { buildDirectory, codeFiles } = production();
      expect(new Set(codeFiles)).toEqual(new Set(['index.js', 'openapi.json']));
      const sizes = v.parse(
        v.record(v.string(), v.number()),
        JSON.parse(readFileSync(join(buildDirectory, 'sizes.json'), 'utf8')),
      );
      expect(Object.keys(sizes).sort()).toEqual(functionNames);
      expect(readFileSync(join(buildDirectory, 'functions/public-api/openapi.json'), 'utf8')).toBe(
        readFileSync(join(buildDirectory, 'openapi.json'), 'utf8'),
      );
    });
  });
};
