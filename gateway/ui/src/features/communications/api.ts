import { useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { Campaign, Communication, Customer, Page } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

/** Those that all filters want, by the API's names for them. */
export function useCommunications(filters: Record<string, string>) {
  return useCursorPages<Communication>(['communications', 'list'], '/api/communications', filters, {
    refetchInterval: 5_000,
  });
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

export async function findCampaigns(search: string, signal: AbortSignal): Promise<Campaign[]> {
  const { items } = await http.get<Page<Campaign>>('/api/campaigns', {
    query: { limit: 20, search },
    signal,
  });
  return items;
}

/** Whom an address narrows the log to; by the id where nothing else is known. */
export function useCustomerName(id: string) {
  const customer = useQuery({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => http.get<Customer>(`/api/customers/${id}`, { signal }),
    enabled: id !== '',
    staleTime: 60_000,
    retry: false,
  });
  return customer.data ?? { id, lastName: customer.isPending ? '…' : 'Customer' };
}

export function useCampaignName(id: string): string {
  const campaign = useQuery({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => http.get<Campaign>(`/api/campaigns/${id}`, { signal }),
    enabled: id !== '',
    staleTime: 60_000,
    retry: false,
  });
  return campaign.data?.name ?? (campaign.isPending ? '…' : 'Campaign');
}
