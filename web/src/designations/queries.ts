import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';

/** The designated solutions, those in force and those that were. */
export const designationsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['designations'],
    queryFn: () => allRows((query) => dataOf(api.GET('/designations', { params: { query } }))),
  });
