import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { Campaign, CampaignStats, CustomerBase, Dashboard, Page, Segment } from '@/lib/api/types';
import type { RangeQuery } from '@/lib/range';
import { usePolling } from '@/lib/stream';

const every = 5_000;

/** @param range as the API wants the days */
export function useDashboard(range: RangeQuery, hourly: boolean, live: boolean) {
  return useQuery({
    queryKey: ['insights', 'dashboard', range, hourly],
    queryFn: ({ signal }) =>
      http.get<Dashboard>('/api/insights/dashboard', {
        query: { ...range, granularity: hourly ? 'hour' : undefined },
        signal,
      }),
    refetchInterval: live ? every : 60_000,
    placeholderData: keepPreviousData,
  });
}

/** All customers by what they have in common. */
export function useCustomerBase() {
  return useQuery({
    queryKey: ['insights', 'customers'],
    queryFn: ({ signal }) => http.get<CustomerBase>('/api/insights/customers', { signal }),
    refetchInterval: 60_000,
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
