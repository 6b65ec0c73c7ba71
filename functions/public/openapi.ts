import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Endpoint } from '../platform/endpoint.ts';
import type { Operation } from './operations.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** What the description needs beside the operations. */
export type Described = {
  /** The API's version: the project's. */
  readonly version: string;
  /** Where people sign in, without a slash at the end. */
  readonly signInUrl: string;
  readonly operations: readonly Operation[];
  readonly namedSchemas: Readonly<Record<string, v.GenericSchema>>;
};

/** The scope that a token of the sign-in page carries; the gateway asks for it. */
export const portalScope = 'first-buyer/portal';

/**
 * The API's description (OpenAPI 3.1) from what the capabilities declare. Throws where a declaration contradicts
 * another or itself: two operations of one id or one path, a path parameter without a schema or the reverse.
 */
export const describeApi = ({ version, signInUrl, operations, namedSchemas }: Described): JsonObject => {
  assertOperations(operations);
  const describe = createDescribe(namedSchemas);
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const { capability, endpoint } of operations) {
    const path = (paths[endpoint.path] ??= {});
    path[endpoint.method.toLowerCase()] = describeOperation(capability, endpoint, describe);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'first-buyer',
      version,
      description:
        'Buyer-proposed innovation procurement. Instants are in UTC (RFC 3339); money is whole won; a refusal is ' +
        'a problem document (RFC 9457) with a code; lists answer pages with an opaque cursor.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '.', description: 'Where this description was read' }],
    tags: [...new Set(operations.map(({ capability }) => capability))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...describe.named, Problem: problemSchema },
      parameters: headerParameters,
      headers: { ETag: { description: 'The version that `If-Match` names', schema: { type: 'string' } } },
      responses: {
        Problem: {
          description: 'Refused: the code says why, the sentence what to do',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        signIn: {
          type: 'oauth2',
          description:
            'Authorization code with PKCE (S256); the access token goes into `Authorization: Bearer`.',
          flows: {
            authorizationCode: {
              authorizationUrl: `${signInUrl}/oauth2/authorize`,
              tokenUrl: `${signInUrl}/oauth2/token`,
              scopes: { [portalScope]: 'Act as the person who signed in' },
            },
          },
        },
      },
    },
  };
};

type Describe = ReturnType<typeof createDescribe>;

const createDescribe = (namedSchemas: Readonly<Record<string, v.GenericSchema>>) => {
  // What JSON Schema cannot say (a trim, a check by code) is left out: the description is wider than the parser.
  const conversion = {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
  } as const;
  const named: JsonObject = toJsonSchemaDefs(namedSchemas, conversion);
  const convert = (schema: v.GenericSchema): JsonObject => {
    const {
      $schema: _dialect,
      $defs,
      ...converted
    } = toJsonSchema(schema, {
      ...conversion,
      definitions: namedSchemas,
    });
    const unnamed = Object.keys($defs ?? {}).find((name) => named[name] === undefined);
    if (unnamed !== undefined)
      throw new Error('A schema that contains itself must be exported by its schema.ts');
    return converted;
  };
  return {
    named,
    schema: convert,
    /** The entries of an object, each with its schema and whether it may be left out. */
    entries(schema: v.GenericSchema, place: string): readonly Entry[] {
      const converted = convert(schema);
      const target = typeof converted['$ref'] === 'string' ? named[lastPart(converted['$ref'])] : converted;
      const { properties, required } = isObject(target) ? target : {};
      if (!isObject(properties)) throw new Error(`${place} must be an object`);
      const names: readonly unknown[] = Array.isArray(required) ? required : [];
      return Object.entries(properties).map(([name, entry]) => ({
        name,
        schema: entry,
        isRequired: names.includes(name),
      }));
    },
  };
};

type Entry = { readonly name: string; readonly schema: unknown; readonly isRequired: boolean };

const describeOperation = (capability: string, endpoint: Endpoint, describe: Describe): JsonObject => {
  const isWrite = endpoint.method !== 'GET' && endpoint.access === 'signed-in';
  const hasBody = endpoint.body.type !== 'null';
  return {
    operationId: endpoint.operation,
    summary: endpoint.summary,
    tags: [capability],
    'x-served-by': endpoint.servedBy,
    'x-access': endpoint.access,
    security: endpoint.access === 'public' ? [] : [{ signIn: [portalScope] }],
    parameters: [
      ...parametersIn('path', endpoint, describe),
      ...parametersIn('query', endpoint, describe),
      ...(isWrite
        ? [{ $ref: '#/components/parameters/IdempotencyKey' }, { $ref: '#/components/parameters/IfMatch' }]
        : []),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: endpoint.body.type !== 'nullable',
            content: { 'application/json': { schema: describe.schema(endpoint.body) } },
          },
        }
      : {}),
    responses: {
      [endpoint.status]: {
        description: answers[endpoint.status],
        headers: { ETag: { $ref: '#/components/headers/ETag' } },
        content: { [endpoint.mediaType ?? 'application/json']: { schema: describe.schema(endpoint.answer) } },
      },
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  };
};

const answers = { 200: 'Done', 201: 'Made', 202: 'Taken on; it goes on by itself' } as const;

const parametersIn = (
  place: 'path' | 'query',
  endpoint: Endpoint,
  describe: Describe,
): readonly JsonObject[] => {
  const schema = place === 'path' ? endpoint.parameters : endpoint.query;
  const entries = describe.entries(schema, `The ${place} of ${endpoint.operation}`);
  if (place === 'path') assertPathParameters(endpoint, entries);
  return entries.map((entry) => ({
    name: entry.name,
    in: place,
    required: place === 'path' || entry.isRequired,
    schema: entry.schema,
  }));
};

const assertPathParameters = (endpoint: Endpoint, entries: readonly Entry[]): void => {
  const inPath = [...endpoint.path.matchAll(/\{([^}]+)\}/gu)].map(([, name]) => name).sort();
  const declared = entries.map(({ name }) => name).sort();
  if (inPath.join() !== declared.join())
    throw new Error(
      `${endpoint.operation}: the path ${endpoint.path} and its parameters [${declared.join(', ')}] differ`,
    );
};

const assertOperations = (operations: readonly Operation[]): void => {
  const ids = operations.map(({ endpoint }) => endpoint.operation);
  // The gateway tells paths apart by where their parameters stand, not by the parameters' names.
  const routes = operations.map(
    ({ endpoint }) => `${endpoint.method} ${endpoint.path.replaceAll(/\{[^}]+\}/gu, '{}')}`,
  );
  for (const values of [ids, routes]) {
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) throw new Error(`Two operations are declared as ${twice}`);
  }
};

const headerParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'One key, one effect: the same request again, within 30 days, is answered by the first answer; another ' +
      'request under the key is refused.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag that was read: refused if the thing has changed since.',
    schema: { type: 'string', pattern: '^"\\d{1,15}"$' },
  },
} as const;

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'details'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'In Korean or English, by `Accept-Language`' },
    code: { type: 'string' },
    instance: { type: 'string', format: 'uri', description: 'Names the request' },
    details: { type: 'object' },
  },
} as const;

const lastPart = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
