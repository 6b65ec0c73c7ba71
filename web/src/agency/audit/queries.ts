import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';

/** An entry of a ledger with its place in the log and what opens its commitments. */
export type AuditedEntry =
  paths['/ledger/audit']['get']['responses'][200]['content']['application/json']['rows'][number];
export type Checkpoint =
  paths['/ledger/checkpoints']['get']['responses'][200]['content']['application/json']['rows'][number];
export type Refusal =
  paths['/rounds/{roundId}/refusals']['get']['responses'][200]['content']['application/json']['rows'][number];

/** A round’s log, or the agency’s where there is none. */
export type Log = { readonly roundId: string | null };

export const nameOfLog = ({ roundId }: Log): string => (roundId === null ? 'agency' : `round/${roundId}`);

/** The signed checkpoints of a log, from the first on. */
export const checkpointsQuery = (api: Api, { roundId }: Log) =>
  queryOptions({
    queryKey: ['ledger', roundId, 'checkpoints'],
    queryFn: () =>
      allRows((query) =>
        roundId === null
          ? dataOf(api.GET('/ledger/checkpoints', { params: { query } }))
          : dataOf(api.GET('/rounds/{roundId}/ledger/checkpoints', { params: { path: { roundId }, query } })),
      ),
  });

/** A page of a log with what opens its entries. */
export const auditPage = (api: Api, { roundId }: Log, query: { cursor?: string }) =>
  roundId === null
    ? dataOf(api.GET('/ledger/audit', { params: { query } }))
    : dataOf(api.GET('/rounds/{roundId}/audit', { params: { path: { roundId }, query } }));
