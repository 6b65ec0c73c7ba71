import { describe, expect, it } from '@jest/globals';
import { functionVariables } from '../../../functions/platform/environment.ts';
import { account, type Places, region, written } from '../assembly.ts';
import { functionsOf, holdersOf, statementsOf } from '../functions.ts';

const functionNames = Object.keys(functionVariables).sort();

/** What each function reads, and what it may do. */
export const checkRights = ({ production, all }: Places): void => {
  describe('the functions', () => {
    it('are all there, each with just the variables that it reads', () => {
      for (const place of all()) {
        const variables = [...functionsOf(place)].map(([name, { properties }]) => [
          name,
          Object.keys(properties.Environment.Variables).sort(),
        ]);
        expect(Object.fromEntries(variables)).toEqual(
          Object.fromEntries(
            Object.entries(functionVariables).map(([name, read]) => [name, [...read].sort()]),
          ),
        );
      }
    });

    it('run in Node 24 on arm64, log JSON to a log of their own, and answer within the gateway’s time', () => {
      const logs = [...functionsOf(production())].map(([name, { properties }]) => {
        expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
        expect(properties.LoggingConfig.LogFormat).toBe('JSON');
        const isBehindGateway = /-api$|^submit-|^declare-|^mark-/u.test(name);
        expect({ name, isInTime: properties.Timeout <= 29 }).toEqual({ name, isInTime: isBehindGateway });
        return properties.LoggingConfig.LogGroup.Ref;
      });
      expect(new Set(logs).size).toBe(functionNames.length);
    });

    it('know who may read sealed files: the owner’s side and the verifier, and evaluators and dossiers only after the opening', () => {
      const functions = functionsOf(production());
      const roleOf = (name: string) =>
        `<${functions.get(name)?.properties.Role['Fn::GetAtt'].join('.') ?? name}>`;
      const variables = functions.get('seal-keeper-api')?.properties.Environment.Variables ?? {};
      expect(written(variables['SEALED_READER_ROLE_ARNS']).split(',').sort()).toEqual(
        ['proposals-api'].map(roleOf),
      );
      expect(written(variables['SEALED_FILE_ROLE_ARNS']).split(',').sort()).toEqual(
        ['attachments-api', 'declare-attachment', 'verify-attachment'].map(roleOf).sort(),
      );
      expect(written(variables['SEAL_OPENED_READER_ROLE_ARNS']).split(',').sort()).toEqual(
        ['build-dossier', 'decisions-api', 'evaluation-api'].map(roleOf).sort(),
      );
      expect(written(variables['SEAL_KEEPER_ROLE_ARN'])).toBe(roleOf('seal-keeper-api'));
    });
  });

  describe('the rights', () => {
    const executions = (machine: string) =>
      `arn:<AWS::Partition>:states:${region}:${account}:execution:${machine}:*`;
    const keys = `arn:<AWS::Partition>:kms:${region}:${account}:key/*`;
    const schedules = `arn:<AWS::Partition>:scheduler:${region}:${account}:schedule/first-buyer/*`;
    const files = (folder: string) => `<first-buyer-files-arn>/${folder}/*`;

    it('name single resources, but for these', () => {
      const wildcards = [...functionsOf(production())].flatMap(([name, { statements }]) => {
        const found = statements.flatMap(({ resources }) =>
          resources.filter((resource) => resource.includes('*')),
        );
        return found.length === 0 ? [] : [[name, [...new Set(found)].sort()]];
      });
      expect(Object.fromEntries(wildcards)).toEqual({
        'rounds-api': [executions('first-buyer-purchase'), executions('first-buyer-round')].sort(),
        'seal-keeper-api': ['*', keys].sort(),
        'proposals-api': [keys],
        'declare-attachment': [files('attachments'), keys].sort(),
        'attachments-api': [files('attachments'), keys].sort(),
        'verify-attachment': [files('attachments'), keys].sort(),
        'evaluation-api': [files('attachments'), files('records'), keys].sort(),
        'decisions-api': [files('records'), keys].sort(),
        'dossiers-api': [files('dossiers')],
        'build-dossier': [files('attachments'), files('dossiers'), files('records'), keys].sort(),
        'delete-contents': [files('attachments'), files('dossiers')],
        'objections-api': [files('records')],
        'purchases-api': [files('records')],
        'public-api': [files('records')],
        'round-tasks': [files('records'), schedules].sort(),
        'purchase-tasks': [schedules],
        'watch-submissions': [keys],
        'sequence-entries': ['*'],
        'dispatch-notices': ['*'],
      });
    });

    it('never take every action of a service', () => {
      for (const place of all())
        for (const role of place.all('AWS::IAM::Role'))
          for (const { actions } of statementsOf(place, role)) expect(actions.join()).not.toContain('*');
    });

    it('reach keys only by the tag of a round’s seal, but for the ledger’s, and for files through the store alone', () => {
      const handlesFiles = (name: string) => name.endsWith('-attachment') || name === 'attachments-api';
      for (const place of all())
        for (const [name, { statements }] of functionsOf(place))
          for (const { actions, resources, condition } of statements) {
            const action = actions.find((candidate) => candidate.startsWith('kms:'));
            if (action === undefined || resources.every((resource) => resource.includes('LedgerKey')))
              continue;
            const tag = /CreateKey|TagResource/u.test(action) ? 'aws:RequestTag' : 'aws:ResourceTag';
            expect({ name, condition }).toEqual({
              name,
              condition: {
                StringEquals: { [`${tag}/first-buyer:purpose`]: 'round-seal' },
                ...(handlesFiles(name) ? { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } } : {}),
              },
            });
          }
    });

    it.each([
      [
        'kms:Decrypt',
        [
          'attachments-api',
          'build-dossier',
          'decisions-api',
          'evaluation-api',
          'proposals-api',
          'verify-attachment',
        ],
      ],
      [
        'kms:GenerateDataKey',
        ['attachments-api', 'declare-attachment', 'proposals-api', 'watch-submissions'],
      ],
      ['s3:AbortMultipartUpload', ['attachments-api', 'build-dossier']],
      ['s3:ListMultipartUploadParts', ['attachments-api']],
      [
        'kms:Sign',
        ['build-dossier', 'proposals-api', 'sequence-entries', 'submit-proposal', 'watch-submissions'],
      ],
      ['lambda:InvokeFunction', ['dossiers-api', 'watch-submissions']],
      ['dynamodb:GetRecords', ['dispatch-notices', 'sequence-entries']],
      ['kms:CreateKey', ['seal-keeper-api']],
      ['kms:ScheduleKeyDeletion', []],
      ['kms:CreateGrant', []],
      ['kms:PutKeyPolicy', ['seal-keeper-api']],
      ['states:StartExecution', ['round-tasks', 'rounds-api', 'seal-keeper-api']],
      ['states:StopExecution', ['rounds-api']],
      [
        'states:SendTaskSuccess',
        [
          'deadline-reached',
          'decisions-api',
          'objections-api',
          'purchase-tasks',
          'purchases-api',
          'round-tasks',
          'rounds-api',
          'seal-keeper-api',
        ],
      ],
      ['scheduler:CreateSchedule', ['purchase-tasks', 'round-tasks']],
      ['iam:PassRole', ['purchase-tasks', 'round-tasks']],
      [
        's3:PutObject',
        [
          'attachments-api',
          'build-dossier',
          'decisions-api',
          'declare-attachment',
          'evaluation-api',
          'watch-submissions',
        ],
      ],
      ['cognito-idp:AdminGetUser', ['dispatch-notices', 'mark-second-factor']],
      ['ses:SendEmail', ['dispatch-notices']],
      ['s3:DeleteObject', []],
      ['s3:DeleteObjectVersion', ['delete-contents']],
      ['s3:ListBucketVersions', ['delete-contents']],
      ['dynamodb:DeleteItem', ['delete-contents', 'forget-people', 'proposals-api']],
      ['dynamodb:Scan', []],
      ['dynamodb:DeleteTable', []],
    ])('let %s be taken by %j', (action, holders) => {
      for (const place of all()) expect(holdersOf(place, action)).toEqual(holders);
    });

    it('let the public’s function read, and the ledger’s change nothing', () => {
      const readers = functionNames.filter(
        (name) => !holdersOf(production(), 'dynamodb:UpdateItem').includes(name),
      );
      expect(readers).toEqual(['ledger-api', 'mark-second-factor', 'public-api', 'tell-expiries']);
      expect(holdersOf(production(), 'dynamodb:PutItem')).not.toContain('public-api');
    });

    it('let only files under attachments/ be read by those who never see records, and the reverse', () => {
      const readersOf = (folder: string) =>
        [...functionsOf(production())]
          .filter(([, { statements }]) =>
            statements.some(
              ({ actions, resources }) =>
                actions.includes('s3:GetObject') && resources.includes(files(folder)),
            ),
          )
          .map(([name]) => name)
          .sort();
      expect(readersOf('attachments')).toEqual([
        'attachments-api',
        'build-dossier',
        'evaluation-api',
        'verify-attachment',
      ]);
      expect(readersOf('dossiers')).toEqual(['dossiers-api']);
      expect(readersOf('records')).toEqual([
        'build-dossier',
        'decisions-api',
        'evaluation-api',
        'objections-api',
        'public-api',
        'purchases-api',
        'round-tasks',
      ]);
    });
  });
};
