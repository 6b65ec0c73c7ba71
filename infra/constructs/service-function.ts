import { Duration } from 'aws-cdk-lib';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionName, Variables } from '../../functions/platform/environment.ts';
import type { Build } from '../build.ts';
import type { ServiceRole } from './service-role.ts';

/** How much a function gets, and where its events go. */
export type Sizing = {
  readonly functionName?: string;
  readonly memoryInMebibytes: number;
  readonly timeoutInSeconds: number;
  /** For a function that is called without waiting: takes the events that it failed on three times. */
  readonly onFailure?: IQueue;
};

export type ServiceFunctionsProps<Name extends FunctionName> = {
  readonly build: Build;
  readonly identities: Readonly<Record<Name, ServiceRole>>;
  readonly variables: { readonly [Each in Name]: Variables<Each> };
  readonly sizing: Readonly<Record<Name, Sizing>>;
};

/** The functions of a stack by name. */
export const createServiceFunctions = <Name extends FunctionName>(
  scope: Construct,
  names: readonly Name[],
  { build, identities, variables, sizing }: ServiceFunctionsProps<Name>,
): ReadonlyMap<FunctionName, LambdaFunction> =>
  new Map(
    names.map((name) => [
      name,
      createFunction(scope, name, build.codeOf(name), identities[name], variables[name], sizing[name]),
    ]),
  );

const createFunction = <Name extends FunctionName>(
  scope: Construct,
  name: Name,
  code: string,
  { role, logGroup }: ServiceRole,
  variables: Variables<Name>,
  { functionName, memoryInMebibytes, timeoutInSeconds, onFailure }: Sizing,
): LambdaFunction =>
  new LambdaFunction(scope, name, {
    ...(functionName === undefined ? {} : { functionName }),
    description: name,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(code, { exclude: ['*.map'] }),
    role,
    environment: { ...variables },
    memorySize: memoryInMebibytes,
    timeout: Duration.seconds(timeoutInSeconds),
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    // The platform's own lines would tell each call: who runs the cloud sees enough in the metrics.
    systemLogLevelV2: SystemLogLevel.WARN,
    ...(onFailure === undefined ? {} : { onFailure: new SqsDestination(onFailure), retryAttempts: 2 }),
  });
