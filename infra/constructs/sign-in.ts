import { Duration } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/platform/environment.ts';
import type { Build } from '../build.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { createServiceFunctions } from './service-function.ts';
import { createServiceRoles } from './service-role.ts';

type Props = { readonly settings: Settings; readonly build: Build };

const functionNames = ['mark-second-factor'] as const;

/** Accounts and the page on which people sign in. It says who someone is; what they may do stands in the table. */
export class SignIn extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  readonly domain: UserPoolDomain;
  /** What the pool asks before it issues a token. */
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;

  constructor(scope: Construct, id: string, { settings, build }: Props) {
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
    this.functions = this.markSecondFactors({ settings, build });
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
        callbackUrls: [`${settings.portalOrigin}/signed-in`, `${settings.portalOrigin}/signed-in-again`],
        logoutUrls: [`${settings.portalOrigin}/`],
      },
    });
    this.domain = this.userPool.addDomain('Page', {
      cognitoDomain: { domainPrefix: settings.signInPrefix },
    });
    acknowledge(this.userPool, {
      'AwsSolutions-COG2':
        'People sign up by themselves, and the pool knows no roles: it offers everyone a second factor, and the functions give nobody a right of the agency without one.',
      ...(isPlus
        ? {}
        : {
            'AwsSolutions-COG3': 'The context chose the plan without threat protection.',
            'AwsSolutions-COG8': 'The context chose the plan without threat protection.',
          }),
    });
  }

  /** Access tokens say whether the account has a second factor, which the pool then asks for at each sign-in. */
  private markSecondFactors({ settings, build }: Props): ReadonlyMap<FunctionName, LambdaFunction> {
    const identities = createServiceRoles(this, functionNames, { 'mark-second-factor': [] }, settings);
    const functions = createServiceFunctions(this, functionNames, {
      build,
      identities,
      variables: { 'mark-second-factor': {} },
      // The pool waits five seconds for it.
      sizing: { 'mark-second-factor': { memoryInMebibytes: 512, timeoutInSeconds: 5 } },
    });
    const mark = functions.get('mark-second-factor');
    if (mark === undefined) throw new Error('The sign-in lacks its function');
    this.userPool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, mark, LambdaVersion.V2_0);
    // Not in the role itself, which must be there before the pool that this names.
    new Policy(this, 'LookUpPerson', {
      roles: [identities['mark-second-factor'].role],
      statements: [
        new PolicyStatement({
          actions: ['cognito-idp:AdminGetUser'],
          resources: [this.userPool.userPoolArn],
        }),
      ],
    });
    return functions;
  }
}
