import { useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { Campaign, Communication, Page } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

interface Filter {
  customerId?: string;
  campaignId?: string;
  kind?: string;
  tag?: string;
}

export function useCommunications(filter: Filter) {
  return useCursorPages<Communication>(
    ['communications', 'list'],
    '/api/communications',
    { ...filter },
    { refetchInterval: 5_000 },
  );
}

export type TaskState = 'open' | 'overdue' | 'done';

/** By when they are due. */
export function useTasks(task: TaskState, customerId?: string) {
  return useCursorPages<Communication>(
    ['communications', 'tasks'],
    '/api/communications',
    { task, customerId },
    { refetchInterval: 10_000 },
  );
}

export function useCampaignOptions() {
  return useQuery({
    queryKey: ['campaigns', 'options'],
    queryFn: ({ signal }) => http.get<Page<Campaign>>('/api/campaigns', { query: { limit: 200 }, signal }),
    staleTime: 30_000,
  });
}
