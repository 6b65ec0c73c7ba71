import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';

export type Outages =
  paths['/rounds/{roundId}/preparation/outages']['get']['responses'][200]['content']['application/json'];
export type Assessment = Outages['assessment'];
export type Heartbeat = Outages['heartbeats'][number];

/** The heartbeats around a round’s deadline for proposals, and what they make of it; one comes each minute. */
export const outagesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['preparations', roundId, 'outages'],
    queryFn: () =>
      dataOf(api.GET('/rounds/{roundId}/preparation/outages', { params: { path: { roundId } } })),
    refetchInterval: 30_000,
  });

/** The same for everybody, from the opening on. */
export const publishedOutagesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'outages'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/outages', { params: { path: { roundId } } })),
  });

/** True where a heartbeat shows that a submission could be made. */
export const isGood = ({ answeredAt }: Heartbeat): boolean => answeredAt !== null;

/** True where something was wrong in it, also where a submission stood without that. */
export const hasFailure = ({ answeredAt, probes }: Heartbeat): boolean =>
  answeredAt === null || probes.some((probe) => !probe.isGood);
