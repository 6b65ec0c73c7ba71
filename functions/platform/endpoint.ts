import * as v from 'valibot';
import type { FunctionName } from './environment.ts';

type Schema = v.GenericSchema;

/**
 * One operation of the API as data: what the gateway routes, what a handler receives and answers, and what the
 * published description says are all read from this.
 */
export type Endpoint<
  Parameters extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Answered extends Schema = Schema,
> = {
  /** The operation's id, camel case, unique: `submitProposal`. */
  readonly operation: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with parameters in braces: `/rounds/{roundId}`. */
  readonly path: string;
  /** The function that serves it. */
  readonly servedBy: FunctionName;
  /** `public` needs no account; `signed-in` needs a token with the API's scope. */
  readonly access: 'public' | 'signed-in';
  readonly status: 200 | 201 | 202;
  /** The media type of an answer that is a text as it stands; JSON where nothing is said. */
  readonly mediaType?: 'text/calendar';
  readonly parameters: Parameters;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answered;
};

/** For operations without path parameters, query or body: whatever is sent there is refused. */
export const noParameters = v.strictObject({});
export const noQuery = v.strictObject({});
export const noBody = v.null();

/** Declares an operation; the types of its handler follow from the schemas. */
export const endpoint = <P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  declared: Endpoint<P, Q, B, A>,
): Endpoint<P, Q, B, A> => declared;
