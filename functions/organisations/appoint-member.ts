import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import { refuseOrganisation } from './refusals.ts';
import { appoint, type Organisation, organisationTransitions, withPeople } from './rules.ts';
import { appointMember } from './schema.ts';
import { ensureAccount, membershipWrites, organisationChange, readOrganisation } from './store.ts';

/**
 * An administrator offers a person a membership, changes a member's roles, or ends either. Rights change at the
 * next request; whoever is no member yet has none before accepting.
 */
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
      const appointment = appoint(before, parameters.accountId, body.roles);
      if (isRefusal(appointment)) return appointment;
      const { action, members, offers } = appointment;
      const row = findTransition(organisationTransitions, action, before.state);
      if (isRefusal(row)) return row;

      const after = withPeople(fieldsOf(before), { members, offers });
      await ensureAccount(table, parameters.accountId);
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [organisationChange(before, after, row.action)],
        alongside: membershipWrites(before, after, [parameters.accountId]),
        notices: action === 'offer' ? [offerNotice(after, parameters.accountId, version)] : [],
        idempotency,
        answer: ({ versions: [written = 0] }) => answer(200, presentOrganisation(after, written), written),
      });
    },
  );

/** Once for each offer: the version tells an offer from one that was declined before. */
const offerNotice = ({ organisationId }: Organisation, accountId: string, version: number): Notice => ({
  noticeId: `membership-offered/${organisationId}/${accountId}/${version}`,
  kind: 'membership-offered',
  audience: { kind: 'account', accountId },
  roundId: null,
  proposalId: null,
  facts: { organisationId },
});
