import { acceptMembership, appointMember } from '../../functions/organisations/schema.ts';
import { userPoolOf } from '../../infra/local/agency.ts';
import { createPerson, type Person } from '../../infra/local/people.ts';
import type { Stage } from '../../infra/local/replay/cast.ts';
import { apiAs, type SharedStack } from './stack.ts';

/** People of the agency for one suite alone: for one that counts what they do while others run. */
export const ownAgency = async (stack: SharedStack, name: string): Promise<Stage['agency']> => {
  const { organisationId, staff: administrator } = stack.agency;
  const hire = async (title: string, role: 'staff' | 'approver' | 'auditor'): Promise<Person> => {
    const person = await createPerson(userPoolOf(stack), `${title}@${name}.example`, {
      hasAuthenticator: true,
    });
    await apiAs(stack, administrator).must(appointMember, {
      parameters: { organisationId, accountId: person.accountId },
      body: { roles: [role] },
    });
    await apiAs(stack, person).must(acceptMembership, { parameters: { organisationId }, body: null });
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
