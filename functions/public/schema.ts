import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';

export const readDescription = endpoint({
  operation: 'readDescription',
  summary: 'This description of the API (OpenAPI 3.1)',
  method: 'GET',
  path: '/openapi.json',
  servedBy: 'public-api',
  access: 'public',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: noBody,
  answer: v.record(v.string(), v.unknown()),
});
