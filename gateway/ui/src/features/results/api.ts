import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { CampaignInsight } from '@/lib/api/types';

/** What begins the window in which an order counts for a campaign. */
export type Touch = 'sent' | 'opened' | 'clicked';

/** @param window in days; the platform's where it is absent */
export function useResults(campaignId: string, touch: Touch, window: number | undefined) {
  return useQuery({
    queryKey: ['insights', 'campaigns', campaignId, touch, window],
    queryFn: ({ signal }) =>
      http.get<CampaignInsight>(`/api/insights/campaigns/${campaignId}`, {
        query: { touch, window },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
