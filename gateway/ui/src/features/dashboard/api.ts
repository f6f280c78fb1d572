import { useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { Campaign, CampaignStats, Dashboard, Page, Segment } from '@/lib/api/types';
import { usePolling } from '@/lib/stream';

const every = 5_000;

export function useDashboard(days: number) {
  return useQuery({
    queryKey: ['dashboard', days],
    queryFn: ({ signal }) => http.get<Dashboard>('/api/insights/dashboard', { query: { days }, signal }),
    refetchInterval: every,
    placeholderData: (previous) => previous,
  });
}

export function useLiveSegments() {
  return useQuery({
    queryKey: ['segments', 'dashboard'],
    queryFn: ({ signal }) => http.get<Page<Segment>>('/api/segments', { query: { limit: 6 }, signal }),
    refetchInterval: usePolling(every),
  });
}

export function useRunningCampaigns() {
  return useQuery({
    queryKey: ['campaigns', 'dashboard'],
    queryFn: async ({ signal }) => {
      const page = await http.get<Page<Campaign>>('/api/campaigns', { query: { limit: 100 }, signal });
      return page.items.filter((campaign) => campaign.state === 'RUNNING').slice(0, 5);
    },
    refetchInterval: usePolling(every),
  });
}

export function useCampaignStats(campaign: Campaign) {
  return useQuery({
    queryKey: ['campaigns', campaign.id, 'stats'],
    queryFn: ({ signal }) => http.get<CampaignStats>(`/api/campaigns/${campaign.id}/stats`, { signal }),
    refetchInterval: usePolling(every),
  });
}
