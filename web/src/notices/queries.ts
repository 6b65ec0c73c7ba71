import { infiniteQueryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { paths } from '../api/description.ts';

type Page = paths['/notices']['get']['responses'][200]['content']['application/json'];
export type Notice = Page['rows'][number];

const firstPage: { readonly cursor?: string } = {};

/** What the reader was told, newest first, page after page, with the language that the reader is told it in. */
export const noticesQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['notices'],
    queryFn: ({ pageParam }) => dataOf(api.GET('/notices', { params: { query: pageParam } })),
    initialPageParam: firstPage,
    getNextPageParam: ({ cursor }) => (cursor === null ? null : { cursor }),
  });
