import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import {
  acceptOffer,
  endMembership as endMembershipOf,
  organisationTransitions,
  withPeople,
} from './rules.ts';
import { acceptMembership, endMembership } from './schema.ts';
import { membershipWrites, organisationChange, readOrganisation } from './store.ts';

/** A person accepts the membership that is offered: from now on it gives rights, and conflicts of interest. */
export const createAcceptMembership = ({ table }: { readonly table: Table }): Implementation =>
  implement(acceptMembership, async ({ account, idempotency, parameters, receivedAt }) => {
    const { accountId } = account;
    const before = await readOrganisation(table, parameters.organisationId);
    // To who is not asked in, an organisation that exists is like one that does not.
    if (before?.offers[accountId] === undefined) return refuse('not-found');
    const accepted = acceptOffer(before, accountId);
    if (isRefusal(accepted)) return accepted;
    const row = findTransition(organisationTransitions, 'accept', before.state);
    if (isRefusal(row)) return row;
    const after = withPeople(fieldsOf(before), accepted);
    return commit(table, {
      at: receivedAt,
      actor: { kind: 'account', accountId },
      changes: [organisationChange(before, after, row.action)],
      alongside: membershipWrites(before, after, [accountId]),
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentOrganisation(after, version), version),
    });
  });

/** A person leaves an organisation, unless nobody would be left to administer it, or declines its offer. */
export const createEndMembership = ({ table }: { readonly table: Table }): Implementation =>
  implement(endMembership, async ({ account, idempotency, parameters, receivedAt }) => {
    const { accountId } = account;
    const before = await readOrganisation(table, parameters.organisationId);
    if (before === null || (before.offers[accountId] ?? before.members[accountId]) === undefined)
      return refuse('not-found');
    const ended = endMembershipOf(before, accountId);
    if (isRefusal(ended)) return ended;
    const { action, members, offers } = ended;
    const row = findTransition(organisationTransitions, action, before.state);
    if (isRefusal(row)) return row;
    const after = withPeople(fieldsOf(before), { members, offers });
    const { organisationId } = after;
    return commit(table, {
      at: receivedAt,
      actor: { kind: 'account', accountId },
      changes: [organisationChange(before, after, row.action)],
      alongside: membershipWrites(before, after, [accountId]),
      idempotency,
      answer: () => answer(200, { organisationId, ended: action === 'leave' ? 'membership' : 'offer' }),
    });
  });
