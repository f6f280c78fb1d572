import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { NewOrder, Order } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

/** Those that all filters want, by the API's names for them. */
export function useOrders(filters: Record<string, string>) {
  return useCursorPages<Order>(['orders', 'list'], '/api/orders', filters, { refetchInterval: 10_000 });
}

export function useDeleteOrder({ id, version }: Order) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.remove(`/api/orders/${id}`, version),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders'] }),
  });
}

export function useAddOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: NewOrder) => http.post<Order>('/api/orders', order),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders'] }),
  });
}
