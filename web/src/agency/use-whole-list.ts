import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

type Page<Row> = { readonly rows: readonly Row[]; readonly cursor: string | null };

/** A list whose pages do not come in the order of time: all of them, read one after the other while one looks. */
export const useWholeList = <Row>(
  queryKey: readonly (string | null)[],
  ask: (query: { cursor?: string }) => Promise<Page<Row>>,
) => {
  const { data, error, fetchNextPage, hasNextPage, isFetchNextPageError, isFetching } =
    useSuspenseInfiniteQuery({
      queryKey,
      queryFn: ({ pageParam }) => ask(pageParam === null ? {} : { cursor: pageParam }),
      initialPageParam: firstPage,
      getNextPageParam: ({ cursor }) => cursor,
    });
  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetching, isFetchNextPageError]);
  return {
    rows: data.pages.flatMap(({ rows }) => rows),
    isWhole: !hasNextPage,
    error,
    goOn: (): void => {
      void fetchNextPage();
    },
  };
};

const firstPage: string | null = null;
