import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { http } from './http';
import type { Page } from './types';

interface CursorPagesOptions {
  refetchInterval?: number | false;
  enabled?: boolean;
}

/** A list read page by page; `key` starts with the name of the collection. */
export function useCursorPages<T>(
  key: readonly unknown[],
  path: string,
  query: Record<string, string | number | undefined> = {},
  options: CursorPagesOptions = {},
) {
  const pages = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<T>>(path, { query: { limit: 50, ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...options,
  });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, items };
}
