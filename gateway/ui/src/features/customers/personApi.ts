import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import { Problem } from '@/lib/api/problem';
import type { Customer, Duplicate, Erasure } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

/** What became of a customer who cannot be shown any more. */
export interface Gone {
  mergedInto?: string;
  erasedAt?: string;
}

export function goneOf(error: unknown): Gone | null {
  if (!(error instanceof Problem) || error.status !== 410) return null;
  const text = (name: string) => {
    const value = error.members[name];
    return typeof value === 'string' ? value : undefined;
  };
  return { mergedInto: text('mergedInto'), erasedAt: text('erasedAt') };
}

export function useErasures() {
  return useCursorPages<Erasure>(
    ['customers', 'erasures'],
    '/api/customers/erasures',
    {},
    { refetchInterval: 5_000 },
  );
}

/** Asked for until every service has confirmed. */
export function useErasure(customerId: string) {
  return useQuery({
    queryKey: ['customers', 'erasures', customerId],
    queryFn: ({ signal }) => http.get<Erasure>(`/api/customers/erasures/${customerId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.complete ? false : 2_000),
  });
}

export function useErase(customerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.remove<Erasure>(`/api/customers/${customerId}`),
    onSuccess: async (erasure) => {
      client.setQueryData(['customers', 'erasures', customerId], erasure);
      for (const other of [
        ['orders', 'of', customerId],
        ['communications', 'of', customerId],
      ]) {
        client.removeQueries({ queryKey: other });
      }
      // Nothing of them is to stay on the screen, not even until the answer comes.
      await client.resetQueries({ queryKey: ['customers', customerId] });
      await client.invalidateQueries({ queryKey: ['customers'] });
    },
  });
}

/** Everything that all services hold of a person, as a file. */
export function useExport(customerId: string) {
  return useMutation({
    mutationFn: () => http.download(`/api/customers/${customerId}/export`),
    onSuccess: (file) => {
      const address = URL.createObjectURL(file);
      const link = document.createElement('a');
      link.href = address;
      link.download = `customer-${customerId}.json`;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}

/** In small pages: each group is shown with all that its customers have. */
export function useDuplicates() {
  return useCursorPages<Duplicate>(['customers', 'duplicates'], '/api/customers/duplicates', { limit: 10 });
}

export function useDismiss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (duplicate: Duplicate) =>
      http.post<void>(`/api/customers/duplicates/${duplicate.id}/dismiss`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers', 'duplicates'] }),
  });
}

interface Merge {
  survivor: string;
  /** Those who go into the survivor. */
  others: string[];
}

export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ survivor, others }: Merge) => {
      for (const customerId of others) {
        await http.post<Customer>(`/api/customers/${survivor}/merge`, { customerId });
      }
    },
    // Some may have been merged before one could not be.
    onSettled: () =>
      Promise.all(
        ['customers', 'orders', 'communications'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
}

export function useUndoMerge(survivor: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mergedId: string) =>
      http.post<Customer>(`/api/customers/${survivor}/merge/${mergedId}/undo`),
    onSuccess: () =>
      Promise.all(
        ['customers', 'orders', 'communications'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
