import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type ApiClient, createApiClient } from '../../infra/local/api-client.ts';
import { userPoolOf } from '../../infra/local/agency.ts';
import { createPerson, type Person } from '../../infra/local/people.ts';

const person = v.object({
  accountId: v.string(),
  email: v.string(),
  password: v.string(),
  authenticator: v.nullable(v.string()),
  token: v.string(),
}) satisfies v.GenericSchema<unknown, Person>;

const stackFile = v.object({
  endpoint: v.string(),
  apiUrl: v.string(),
  portalUrl: v.string(),
  outputs: v.record(v.string(), v.string()),
  agency: v.object({
    organisationId: v.string(),
    staff: person,
    colleague: person,
    approver: person,
    deputy: person,
    auditor: person,
  }),
});

/** The deployed system that all suites of a run share, with the agency's people. */
export type SharedStack = v.InferOutput<typeof stackFile>;

/** Reads where the shared system is. Throws when the run has started none. */
export const sharedStack = (): SharedStack => {
  const file = process.env['FIRST_BUYER_STACK'];
  if (file === undefined) throw new Error('No system runs for this suite: it belongs to the project «stack»');
  return v.parse(stackFile, JSON.parse(readFileSync(file, 'utf8')));
};

/** A new person with an account; the e-mail address is made unique. */
export const newPerson = (stack: SharedStack, name: string): Promise<Person> =>
  createPerson(userPoolOf(stack), `${name}-${crypto.randomUUID().slice(0, 8)}@test.example`);

/** The API as a person (or nobody) calls it. */
export const apiAs = (stack: SharedStack, who: Person | null): ApiClient =>
  createApiClient(stack.apiUrl, who?.token ?? null);
