import { Duration } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';

/** Accounts and the page on which people sign in. It says who someone is; what they may do stands in the table. */
export class SignIn extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const isPlus = settings.featurePlan === FeaturePlan.PLUS;
    this.userPool = new UserPool(this, 'Accounts', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: settings.featurePlan,
      ...(isPlus ? { standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION } : {}),
      deletionProtection: settings.isProtected,
      removalPolicy: settings.removalPolicy,
    });
    const portal = new ResourceServerScope({
      scopeName: 'portal',
      scopeDescription: 'Act in first-buyer as the person who signed in',
    });
    const api = this.userPool.addResourceServer('Api', { identifier: 'first-buyer', scopes: [portal] });
    this.client = this.userPool.addClient('Portal', {
      generateSecret: false,
      authFlows: { userPassword: settings.signsInByPassword },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.hours(12),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        // The account's own scope lets a person set up the second factor from the portal.
        scopes: [
          OAuthScope.OPENID,
          OAuthScope.EMAIL,
          OAuthScope.COGNITO_ADMIN,
          OAuthScope.resourceServer(api, portal),
        ],
        callbackUrls: [`${settings.portalOrigin}/signed-in`],
        logoutUrls: [`${settings.portalOrigin}/`],
      },
    });
    this.domain = this.userPool.addDomain('Page', {
      cognitoDomain: { domainPrefix: settings.signInPrefix },
    });
    acknowledge(this.userPool, {
      'AwsSolutions-COG2':
        'People sign up by themselves, and the pool knows no roles: it can offer everyone a second factor, but not demand one of staff alone.',
      ...(isPlus
        ? {}
        : {
            'AwsSolutions-COG3': 'The context chose the plan without threat protection.',
            'AwsSolutions-COG8': 'The context chose the plan without threat protection.',
          }),
    });
  }
}
