import { useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { Customer, Reply } from '@/lib/api/types';

export function useAnswer(question: string) {
  return useQuery({
    queryKey: ['insights', 'ask', question],
    queryFn: ({ signal }) => http.post<Reply>('/api/insights/ask', { question }, signal),
    enabled: question !== '',
    // A model may have read it: not to be asked again for each look at the page.
    staleTime: 5 * 60_000,
    retry: false,
  });
}

export function useCustomer(id: string) {
  return useQuery({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => http.get<Customer>(`/api/customers/${id}`, { signal }),
    staleTime: 60_000,
  });
}
