import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import { founderRoles, type Organisation, organisationTransitions } from './rules.ts';
import { decideClaim } from './schema.ts';
import { membershipWrite, organisationChange, readOrganisation, releaseBusinessNumber } from './store.ts';

/** Staff confirm a claim, which makes the claimant a member, or refuse it, which frees the number. */
export const createDecideClaim = ({ table }: { readonly table: Table }): Implementation =>
  implement(decideClaim, async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readOrganisation(table, parameters.organisationId);
    if (before === null) return refuse('not-found');
    const { version } = before.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const row = findTransition(organisationTransitions, body.decision, before.state);
    if (isRefusal(row)) return row;
    if (before.claimedBy === actor.accountId) return refuse('same-person');

    const organisation = fieldsOf(before);
    const roles = row.to === 'CONFIRMED' ? founderRoles(organisation.kind) : [];
    const after: Organisation = {
      ...organisation,
      state: row.to,
      members: row.to === 'CONFIRMED' ? { [organisation.claimedBy]: roles } : {},
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [organisationChange(before, after, row.action, body.reason)],
      alongside: [
        row.to === 'CONFIRMED'
          ? membershipWrite(after, organisation.claimedBy, roles)
          : releaseBusinessNumber(after),
      ],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentOrganisation(after, version), version),
    });
  });
