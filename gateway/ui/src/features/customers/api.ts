import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type {
  Communication,
  CommunicationChange,
  Customer,
  CustomerChange,
  NewCommunication,
  Order,
  SegmentOfCustomer,
  TagChange,
  Tagged,
} from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';
import { usePolling } from '@/lib/stream';

/** Those whom all filters want, by the API's names for them. */
export function useCustomers(filters: Record<string, string>, sort: string) {
  return useCursorPages<Customer>(['customers', 'list'], '/api/customers', { ...filters, sort });
}

export function useCustomer(id: string) {
  return useQuery({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => http.get<Customer>(`/api/customers/${id}`, { signal }),
  });
}

export function useCustomerOrders(customerId: string) {
  return useCursorPages<Order>(
    ['orders', 'of', customerId],
    '/api/orders',
    { customerId, limit: 10 },
    { refetchInterval: 10_000 },
  );
}

/** Active segments that a customer is in. */
export function useSegmentsOf(customerId: string) {
  return useQuery({
    queryKey: ['segments', 'of', customerId],
    queryFn: async ({ signal }) => {
      const { items } = await http.get<{ items: SegmentOfCustomer[] }>(`/api/segments/of/${customerId}`, {
        signal,
      });
      return items;
    },
    refetchInterval: usePolling(5_000),
  });
}

export function useTimeline(customerId: string) {
  return useCursorPages<Communication>(
    ['communications', 'of', customerId],
    '/api/communications',
    { customerId, limit: 20 },
    { refetchInterval: 5_000 },
  );
}

export function useAddCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (customer: CustomerChange) => http.post<Customer>('/api/customers', customer),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  });
}

export function useEditCustomer(customer: Customer) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: CustomerChange) =>
      http.patch<Customer>(`/api/customers/${customer.id}`, change, customer.version),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  });
}

/** Changes the tags of up to 1,000 customers at once. */
export function useTag() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: TagChange) => http.post<Tagged>('/api/customers/tags', change),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  });
}

export function useAddNote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: NewCommunication) => http.post<Communication>('/api/communications', note),
    onSuccess: () => client.invalidateQueries({ queryKey: ['communications'] }),
  });
}

export function useEditNote({ id, version = 0 }: Communication) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: CommunicationChange) =>
      http.patch<Communication>(`/api/communications/${id}`, change, version),
    onSuccess: () => client.invalidateQueries({ queryKey: ['communications'] }),
  });
}

export function useDeleteNote({ id, version }: Communication) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.remove(`/api/communications/${id}`, version),
    onSuccess: () => client.invalidateQueries({ queryKey: ['communications'] }),
  });
}
