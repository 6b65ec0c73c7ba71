import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import { refuseOrganisation } from './refusals.ts';
import { appoint, type Organisation, organisationTransitions } from './rules.ts';
import { appointMember } from './schema.ts';
import { ensureAccount, membershipWrite, organisationChange, readOrganisation } from './store.ts';

/** An administrator gives a person roles in the organisation, changes them, or ends the membership. */
export const createAppointMember = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    appointMember,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const actor = actAs(account, ['administrator'], parameters.organisationId);
      if (isRefusal(actor)) return actor;
      if (parameters.accountId === actor.accountId) return refuseOrganisation('own-membership');
      const before = await readOrganisation(table, parameters.organisationId);
      if (before === null) return refuse('not-found');
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const row = findTransition(organisationTransitions, 'appoint', before.state);
      if (isRefusal(row)) return row;
      const members = appoint(before, parameters.accountId, body.roles);
      if (isRefusal(members)) return members;

      const organisation = fieldsOf(before);
      const after: Organisation = { ...organisation, members };
      await ensureAccount(table, parameters.accountId);
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [organisationChange(before, after, row.action)],
        alongside: [membershipWrite(after, parameters.accountId, members[parameters.accountId] ?? [])],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(200, presentOrganisation(after, version), version),
      });
    },
  );
