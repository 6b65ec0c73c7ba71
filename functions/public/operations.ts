import type * as v from 'valibot';
import * as attachments from '../attachments/schema.ts';
import * as calendar from '../calendar/schema.ts';
import * as challenges from '../challenges/schema.ts';
import * as decisions from '../decisions/schema.ts';
import * as designations from '../designations/schema.ts';
import * as dossiers from '../dossiers/schema.ts';
import * as evaluation from '../evaluation/schema.ts';
import * as firstUse from '../first-use/schema.ts';
import * as ledger from '../ledger/schema.ts';
import * as notices from '../notices/schema.ts';
import * as objections from '../objections/schema.ts';
import * as organisations from '../organisations/schema.ts';
import * as outages from '../outages/schema.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import * as shared from '../platform/schemas.ts';
import * as proposals from '../proposals/schema.ts';
import * as purchases from '../purchases/schema.ts';
import * as questions from '../questions/schema.ts';
import * as rounds from '../rounds/schema.ts';
import * as publicRecords from './schema.ts';

/** What each capability declares. */
const capabilities: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  attachments,
  calendar,
  challenges,
  decisions,
  designations,
  dossiers,
  evaluation,
  'first-use': firstUse,
  ledger,
  notices,
  objections,
  organisations,
  outages,
  proposals,
  public: publicRecords,
  purchases,
  questions,
  rounds,
};

/** An operation with the capability that declares it. */
export type Operation = { readonly capability: string; readonly endpoint: Endpoint };

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'operation' in value && 'servedBy' in value;

const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

/** Every operation of the API, in the order of the capabilities' names. */
export const operations: readonly Operation[] = Object.entries(capabilities)
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .flatMap(([capability, declared]) =>
    Object.values(declared)
      .filter(isEndpoint)
      .map((endpoint) => ({ capability, endpoint })),
  );

/**
 * The schemas that capabilities export, under the names that the description gives them: `roundView` is
 * `RoundView`, `policySchema` is `Policy`; where two capabilities export different schemas of one name, the
 * capability's goes before it.
 */
export const namedSchemas: Readonly<Record<string, v.GenericSchema>> = nameSchemas({
  shared,
  ...capabilities,
});

function nameSchemas(
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Readonly<Record<string, v.GenericSchema>> {
  const exported = Object.entries(modules).flatMap(([module, declared]) =>
    Object.entries(declared).flatMap(([name, value]) => (isSchema(value) ? [{ module, name, value }] : [])),
  );
  const isAmbiguous = ({ name, value }: { name: string; value: v.GenericSchema }): boolean =>
    exported.some((other) => other.name === name && other.value !== value);
  return Object.fromEntries(
    exported.map((schema) => [
      `${isAmbiguous(schema) ? capitalised(schema.module) : ''}${capitalised(schema.name)}`,
      schema.value,
    ]),
  );
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/Schema$/u, '');
}
