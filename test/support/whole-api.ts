import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type FunctionName, functionVariables } from '../../functions/platform/environment.ts';
import type { Endpoint } from '../../functions/platform/endpoint.ts';
import { callApi, type HttpAnswer, type HttpRequest } from './http-event.ts';

const project = resolve(import.meta.dirname, '../..');

type Handler = Parameters<typeof callApi>[0];

/** What an SDK client was asked to write, by the name of the command. */
export type DroppedWrite = { readonly command: string; readonly input: unknown };

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const commandName = (command: unknown): string => {
  const made = field(command, 'constructor');
  return typeof made === 'function' ? made.name : '';
};

/**
 * Tells of every command that clients of a class are sent; those that `isDropped` names are answered `{}`, as if they
 * had been carried out.
 */
const watch = (
  prototype: object,
  isDropped: (command: string) => boolean,
  tell: (command: DroppedWrite, isDropped: boolean) => void,
): void => {
  const original: unknown = Reflect.get(prototype, 'send');
  if (typeof original !== 'function') throw new Error('The SDK’s clients send no more');
  Object.defineProperty(prototype, 'send', {
    value: function (this: unknown, command: unknown, ...rest: unknown[]): unknown {
      const name = commandName(command);
      const dropsIt = isDropped(name);
      tell({ command: name, input: field(command, 'input') }, dropsIt);
      return dropsIt ? Promise.resolve({}) : Reflect.apply(original, this, [command, ...rest]);
    },
  });
};

/**
 * Every function of the API as Lambda loads it, in this process, on `environment`. In a rehearsal nothing is written
 * and no machine is told anything: each call finds the world as it was, and `dropped` tells what would have been.
 */
export const createWholeApi = (environment: Readonly<Record<string, string>>) => {
  for (const variable of new Set(Object.values(functionVariables).flat()))
    process.env[variable] = environment[variable] ?? `arn:aws:none:ap-northeast-2:000000000000:${variable}`;
  const state = { isRehearsal: false };
  const dropped: DroppedWrite[] = [];
  const asked: string[] = [];
  const tell = (command: DroppedWrite, isDropped: boolean): void => {
    asked.push(command.command);
    if (isDropped) dropped.push(command);
  };
  watch(
    DynamoDBClient.prototype,
    (command) => state.isRehearsal && /^(?:Put|Update|Delete|Transact)/u.test(command),
    tell,
  );
  watch(SFNClient.prototype, (command) => /^(?:Start|Stop|Send)/u.test(command), tell);
  watch(KMSClient.prototype, () => false, tell);
  watch(S3Client.prototype, () => false, tell);

  const loaded = new Map<FunctionName, Promise<Handler>>();
  const load = async ({ servedBy }: Endpoint): Promise<Handler> => {
    const [file] = globSync(`functions/*/${servedBy}.lambda.ts`, { cwd: project });
    const module: unknown = await import(join(project, file ?? servedBy));
    const handler = field(module, 'handler');
    if (!isHandler(handler)) throw new Error(`${servedBy} has no handler`);
    return handler;
  };
  return {
    state,
    dropped,
    /** The commands that table, store, key service and machines were asked, in their order. */
    asked,
    /** Calls an operation as the gateway does. `parameters` fill its path. */
    async call(
      endpoint: Endpoint,
      parameters: Readonly<Record<string, string>>,
      request: Omit<HttpRequest, 'method' | 'path'>,
    ): Promise<HttpAnswer> {
      const handler = loaded.get(endpoint.servedBy) ?? load(endpoint);
      loaded.set(endpoint.servedBy, handler);
      const path = endpoint.path.replaceAll(
        /\{(\w+)\}/gu,
        (_, name: string) => parameters[name] ?? crypto.randomUUID(),
      );
      return callApi(await handler, { ...request, method: endpoint.method, path });
    },
  };
};

export type WholeApi = ReturnType<typeof createWholeApi>;
