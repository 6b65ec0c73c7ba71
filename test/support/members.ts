import { accountKey } from '../../functions/platform/identity.ts';
import type { OrganisationKind, Role } from '../../functions/platform/roles.ts';
import type { Table } from '../../functions/platform/table.ts';

/** A person with one membership. */
export type Member = { readonly accountId: string; readonly organisationId: string };

/** Puts a person with roles into the table, in a new organisation or in `organisationId`. */
export const createMember = async (
  table: Table,
  kind: OrganisationKind,
  roles: readonly Role[],
  organisationId: string = crypto.randomUUID(),
): Promise<Member> => {
  const accountId = crypto.randomUUID();
  await table.put({
    ...accountKey(accountId),
    memberships: { [organisationId]: { kind, roles } },
    offers: {},
  });
  return { accountId, organisationId };
};
