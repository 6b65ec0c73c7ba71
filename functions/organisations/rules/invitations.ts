import { createHash } from 'node:crypto';
import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../platform/refusal.ts';
import { refuseOrganisation } from '../refusals.ts';
import { checkRoles, checkRoom, type Invitation, type Organisation } from '../rules.ts';

/** The invitations of an organisation and what follows from one that is used. */
type Invited = Pick<Organisation, 'invitations'>;
type Joined = Pick<Organisation, 'members' | 'offers' | 'names' | 'invitations'>;

const lifeInSeconds = 14 * 24 * 3600;

/** SHA-256 of a code as it is written, in hexadecimal digits: by it the invitation is known. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code, 'utf8').digest('hex');

/**
 * The organisation with one more invitation, good for fourteen days, to whoever knows the code behind `codeSha256`. What
 * has expired goes. Refuses roles that this kind of organisation does not have, none at all, and too many people.
 */
export const invite = (
  organisation: Organisation,
  codeSha256: string,
  { name, roles, invitedBy }: Omit<Invitation, 'expiresAt'>,
  at: Instant,
): Invited | Refusal => {
  const checked = checkRoles(organisation.kind, roles);
  if (isRefusal(checked)) return checked;
  const { [codeSha256]: before, ...others } = openInvitations(organisation, at);
  // Another one under a used code would open to whoever saw the first.
  if (before !== undefined) return refuseOrganisation('invitation-exists');
  const full = checkRoom({ ...organisation, invitations: others });
  if (full !== null) return full;
  const invitation: Invitation = {
    name,
    roles: [...new Set(roles)].sort(),
    invitedBy,
    expiresAt: addSeconds(at, lifeInSeconds),
  };
  return { invitations: { ...others, [codeSha256]: invitation } };
};

/** The organisation without an invitation; refuses where there is none. */
export const withdrawInvitation = ({ invitations }: Organisation, codeSha256: string): Invited | Refusal => {
  const { [codeSha256]: withdrawn, ...others } = invitations;
  return withdrawn === undefined ? refuseOrganisation('invitation-not-open') : { invitations: others };
};

/** What an invitation offers while it is open; refuses one that is used, withdrawn, expired or never was, all alike. */
export const openInvitation = (
  organisation: Organisation,
  codeSha256: string,
  at: Instant,
): Invitation | Refusal =>
  openInvitations(organisation, at)[codeSha256] ?? refuseOrganisation('invitation-not-open');

/** Who uses an invitation, and whether their sign-in showed a second factor. */
type Joining = { readonly accountId: string; readonly hasSecondFactor: boolean };

/**
 * The people after an account used an invitation; refuses who is a member already, so that it stays for whom it is, and
 * who invited and left: nobody gives roles to themselves (`own-membership`). Nobody comes to the agency before they have a
 * second factor (`second-factor-required`): else whoever has the password of a member could be the first to set one up.
 */
export const join = (
  organisation: Organisation,
  { accountId, hasSecondFactor }: Joining,
  codeSha256: string,
  at: Instant,
): Joined | Refusal => {
  const invitation = openInvitation(organisation, codeSha256, at);
  if (isRefusal(invitation)) return invitation;
  const { members, offers, names, invitations } = organisation;
  if (members[accountId] !== undefined) return refuseOrganisation('member-already');
  if (invitation.invitedBy === accountId) return refuseOrganisation('own-membership');
  if (organisation.kind === 'AGENCY' && !hasSecondFactor) return refuse('second-factor-required');
  const { [codeSha256]: _, ...left } = invitations;
  const { [accountId]: __, ...otherOffers } = offers;
  return {
    members: { ...members, [accountId]: invitation.roles },
    offers: otherOffers,
    names: { ...names, [accountId]: invitation.name },
    invitations: left,
  };
};

const openInvitations = ({ invitations }: Organisation, at: Instant): Organisation['invitations'] =>
  Object.fromEntries(Object.entries(invitations).filter(([, { expiresAt }]) => !hasPassed(expiresAt, at)));
