import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type {
  Campaign,
  CampaignDraft,
  CampaignStats,
  Message,
  Page,
  RenderedMessage,
  Segment,
} from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';
import { usePolling } from '@/lib/stream';

export function useCampaigns() {
  return useCursorPages<Campaign>(
    ['campaigns', 'list'],
    '/api/campaigns',
    {},
    { refetchInterval: usePolling(5_000) },
  );
}

export function useCampaign(id: string, live: boolean) {
  const every = usePolling(3_000);
  return useQuery({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => http.get<Campaign>(`/api/campaigns/${id}`, { signal }),
    refetchInterval: live ? every : false,
  });
}

export function useStats(id: string) {
  const every = usePolling(2_000);
  return useQuery({
    queryKey: ['campaigns', id, 'stats'],
    queryFn: ({ signal }) => http.get<CampaignStats>(`/api/campaigns/${id}/stats`, { signal }),
    refetchInterval: every,
  });
}

export function useMessages(id: string) {
  return useCursorPages<Message>(
    ['campaigns', id, 'messages'],
    `/api/campaigns/${id}/messages`,
    {},
    { refetchInterval: usePolling(3_000) },
  );
}

export function useSegmentOptions() {
  return useQuery({
    queryKey: ['segments', 'options'],
    queryFn: ({ signal }) => http.get<Page<Segment>>('/api/segments', { query: { limit: 200 }, signal }),
  });
}

/** Read anew each time: the number shown before launching must be that of the moment. */
export function useSegmentNow(id: string) {
  return useQuery({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => http.get<Segment>(`/api/segments/${id}`, { signal }),
    refetchInterval: 2_000,
    staleTime: 0,
  });
}

export async function saveCampaign(draft: CampaignDraft, existing: Campaign | undefined): Promise<Campaign> {
  return existing
    ? http.put<Campaign>(`/api/campaigns/${existing.id}`, draft, existing.version)
    : http.post<Campaign>('/api/campaigns', draft);
}

export function renderFor(campaignId: string, customerId: string): Promise<RenderedMessage> {
  return http.post<RenderedMessage>(`/api/campaigns/${campaignId}/preview`, { customerId });
}

export type CampaignAction = 'launch' | 'pause' | 'resume' | 'stop';

export function useCampaignAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: CampaignAction) => http.post<Campaign>(`/api/campaigns/${id}/${action}`),
    onSuccess: async (campaign) => {
      client.setQueryData(['campaigns', id], campaign);
      await client.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
}
