import { dataOf } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { useWholeList } from '../use-whole-list.ts';

/** Every delivery of a round's notices: only all of them tell what is newest and what is in trouble. */
export const useDeliveries = (roundId: string) => {
  const api = useApi();
  const { rows: deliveries, ...reading } = useWholeList(['rounds', roundId, 'notices'], (query) =>
    dataOf(api.GET('/rounds/{roundId}/notices', { params: { path: { roundId }, query } })),
  );
  return { deliveries, ...reading };
};
