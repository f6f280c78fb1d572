import {
  keepPreviousData,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '@/lib/api/http';
import { Problem } from '@/lib/api/problem';
import type {
  Order,
  Page,
  RuleFields,
  RuleGroup,
  Segment,
  SegmentCheck,
  SegmentDay,
  SegmentDraft,
  SegmentMember,
  SegmentPreview,
  SegmentUse,
  SegmentWhy,
} from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';
import { usePolling } from '@/lib/stream';
import { conditionAt } from './rule';

/** Those that all filters want, by the API's names for them. */
export function useSegments(filters: Record<string, string>) {
  return useCursorPages<Segment>(['segments', 'list'], '/api/segments', filters, {
    refetchInterval: usePolling(5_000),
  });
}

export function useSegment(id: string) {
  const every = usePolling(2_000);
  return useQuery({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => http.get<Segment>(`/api/segments/${id}`, { signal }),
    refetchInterval: every,
  });
}

/** What rules refer to by id and people know by name. */
export type Collection = 'segments' | 'campaigns';
type Named = Pick<Segment, 'id' | 'name'>;

export async function findNamed(
  collection: Collection,
  search: string,
  signal: AbortSignal,
): Promise<Named[]> {
  const { items } = await http.get<Page<Named>>(`/api/${collection}`, {
    query: { limit: 20, search },
    signal,
  });
  return items;
}

/** What they are called, by their ids; those that are not there any more are left out. */
export function useNames(collection: Collection, ids: readonly string[]): ReadonlyMap<string, string> {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: [collection, id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        http.get<Named>(`/api/${collection}/${id}`, { signal }),
      staleTime: 30_000,
    })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : []))),
  });
}

export function useMembers(id: string) {
  return useCursorPages<SegmentMember>(
    ['segments', id, 'members'],
    `/api/segments/${id}/members`,
    {},
    { refetchInterval: usePolling(5_000) },
  );
}

export function useHistory(id: string, days: number) {
  return useQuery({
    queryKey: ['segments', id, 'history', days],
    queryFn: async ({ signal }) => {
      const history = await http.get<{ days: SegmentDay[] }>(`/api/segments/${id}/history`, {
        query: { days },
        signal,
      });
      return history.days;
    },
    placeholderData: keepPreviousData,
    refetchInterval: usePolling(30_000),
  });
}

export function useUses(id: string) {
  return useQuery({
    queryKey: ['segments', id, 'uses'],
    queryFn: async ({ signal }) => {
      const { items } = await http.get<{ items: SegmentUse[] }>(`/api/segments/${id}/uses`, { signal });
      return items;
    },
  });
}

export function useWhy(id: string, customerId: string) {
  return useQuery({
    queryKey: ['segments', id, 'why', customerId],
    queryFn: ({ signal }) => http.get<SegmentWhy>(`/api/segments/${id}/why/${customerId}`, { signal }),
    refetchInterval: usePolling(5_000),
  });
}

/** The order that brought something about, where it is still there to be named. */
export function useOrder(id: string | undefined) {
  return useQuery({
    queryKey: ['orders', id],
    queryFn: ({ signal }) => http.get<Order>(`/api/orders/${id}`, { signal }),
    enabled: id !== undefined,
    retry: false,
    staleTime: 60_000,
  });
}

export function useRuleFields() {
  return useQuery({
    queryKey: ['segments', 'fields'],
    queryFn: async ({ signal }) => {
      const { fields } = await http.get<RuleFields>('/api/segments/fields', { signal });
      return fields;
    },
    staleTime: 60_000,
  });
}

export interface ConditionCount {
  count: number;
  exact: boolean;
}

function countsOf(
  rule: RuleGroup | null,
  { conditions }: SegmentPreview,
): ReadonlyMap<string, ConditionCount> {
  return new Map(
    conditions.flatMap(({ pointer, ...count }) => {
      const key = rule ? conditionAt(rule, pointer) : undefined;
      return key === undefined ? [] : [[key, count] as const];
    }),
  );
}

const isSuperseded = (failure: unknown) => failure instanceof Problem && failure.status === 409;

/**
 * Who matches now: at once, as an estimate where counting takes a while, and then exactly. A rule that is edited on aborts
 * the requests for the one before, here by the signal and on the server by the name of this builder.
 */
export function usePreview(rule: RuleGroup | null, segmentId: string | undefined) {
  const [builder] = useState(() => crypto.randomUUID());
  const ask = (exact: boolean) => ({
    queryKey: ['segment-preview', { segmentId, rule, exact }],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const preview = await http.post<SegmentPreview>(
        '/api/segments/preview',
        { rule, exact, builder, ...(segmentId === undefined ? {} : { segmentId }) },
        signal,
      );
      return { ...preview, counts: countsOf(rule, preview) };
    },
    // A later request of this page took its place: if it is still wanted, it is asked again.
    retry: (failures: number, failure: Error) => isSuperseded(failure) && failures < 20,
    retryDelay: 300,
  });
  const first = useQuery({ ...ask(false), enabled: rule !== null, placeholderData: keepPreviousData });
  const estimated = first.data?.exact === false && !first.isPlaceholderData;
  const exact = useQuery({ ...ask(true), enabled: rule !== null && estimated });
  const failure = first.error ?? exact.error;
  return {
    data: estimated ? (exact.data ?? first.data) : first.data,
    /** Whether the data is of the rule before. */
    isPlaceholderData: first.isPlaceholderData,
    isRefining: estimated && exact.isFetching && !exact.data,
    isFetching: first.isFetching,
    error: isSuperseded(failure) ? null : failure,
  };
}

/** What a rule says in words, and which segments ask the same. */
export function useCheck(rule: RuleGroup | null) {
  return useQuery({
    queryKey: ['segment-check', rule],
    queryFn: ({ signal }) => http.post<SegmentCheck>('/api/segments/validate', { rule }, signal),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ['segments'] });

/** @param existing the state that the change was made on; none for a new segment */
export function useSaveSegment(existing: Segment | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: SegmentDraft) =>
      existing
        ? http.put<Segment>(`/api/segments/${existing.id}`, draft, existing.version)
        : http.post<Segment>('/api/segments', draft),
    // Also when somebody else was first: what they saved is then shown.
    onSettled: () => refresh(client),
  });
}

export function useSegmentAction(action: 'archive' | 'restore' | 'duplicate') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Segment) => http.post<Segment>(`/api/segments/${id}/${action}`),
    onSuccess: () => refresh(client),
  });
}

export function useDeleteSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Segment) => http.remove(`/api/segments/${id}`, version),
    onSuccess: (_, { id }) => {
      client.removeQueries({ queryKey: ['segments', id] });
      return client.invalidateQueries({ queryKey: ['segments', 'list'] });
    },
  });
}
