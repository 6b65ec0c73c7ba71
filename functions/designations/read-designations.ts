import { readOrganisations } from '../organisations/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs, holds } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readFailure, readFailures } from './failed-use.ts';
import { presentDesignation, presentFile, presentRequest, presentWaiting } from './present.ts';
import { awaitsAgency } from './rules.ts';
import { listBuyingRequests, listDesignations, listWaitingDesignations, readDesignation } from './schema.ts';
import {
  pageOfCatalogue,
  pageOfDesignations,
  pageOfRequests,
  readDesignation as readStored,
} from './store.ts';

type Dependencies = { readonly table: Table };

const maySee = (account: Account, supplierId: string): boolean =>
  account.memberships[supplierId] !== undefined || holds(account, 'staff', 'approver', 'auditor');

/** A designation with what led there. */
export const createReadDesignation = ({ table }: Dependencies): Implementation =>
  implement(readDesignation, async ({ account, parameters, receivedAt }) => {
    const designation = await readStored(table, parameters.proposalId);
    if (designation === null || !maySee(account, designation.supplierId)) return refuse('not-found');
    const { version } = designation.bookkeeping;
    const failedAt = await readFailure(table, designation.proposalId);
    return answer(200, presentFile({ designation, failedAt }, version, receivedAt), version);
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

/** What the agency decides. Few of the catalogue do: a page may be empty and not the last. */
export const createListWaitingDesignations = ({ table }: Dependencies): Implementation =>
  implement(listWaitingDesignations, async ({ account, query, receivedAt }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const page = await pageOfDesignations(table, query.cursor ?? null);
    const failures = await readFailures(
      table,
      page.rows.map(({ proposalId }) => proposalId),
    );
    const judged = page.rows.map((designation) => ({
      designation,
      failedAt: failures.get(designation.proposalId) ?? null,
    }));
    return answer(200, {
      rows: judged
        .filter(({ designation, failedAt }) => awaitsAgency(designation, failedAt, receivedAt))
        .map((one) => presentWaiting(one, one.designation.bookkeeping.version, receivedAt)),
      cursor: page.cursor,
    });
  });

/** Who wants to buy. */
export const createListBuyingRequests = ({ table }: Dependencies): Implementation =>
  implement(listBuyingRequests, async ({ account, parameters, query }) => {
    const designation = await readStored(table, parameters.proposalId);
    if (designation === null || !maySee(account, designation.supplierId)) return refuse('not-found');
    const page = await pageOfRequests(table, parameters.proposalId, query.cursor ?? null);
    const bodies = await readOrganisations(
      table,
      page.rows.map(({ organisationId }) => organisationId),
    );
    return answer(200, {
      rows: page.rows.map((request) => ({
        ...presentRequest(request),
        organisationName: bodies.get(request.organisationId)?.name ?? null,
      })),
      cursor: page.cursor,
    });
  });
