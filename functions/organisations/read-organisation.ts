import { answer, type Implementation, implement } from '../platform/http.ts';
import { holds } from '../platform/identity.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentOrganisation } from './present.ts';
import { readOrganisation } from './schema.ts';
import { readOrganisation as readStoredOrganisation } from './store.ts';

/** An organisation for its members, staff and auditors, a claim for its claimant; for others it does not exist. */
export const createReadOrganisation = ({ table }: { readonly table: Table }): Implementation =>
  implement(readOrganisation, async ({ account, parameters }) => {
    const organisation = await readStoredOrganisation(table, parameters.organisationId);
    const maySee =
      organisation !== null &&
      (account.memberships[organisation.organisationId] !== undefined ||
        (organisation.state !== 'CONFIRMED' && organisation.claimedBy === account.accountId) ||
        holds(account, 'staff', 'auditor'));
    if (!maySee) return refuse('not-found');
    const { version } = organisation.bookkeeping;
    return answer(200, presentOrganisation(organisation, version), version);
  });
