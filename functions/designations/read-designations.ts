import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, holds } from '../platform/identity.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentDesignation, presentFile, presentRequest } from './present.ts';
import { listBuyingRequests, listDesignations, readDesignation } from './schema.ts';
import { pageOfCatalogue, pageOfRequests, readDesignation as readStored } from './store.ts';

type Dependencies = { readonly table: Table };

const maySee = (account: Account, supplierId: string): boolean =>
  account.memberships[supplierId] !== undefined || holds(account, 'staff', 'approver', 'auditor');

/** A designation with what led there. */
export const createReadDesignation = ({ table }: Dependencies): Implementation =>
  implement(readDesignation, async ({ account, parameters, receivedAt }) => {
    const designation = await readStored(table, parameters.proposalId);
    if (designation === null || !maySee(account, designation.supplierId)) return refuse('not-found');
    const { version } = designation.bookkeeping;
    return answer(200, presentFile(designation, version, receivedAt), version);
  });

/** The catalogue, for everybody: also what has expired or was cancelled, and says so. */
export const createListDesignations = ({ table }: Dependencies): Implementation =>
  implement(listDesignations, async ({ query, receivedAt }) => {
    const page = await pageOfCatalogue(table, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((one) => presentDesignation(one, one.bookkeeping.version, receivedAt)),
      cursor: page.cursor,
    });
  });

/** Who wants to buy. */
export const createListBuyingRequests = ({ table }: Dependencies): Implementation =>
  implement(listBuyingRequests, async ({ account, parameters, query }) => {
    const designation = await readStored(table, parameters.proposalId);
    if (designation === null || !maySee(account, designation.supplierId)) return refuse('not-found');
    const page = await pageOfRequests(table, parameters.proposalId, query.cursor ?? null);
    return answer(200, { rows: page.rows.map(presentRequest), cursor: page.cursor });
  });
