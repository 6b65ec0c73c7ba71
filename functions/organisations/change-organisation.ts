import { fieldsOf } from '../platform/change.ts';
import { commit, type Commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import type { PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import { type Organisation, type OrganisationAction, organisationTransitions } from './rules.ts';
import { organisationChange, readOrganisation } from './store.ts';

type Asked = Pick<Commit, 'at' | 'idempotency'> & {
  readonly actor: PersonActor;
  readonly organisationId: string;
  readonly action: OrganisationAction;
  /** The version that the act stands on; left out where it stands on none. */
  readonly expectedVersion?: number | null;
};

/**
 * Takes one arrow of an organisation: `step` answers the fields that it changes or refuses, `along` what is written and
 * told with it, given the organisation after it and the version before it. Answers the organisation.
 */
export const changeOrganisation = async (
  table: Table,
  { at, actor, organisationId, action, expectedVersion = null, idempotency }: Asked,
  step: (before: Organisation) => Partial<Organisation> | Refusal,
  along: (after: Organisation, version: number) => Pick<Commit, 'alongside' | 'notices'> = () => ({}),
): Promise<Answer | Refusal> => {
  const before = await readOrganisation(table, organisationId);
  if (before === null) return refuse('not-found');
  const { version } = before.bookkeeping;
  if (expectedVersion !== null && expectedVersion !== version)
    return refuse('version-not-matched', { version });
  const row = findTransition(organisationTransitions, action, before.state);
  if (isRefusal(row)) return row;
  const changed = step(before);
  if (isRefusal(changed)) return changed;
  const after: Organisation = { ...fieldsOf(before), ...changed };
  return commit(table, {
    at,
    actor,
    changes: [organisationChange(before, after, row.action)],
    ...along(after, version),
    idempotency,
    answer: ({ versions: [written = 0] }) => answer(200, presentOrganisation(after, written), written),
  });
};
