import { describe, expect, it } from '@jest/globals';
import { noticeSender, type Places, portalOrigin } from '../assembly.ts';
import { functionsOf } from '../functions.ts';

/** What people are told by. */
export const checkNotices = ({ production, all }: Places): void => {
  describe('the notices', () => {
    it('follow the outbox’s new rows and nothing else, and are swept every minute', () => {
      for (const place of all()) {
        const dispatcher = functionsOf(place).get('dispatch-notices')?.resource.id ?? '';
        const { Properties } = place.one('AWS::Lambda::EventSourceMapping', 'Outbox');
        expect(Properties).toMatchObject({
          FunctionName: { Ref: dispatcher },
          StartingPosition: 'TRIM_HORIZON',
          BisectBatchOnFunctionError: true,
          FilterCriteria: {
            Filters: [
              {
                Pattern: JSON.stringify({
                  eventName: ['INSERT'],
                  dynamodb: { NewImage: { sk: { S: ['NOTICE'] } } },
                }),
              },
            ],
          },
        });
        expect(place.one('AWS::Events::Rule', 'Sweep').Properties).toMatchObject({
          ScheduleExpression: 'rate(1 minute)',
          Targets: [{ Arn: { 'Fn::GetAtt': [dispatcher, 'Arn'] }, Input: '{"task":"sweep"}' }],
        });
      }
    });

    it('leave the table’s stream with two followers at most', () => {
      for (const place of all())
        expect(place.all('AWS::Lambda::EventSourceMapping').length).toBeLessThanOrEqual(2);
    });

    it('hear what became of their mails, and give up none', () => {
      for (const place of all()) {
        const recorder = functionsOf(place).get('record-bounce');
        const set = { Ref: place.one('AWS::SES::ConfigurationSet').id };
        expect(place.one('AWS::SES::ConfigurationSetEventDestination').Properties).toMatchObject({
          ConfigurationSetName: set,
          EventDestination: {
            Enabled: true,
            MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject'],
            EventBridgeDestination: {},
          },
        });
        expect(place.one('AWS::Events::Rule', 'Returned').Properties).toMatchObject({
          EventPattern: {
            source: ['aws.ses'],
            detail: { mail: { tags: { 'ses:configuration-set': [set] } } },
          },
          Targets: [
            {
              Arn: { 'Fn::GetAtt': [recorder?.resource.id, 'Arn'] },
              RetryPolicy: { MaximumRetryAttempts: 100 },
              DeadLetterConfig: {},
            },
          ],
        });
        const table = recorder?.statements.filter(({ actions }) => actions.join().includes('dynamodb'));
        expect(table).toMatchObject([{ actions: ['dynamodb:UpdateItem'] }]);
        expect(table?.[0]?.resources.join()).not.toContain('index');
      }
      expect(
        production()
          .all('AWS::CloudWatch::Alarm')
          .map(({ Properties }) => Properties['AlarmDescription']),
      ).toContain('The function record-bounce failed');
    });

    it('come from the sender’s domain, encrypted on their way', () => {
      const variables = functionsOf(production()).get('dispatch-notices')?.properties.Environment.Variables;
      expect(variables).toMatchObject({ NOTICE_SENDER: noticeSender, PORTAL_ORIGIN: portalOrigin });
      expect(production().one('AWS::SES::EmailIdentity').Properties['EmailIdentity']).toBe(
        'agency.example.org',
      );
      expect(production().one('AWS::SES::ConfigurationSet').Properties).toMatchObject({
        DeliveryOptions: { TlsPolicy: 'REQUIRE' },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      });
    });
  });
};
