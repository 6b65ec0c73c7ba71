import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, holds } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentRecovery } from './present.ts';
import { listRecoveries, readRecovery } from './schema.ts';
import { readOrganisations } from './store.ts';
import { listOpenRecoveries, readRecovery as readStoredRecovery } from './store/recoveries.ts';

type Dependencies = { readonly table: Table };

const readers = ['staff', 'approver', 'auditor'] as const;

/** The recoveries that await a decision, for the agency. */
export const createListRecoveries = ({ table }: Dependencies): Implementation =>
  implement(listRecoveries, async ({ account, query }) => {
    const actor = actAs(account, readers);
    if (isRefusal(actor)) return actor;
    const page = await listOpenRecoveries(table, query.cursor ?? null);
    const organisations = await readOrganisations(
      table,
      page.rows.map(({ organisationId }) => organisationId),
    );
    return answer(200, {
      rows: page.rows.map((recovery) => ({
        ...presentRecovery(recovery, recovery.bookkeeping.version),
        organisationName: organisations.get(recovery.organisationId)?.name ?? null,
      })),
      cursor: page.cursor,
    });
  });

/** A recovery, for who claimed it and for the agency; for others it does not exist. */
export const createReadRecovery = ({ table }: Dependencies): Implementation =>
  implement(readRecovery, async ({ account, parameters }) => {
    const recovery = await readStoredRecovery(table, parameters.recoveryId);
    if (recovery === null || (recovery.claimedBy !== account.accountId && !holds(account, ...readers)))
      return refuse('not-found');
    const { version } = recovery.bookkeeping;
    return answer(200, presentRecovery(recovery, version), version);
  });
