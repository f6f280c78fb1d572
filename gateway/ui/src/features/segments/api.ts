import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type {
  Page,
  RuleFields,
  RuleGroup,
  Segment,
  SegmentDraft,
  SegmentMember,
  SegmentPreview,
} from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';
import { usePolling } from '@/lib/stream';

export function useSegments() {
  return useCursorPages<Segment>(
    ['segments', 'list'],
    '/api/segments',
    {},
    { refetchInterval: usePolling(5_000) },
  );
}

export function useSegmentOptions() {
  return useQuery({
    queryKey: ['segments', 'options'],
    queryFn: ({ signal }) => http.get<Page<Segment>>('/api/segments', { query: { limit: 200 }, signal }),
    staleTime: 30_000,
  });
}

export function useSegment(id: string, live: boolean) {
  const every = usePolling(2_000);
  return useQuery({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => http.get<Segment>(`/api/segments/${id}`, { signal }),
    refetchInterval: live ? every : false,
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

/** Who matches now. A rule that is edited on aborts the request for the one before. */
export function usePreview(rule: RuleGroup | null) {
  return useQuery({
    queryKey: ['segment-preview', rule],
    queryFn: ({ signal }) => http.post<SegmentPreview>('/api/segments/preview', { rule }, signal),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSaveSegment(existing?: Segment) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: SegmentDraft) =>
      existing
        ? http.put<Segment>(`/api/segments/${existing.id}`, draft, existing.version)
        : http.post<Segment>('/api/segments', draft),
    onSuccess: () => client.invalidateQueries({ queryKey: ['segments'] }),
  });
}

export function useArchiveSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (segment: Segment) => http.remove(`/api/segments/${segment.id}`, segment.version),
    onSuccess: () => client.invalidateQueries({ queryKey: ['segments'] }),
  });
}
