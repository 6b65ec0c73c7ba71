import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import * as v from 'valibot';
import {
  type Endpoint,
  endpoint,
  noBody,
  noParameters,
  noQuery,
} from '../../../functions/platform/endpoint.ts';
import { describeApi } from '../../../functions/public/openapi.ts';
import { namedSchemas, type Operation, operations } from '../../../functions/public/operations.ts';

const signInUrl = 'https://sign-in.example.org';
const describeOperations = (some: readonly Operation[], schemas: Record<string, v.GenericSchema> = {}) =>
  describeApi({ version: '1.0.0', signInUrl, operations: some, namedSchemas: schemas });

const documentSchema = v.object({
  paths: v.record(
    v.string(),
    v.record(
      v.string(),
      v.object({
        operationId: v.string(),
        'x-served-by': v.string(),
        'x-access': v.string(),
        security: v.array(v.record(v.string(), v.array(v.string()))),
        parameters: v.array(v.record(v.string(), v.unknown())),
        requestBody: v.optional(v.unknown()),
        responses: v.record(v.string(), v.unknown()),
      }),
    ),
  ),
  components: v.object({ schemas: v.record(v.string(), v.unknown()) }),
});

const whole = describeApi({ version: '1.0.0', signInUrl, operations, namedSchemas });
const described = Object.entries(v.parse(documentSchema, whole).paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

/** A declaration with some of its parts replaced. */
const declared = (changes: Partial<Endpoint>): Operation => ({
  capability: 'rounds',
  endpoint: {
    ...endpoint({
      operation: 'readThing',
      summary: 'A thing',
      method: 'GET',
      path: '/things/{thingId}',
      servedBy: 'rounds-api',
      access: 'signed-in',
      status: 200,
      parameters: v.strictObject({ thingId: v.pipe(v.string(), v.uuid()) }),
      query: noQuery,
      body: noBody,
      answer: v.object({ name: v.string() }),
    }),
    ...changes,
  },
});

describe('the description of the whole API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(whole));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('has nothing that its references do not find', () => {
    const { schemas } = v.parse(documentSchema, whole).components;
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"([^"]+)"/gu)].map(
      ([, target = '']) => target,
    );
    const isFound = (target: string) =>
      target.startsWith('#/components/schemas/')
        ? Object.hasOwn(schemas, target.slice('#/components/schemas/'.length))
        : /^#\/components\/(?:parameters\/(?:IdempotencyKey|IfMatch)|headers\/ETag|responses\/Problem)$/u.test(
            target,
          );
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((target) => !isFound(target))).toEqual([]);
  });

  it('has the operations of every capability', () => {
    const root = resolve(import.meta.dirname, '../../..');
    const capabilities = globSync('functions/*/schema.ts', { cwd: root }).map((path) => path.split('/')[1]);
    expect(new Set(operations.map(({ capability }) => capability))).toEqual(new Set(capabilities));
    expect(described).toHaveLength(operations.length);
  });

  it('declares every parameter of every path, and no other', () => {
    for (const { path, parameters } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort();
      const named = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
      expect({ path, parameters: named.sort() }).toEqual({ path, parameters: inPath });
    }
  });

  it('asks for an account everywhere but where the declaration says public', () => {
    const open = described
      .filter(({ security }) => security.length === 0)
      .map(({ operationId }) => operationId);
    const declaredOpen = operations
      .filter(({ endpoint: { access } }) => access === 'public')
      .map(({ endpoint: { operation } }) => operation);
    expect(open.sort()).toEqual([...declaredOpen].sort());
    expect(open).toContain('readDescription');
    expect(open).not.toContain('readAccount');
  });

  it('offers both headers on each write of an account, and on nothing else', () => {
    for (const { operationId, method, parameters, security } of described) {
      const headers = parameters.flatMap((parameter) => parameter['$ref'] ?? []);
      const isWrite = method !== 'get' && security.length > 0;
      expect({ operationId, headers }).toEqual({
        operationId,
        headers: isWrite ? ['#/components/parameters/IdempotencyKey', '#/components/parameters/IfMatch'] : [],
      });
    }
  });
});

describe('a description', () => {
  it('says what JSON Schema can say, and leaves out what only the parser knows', () => {
    const body = v.strictObject({
      reason: v.pipe(
        v.string(),
        v.transform((written) => written.trim()),
        v.maxLength(10),
        v.check((written) => written !== 'no'),
      ),
    });
    const document = describeOperations([declared({ method: 'POST', body })]);
    expect(v.parse(documentSchema, document).paths['/things/{thingId}']?.['post']?.requestBody).toEqual({
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { reason: { type: 'string', maxLength: 10 } },
            required: ['reason'],
            additionalProperties: false,
          },
        },
      },
    });
  });

  it('refers to an exported schema by its name, in a query as well', () => {
    const view = v.object({ name: v.string() });
    const query = v.strictObject({ cursor: v.optional(v.string()) });
    const operation = declared({ answer: v.array(view), query });
    const { paths, components } = v.parse(
      documentSchema,
      describeOperations([operation], { View: view, Query: query }),
    );
    expect(JSON.stringify(paths)).toContain('"items":{"$ref":"#/components/schemas/View"}');
    expect(paths['/things/{thingId}']?.['get']?.parameters).toContainEqual({
      name: 'cursor',
      in: 'query',
      required: false,
      schema: { type: 'string' },
    });
    expect(components.schemas['View']).toEqual({
      type: 'object',
      properties: { name: { type: 'string' } },
      required: ['name'],
    });
  });

  it.each([
    [
      'one id',
      declared({}),
      declared({ path: '/others/{thingId}' }),
      'Two operations are declared as readThing',
    ],
    [
      'one route',
      declared({}),
      declared({ operation: 'readIt', path: '/things/{id}', parameters: v.strictObject({ id: v.string() }) }),
      'Two operations are declared as GET /things/{}',
    ],
  ])('is refused for two operations of %s', (_, first, second, message) => {
    expect(() => describeOperations([first, second])).toThrow(message);
  });

  it.each([
    ['a path parameter without a schema', declared({ parameters: noParameters })],
    ['a schema for a parameter that the path lacks', declared({ path: '/things' })],
  ])('is refused for %s', (_, operation) => {
    expect(() => describeOperations([operation])).toThrow(/^readThing: the path .* differ$/u);
  });

  it('is refused for a query that is no object', () => {
    expect(() => describeOperations([declared({ query: v.string() })])).toThrow(
      'The query of readThing must be an object',
    );
  });
});
