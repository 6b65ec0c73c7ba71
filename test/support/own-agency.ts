import { hashOfCode } from '../../functions/organisations/rules/invitations.ts';
import { inviteMember, joinOrganisation } from '../../functions/organisations/schema.ts';
import type { Role } from '../../functions/platform/roles.ts';
import { userPoolOf } from '../../infra/local/agency.ts';
import { bodyOf } from '../../infra/local/api-client.ts';
import { createPerson, type Person } from '../../infra/local/people.ts';
import type { Stage } from '../../infra/local/replay/cast.ts';
import { apiAs, type SharedStack } from './stack.ts';

/** The agency's administrator invites a person by a code; answers what comes of it when the person uses it. */
export const joinAgency = async (stack: SharedStack, person: Person, role: Role) => {
  const { organisationId, staff: administrator } = stack.agency;
  const code = crypto.randomUUID();
  await apiAs(stack, administrator).must(inviteMember, {
    parameters: { organisationId, codeSha256: hashOfCode(code) },
    body: { name: '이서연', roles: [role] },
  });
  return apiAs(stack, person).call(joinOrganisation, { parameters: { organisationId }, body: { code } });
};

/** People of the agency for one suite alone: for one that counts what they do while others run. */
export const ownAgency = async (stack: SharedStack, name: string): Promise<Stage['agency']> => {
  const hire = async (title: string, role: 'staff' | 'approver' | 'auditor'): Promise<Person> => {
    const person = await createPerson(userPoolOf(stack), `${title}@${name}.example`, {
      hasAuthenticator: true,
    });
    bodyOf(joinOrganisation, await joinAgency(stack, person, role));
    return person;
  };
  return {
    staff: await hire('staff', 'staff'),
    colleague: await hire('colleague', 'staff'),
    approver: await hire('approver', 'approver'),
    deputy: await hire('deputy', 'approver'),
    auditor: await hire('auditor', 'auditor'),
  };
};
