import { describe, expect, it } from '@jest/globals';
import { type Places, portalOrigin } from '../assembly.ts';
import { functionsOf } from '../functions.ts';

/** What must outlive every release. */
export const checkData = ({ production, local, all }: Places): void => {
  describe('the table', () => {
    it('has the keys, indexes, stream and expiry that the stores count on', () => {
      for (const place of all())
        expect(place.one('AWS::DynamoDB::Table').Properties).toMatchObject({
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          GlobalSecondaryIndexes: [
            {
              IndexName: 'collection',
              KeySchema: [{ AttributeName: 'collection' }, { AttributeName: 'position' }],
              Projection: { ProjectionType: 'ALL' },
            },
            {
              IndexName: 'log',
              KeySchema: [{ AttributeName: 'log' }, { AttributeName: 'logPosition' }],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
          TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
        });
    });
  });

  describe('the bucket', () => {
    it('is private, encrypted, versioned, and tells EventBridge what came', () => {
      for (const place of all())
        for (const bucket of place.all('AWS::S3::Bucket'))
          expect(bucket.Properties).toMatchObject({
            PublicAccessBlockConfiguration: {
              BlockPublicAcls: true,
              BlockPublicPolicy: true,
              IgnorePublicAcls: true,
              RestrictPublicBuckets: true,
            },
            BucketEncryption: {
              ServerSideEncryptionConfiguration: [
                { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
              ],
            },
            OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          });
      for (const place of all())
        expect(place.one('AWS::S3::Bucket', 'Files8').Properties).toMatchObject({
          VersioningConfiguration: { Status: 'Enabled' },
          NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        });
    });

    it('takes browsers from the portal alone, to put and to get', () => {
      const { CorsConfiguration } = production().one('AWS::S3::Bucket', 'Files8').Properties;
      expect(CorsConfiguration).toMatchObject({
        CorsRules: [{ AllowedOrigins: [portalOrigin], AllowedMethods: ['PUT', 'GET'] }],
      });
    });

    it('refuses plain HTTP on AWS, each bucket of it', () => {
      const policies = production().all('AWS::S3::BucketPolicy');
      expect(policies).toHaveLength(production().all('AWS::S3::Bucket').length);
      for (const { Properties } of policies)
        expect(JSON.stringify(Properties)).toContain(
          '"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
        );
    });
  });

  describe('signing in', () => {
    it('goes by code with PKCE for a client without a secret, and by password on this machine only', () => {
      const expected = {
        GenerateSecret: false,
        AllowedOAuthFlows: ['code'],
        CallbackURLs: [`${portalOrigin}/signed-in`, `${portalOrigin}/signed-in-again`],
        LogoutURLs: [`${portalOrigin}/`],
        PreventUserExistenceErrors: 'ENABLED',
      };
      const { Properties } = production().one('AWS::Cognito::UserPoolClient');
      expect(Properties).toMatchObject(expected);
      expect(JSON.stringify(Properties)).not.toContain('PASSWORD');
      const { ExplicitAuthFlows } = local().one('AWS::Cognito::UserPoolClient').Properties;
      expect(ExplicitAuthFlows).toContain('ALLOW_USER_PASSWORD_AUTH');
    });

    it('marks the tokens of accounts with a second factor, by a function that may look people up and no more', () => {
      for (const place of all()) {
        const mark = functionsOf(place).get('mark-second-factor');
        expect(place.one('AWS::Cognito::UserPool').Properties['LambdaConfig']).toEqual({
          PreTokenGenerationConfig: {
            LambdaArn: { 'Fn::GetAtt': [mark?.resource.id, 'Arn'] },
            LambdaVersion: 'V2_0',
          },
        });
        expect(mark?.properties.Timeout).toBe(5);
        const pool = `<${place.one('AWS::Cognito::UserPool').id}.Arn>`;
        expect(mark?.statements.filter(({ actions }) => !actions.join().startsWith('logs:'))).toEqual([
          { actions: ['cognito-idp:AdminGetUser'], resources: [pool], condition: undefined },
        ]);
      }
    });

    it('offers a second factor by an authenticator, never by SMS, and watches for stolen passwords', () => {
      expect(production().one('AWS::Cognito::UserPool').Properties).toMatchObject({
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        UserPoolTier: 'PLUS',
        UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
        DeletionProtection: 'ACTIVE',
        UsernameAttributes: ['email'],
        Policies: { PasswordPolicy: { MinimumLength: 12 } },
      });
    });
  });

  describe('the ledger’s key', () => {
    it('signs Ed25519 and does nothing else', () => {
      for (const place of all())
        expect(place.one('AWS::KMS::Key').Properties).toMatchObject({
          KeySpec: 'ECC_NIST_EDWARDS25519',
          KeyUsage: 'SIGN_VERIFY',
        });
    });
  });
};
