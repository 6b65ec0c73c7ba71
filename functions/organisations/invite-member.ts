import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { changeOrganisation } from './change-organisation.ts';
import { invite, withdrawInvitation as withdraw } from './rules/invitations.ts';
import { inviteMember, withdrawMemberInvitation } from './schema.ts';

type Dependencies = { readonly table: Table };

/** An administrator invites somebody by a code, whose hash alone is kept here. */
export const createInviteMember = ({ table }: Dependencies): Implementation =>
  implement(inviteMember, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const { organisationId, codeSha256 } = parameters;
    const actor = actAs(account, ['administrator'], organisationId);
    if (isRefusal(actor)) return actor;
    return changeOrganisation(table, { at, actor, organisationId, action: 'invite', idempotency }, (before) =>
      invite(before, codeSha256, { ...body, invitedBy: actor.accountId }, at),
    );
  });

/** An administrator takes an invitation back that nobody has used. */
export const createWithdrawMemberInvitation = ({ table }: Dependencies): Implementation =>
  implement(withdrawMemberInvitation, async ({ account, idempotency, parameters, receivedAt: at }) => {
    const { organisationId, codeSha256 } = parameters;
    const actor = actAs(account, ['administrator'], organisationId);
    if (isRefusal(actor)) return actor;
    return changeOrganisation(
      table,
      { at, actor, organisationId, action: 'withdraw-invitation', idempotency },
      (before) => withdraw(before, codeSha256),
    );
  });
