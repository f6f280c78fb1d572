import { useMutation, useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type {
  Channel,
  CustomerInsight,
  CustomerSummary,
  EntrySuggestions,
  PersonalMessage,
  TextLength,
  Tone,
} from '@/lib/api/types';

const of = (customerId: string) => `/api/insights/customers/${customerId}`;

export function useInsight(customerId: string) {
  return useQuery({
    queryKey: ['insights', 'customers', customerId],
    queryFn: ({ signal }) => http.get<CustomerInsight>(of(customerId), { signal }),
    staleTime: 30_000,
  });
}

export function useSummary(customerId: string) {
  return useQuery({
    queryKey: ['insights', 'customers', customerId, 'summary'],
    queryFn: ({ signal }) => http.get<CustomerSummary>(`${of(customerId)}/summary`, { signal }),
    // A model may have written it: not to be asked again for each look at the page.
    staleTime: 5 * 60_000,
  });
}

export interface MessageWish {
  channel: Channel;
  goal?: string;
  tone: Tone;
  length: TextLength;
}

/** Has a message to one customer drafted. Nobody gets it by that. */
export function useDraftMessage(customerId: string) {
  return useMutation({
    mutationFn: (wish: MessageWish) => http.post<PersonalMessage>(`${of(customerId)}/message`, wish),
  });
}

/** Has entries for the log suggested. None is saved by that. */
export function useSuggestEntries(customerId: string) {
  return useMutation({
    mutationFn: (notes: string) =>
      http.post<EntrySuggestions>(`${of(customerId)}/entries`, notes === '' ? {} : { notes }),
  });
}
