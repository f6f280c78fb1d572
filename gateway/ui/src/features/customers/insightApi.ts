import { useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { CustomerInsight } from '@/lib/api/types';

export function useInsight(customerId: string) {
  return useQuery({
    queryKey: ['insights', 'customers', customerId],
    queryFn: ({ signal }) => http.get<CustomerInsight>(`/api/insights/customers/${customerId}`, { signal }),
    staleTime: 30_000,
  });
}
