import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import { refuseOrganisation } from './refusals.ts';
import { type Organisation, organisationTransitions } from './rules.ts';
import { hashOfCode, join, openInvitation } from './rules/invitations.ts';
import { joinOrganisation, readMemberInvitation } from './schema.ts';
import { ensureAccount, membershipWrite, organisationChange, readOrganisation } from './store.ts';

type Dependencies = { readonly table: Table };

/** What an invitation is to, before one accepts it; an organisation that is not there is like an invitation that is not. */
export const createReadMemberInvitation = ({ table }: Dependencies): Implementation =>
  implement(readMemberInvitation, async ({ parameters, receivedAt }) => {
    const organisation = await readOrganisation(table, parameters.organisationId);
    if (organisation === null) return refuseOrganisation('invitation-not-open');
    const invitation = openInvitation(organisation, parameters.codeSha256, receivedAt);
    if (isRefusal(invitation)) return invitation;
    const { organisationId, kind, name } = organisation;
    const { roles, expiresAt } = invitation;
    return answer(200, { organisationId, kind, organisationName: name, roles, expiresAt });
  });

/** Whoever has the code becomes a member by their own act, once; rights and conflicts of interest begin with it. */
export const createJoinOrganisation = ({ table }: Dependencies): Implementation =>
  implement(joinOrganisation, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const { accountId } = account;
    const before = await readOrganisation(table, parameters.organisationId);
    if (before === null) return refuseOrganisation('invitation-not-open');
    const row = findTransition(organisationTransitions, 'join', before.state);
    if (isRefusal(row)) return refuseOrganisation('invitation-not-open');
    const joined = join(before, account, hashOfCode(body.code), receivedAt);
    if (isRefusal(joined)) return joined;
    const after: Organisation = { ...fieldsOf(before), ...joined };
    await ensureAccount(table, accountId);
    return commit(table, {
      at: receivedAt,
      actor: { kind: 'account', accountId },
      changes: [organisationChange(before, after, row.action)],
      alongside: [membershipWrite(after, accountId)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentOrganisation(after, version), version),
    });
  });
