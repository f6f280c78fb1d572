import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { CampaignInsight, CampaignReview } from '@/lib/api/types';

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

export function useReview(campaignId: string) {
  return useQuery({
    queryKey: ['insights', 'campaigns', campaignId, 'review'],
    queryFn: ({ signal }) =>
      http.get<CampaignReview>(`/api/insights/campaigns/${campaignId}/review`, { signal }),
    // A model may have written it: not to be asked again for each look at the page.
    staleTime: 5 * 60_000,
  });
}
