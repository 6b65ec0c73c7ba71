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
