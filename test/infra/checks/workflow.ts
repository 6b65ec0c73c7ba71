import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { account, type Places, region } from '../assembly.ts';
import { functionsOf, statementsOf } from '../functions.ts';

const queuePolicy = v.object({
  Statement: v.array(v.object({ Effect: v.string(), Action: v.unknown(), Principal: v.unknown() })),
});

/** What goes on by itself. */
export const checkWorkflow = ({ production, all }: Places): void => {
  describe('the machines', () => {
    const machines = [
      { id: 'Round', name: 'first-buyer-round', definition: 'round', tasks: 'round-tasks' },
      { id: 'Purchase', name: 'first-buyer-purchase', definition: 'purchase', tasks: 'purchase-tasks' },
    ];

    it.each(machines)('$name has each placeholder of its definition filled by its tasks', (machine) => {
      const { Properties } = production().one('AWS::StepFunctions::StateMachine', machine.id);
      const path = resolve(import.meta.dirname, '../../../statemachines', `${machine.definition}.asl.json`);
      const placeholders = [...readFileSync(path, 'utf8').matchAll(/\$\{(\w+)\}/gu)].map(
        ([, name = '']) => name,
      );
      const tasks = functionsOf(production()).get(machine.tasks)?.resource.id ?? machine.tasks;
      expect(Properties['DefinitionSubstitutions']).toEqual(
        Object.fromEntries(placeholders.map((name) => [name, { 'Fn::GetAtt': [tasks, 'Arn'] }])),
      );
      expect(placeholders.length).toBeGreaterThan(0);
    });

    it.each(machines)(
      '$name is traced and logged without its data, and may call its tasks alone',
      (machine) => {
        const resource = production().one('AWS::StepFunctions::StateMachine', machine.id);
        expect(resource.Properties).toMatchObject({
          StateMachineName: machine.name,
          TracingConfiguration: { Enabled: true },
          LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
        });
        const role = production().one('AWS::IAM::Role', `${machine.id}Role`);
        const tasks = functionsOf(production()).get(machine.tasks)?.resource.id ?? machine.tasks;
        const invokes = statementsOf(production(), role).filter(({ actions }) =>
          actions.some((action) => !/^(?:logs|xray):/u.test(action)),
        );
        expect(invokes).toEqual([
          { actions: ['lambda:InvokeFunction'], resources: [`<${tasks}.Arn>`], condition: undefined },
        ]);
      },
    );

    it('are woken by schedules that may call one function and leave what fails in one queue', () => {
      const role = production().one('AWS::IAM::Role', 'ScheduleRole');
      expect(
        statementsOf(production(), role).map(({ actions, resources }) => [...actions, ...resources]),
      ).toEqual([
        [
          'lambda:InvokeFunction',
          `arn:<AWS::Partition>:lambda:${region}:${account}:function:first-buyer-deadline-reached`,
        ],
        ['sqs:SendMessage', expect.stringMatching(/^<DeadLetters\w+\.Arn>$/u)],
      ]);
      expect(functionsOf(production()).get('deadline-reached')?.resource.Properties['FunctionName']).toBe(
        'first-buyer-deadline-reached',
      );
    });
  });

  describe('an upload', () => {
    it('starts its verification, which is tried again and then left in a queue', () => {
      for (const place of all()) {
        const verifier = functionsOf(place).get('verify-attachment')?.resource.id ?? '';
        const queue = place.all('AWS::SQS::Queue', 'FirstBuyerApi')[0]?.id ?? '';
        expect(place.one('AWS::Events::Rule', 'AttachmentReceived').Properties).toMatchObject({
          State: 'ENABLED',
          EventPattern: {
            source: ['aws.s3'],
            'detail-type': ['Object Created'],
            detail: { object: { key: [{ prefix: 'attachments/' }] } },
          },
          Targets: [
            {
              Arn: { 'Fn::GetAtt': [verifier, 'Arn'] },
              DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue, 'Arn'] } },
              RetryPolicy: { MaximumRetryAttempts: 100 },
            },
          ],
        });
        expect(place.all('AWS::Lambda::EventInvokeConfig')).toHaveLength(3);
      }
    });

    it('that was not checked is begun with again by a sweep', () => {
      for (const place of all()) {
        const verifier = functionsOf(place).get('verify-attachment')?.resource.id ?? '';
        expect(place.one('AWS::Events::Rule', 'UncheckedAttachments').Properties).toMatchObject({
          State: 'ENABLED',
          ScheduleExpression: 'rate(5 minutes)',
          Targets: [
            {
              Arn: { 'Fn::GetAtt': [verifier, 'Arn'] },
              Input: '{"task":"sweep"}',
              RetryPolicy: { MaximumRetryAttempts: 0 },
            },
          ],
        });
      }
    });
  });

  describe('what was given up', () => {
    it('waits encrypted in queues to which services send, and which nobody of this deployment reads', () => {
      for (const place of all()) {
        const queues = place.all('AWS::SQS::Queue');
        expect(queues.length).toBeGreaterThan(3);
        for (const { Properties } of queues)
          expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
        for (const role of place.all('AWS::IAM::Role'))
          for (const { actions } of statementsOf(place, role))
            for (const action of actions)
              expect(action).not.toMatch(/^(?:\*|sqs:(?!SendMessage$|GetQueue))/u);
        for (const { Properties } of place.all('AWS::SQS::QueuePolicy')) {
          const { Statement } = v.parse(queuePolicy, Properties['PolicyDocument']);
          for (const { Action, Principal } of Statement.filter(({ Effect }) => Effect === 'Allow'))
            expect({ Action, Principal }).toEqual({
              Action: 'sqs:SendMessage',
              Principal: { Service: 'events.amazonaws.com' },
            });
        }
      }
    });
  });
};
