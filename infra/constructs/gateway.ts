import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  type HttpRouteIntegration,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/platform/environment.ts';
import type { Route } from '../build.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import type { SignIn } from './sign-in.ts';

type Props = {
  readonly settings: Settings;
  readonly routes: readonly Route[];
  readonly functions: ReadonlyMap<FunctionName, LambdaFunction>;
  /** Answers what no route fits. */
  readonly fallback: FunctionName;
  readonly signIn: SignIn;
};

/**
 * A route that needs an account asks for a scope, since without one the gateway takes ID tokens, too. The portal's
 * page gives the first, a sign-in by script the second.
 */
const scopes = ['first-buyer/portal', 'aws.cognito.signin.user.admin'];

const publicRoute = {
  'AwsSolutions-APIG4': 'Published records, and the answer that there is nothing, need no account.',
};

/** Who called, and what for, stands in no log: the routes alone would count the submissions (DOMAIN.md, invariant 2). */
const accessLogLine = JSON.stringify({
  requestId: '$context.requestId',
  receivedAt: '$context.requestTimeEpoch',
  status: '$context.status',
  latencyInMilliseconds: '$context.responseLatency',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
});

/** The HTTP API: one route for each operation, and one for whatever else is asked. */
export class Gateway extends Construct {
  readonly api: HttpApi;
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { settings, routes, functions, fallback, signIn }: Props) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName: 'first-buyer', createDefaultStage: false });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: settings.logRetention,
      removalPolicy: settings.removalPolicy,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: settings.throttling,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(accessLogLine),
      },
    });
    const { userPoolId } = signIn.userPool;
    const authorizer = new HttpJwtAuthorizer(
      'Accounts',
      // The pool's own attribute for it is unknown to the emulator.
      `https://cognito-idp.${settings.region}.amazonaws.com/${userPoolId}`,
      { jwtAudience: [signIn.client.userPoolClientId] },
    );
    const none = new HttpNoneAuthorizer();
    const integrations = new Map<FunctionName, HttpRouteIntegration>();
    const integrationOf = (name: FunctionName): HttpRouteIntegration | undefined => {
      const target = functions.get(name);
      if (target === undefined) return undefined;
      // A permission for each route would outgrow a function's policy.
      const made =
        integrations.get(name) ?? new HttpLambdaIntegration(name, target, { scopePermissionToRoute: false });
      integrations.set(name, made);
      return made;
    };
    for (const { path, method, servedBy, isPublic } of routes) {
      const integration = integrationOf(servedBy);
      if (integration === undefined) continue;
      const made = this.api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        ...(isPublic ? { authorizer: none } : { authorizer, authorizationScopes: scopes }),
      });
      if (isPublic) for (const route of made) acknowledge(route, publicRoute);
    }
    const target = functions.get(fallback);
    if (target !== undefined)
      acknowledge(
        new HttpRoute(this, 'Fallback', {
          httpApi: this.api,
          routeKey: HttpRouteKey.DEFAULT,
          // An integration of its own: the permission for all routes does not fit the one without a method.
          integration: new HttpLambdaIntegration('fallback', target),
          authorizer: none,
        }),
        publicRoute,
      );
  }
}
