import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import { Problem } from '@/lib/api/problem';
import type {
  AiSettings,
  AiSettingsDraft,
  BrandChange,
  BrandSettings,
  DeliveryChange,
  DeliverySettings,
  NewSuppression,
  Suppression,
} from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

/** Settings are kept as a whole, under the version that they were read in. */
function useSettings<T>(name: string) {
  return useQuery({
    queryKey: ['settings', name],
    queryFn: ({ signal }) => http.get<T>(`/api/settings/${name}`, { signal }),
    refetchInterval: 30_000,
  });
}

function useSaveSettings<T, Change>(name: string) {
  const client = useQueryClient();
  const queryKey = ['settings', name];
  return useMutation({
    mutationFn: ({ change, version }: { change: Change; version: number }) =>
      http.put<T>(`/api/settings/${name}`, change, version),
    onSuccess: (stored) => void client.setQueryData(queryKey, stored),
    // Somebody else saved them: what they are now has to be seen.
    onError: (problem) => {
      if (problem instanceof Problem && problem.status === 412) void client.invalidateQueries({ queryKey });
    },
  });
}

export const useDeliverySettings = () => useSettings<DeliverySettings>('delivery');
export const useSaveDelivery = () => useSaveSettings<DeliverySettings, DeliveryChange>('delivery');
export const useBrand = () => useSettings<BrandSettings>('brand');
export const useSaveBrand = () => useSaveSettings<BrandSettings, BrandChange>('brand');
export const useAi = () => useSettings<AiSettings>('ai');
export const useSaveAi = () => useSaveSettings<AiSettings, AiSettingsDraft>('ai');

export function useSuppressions(filters: Record<string, string>) {
  return useCursorPages<Suppression>(['suppressions', 'list'], '/api/suppressions', filters, {
    refetchInterval: 15_000,
  });
}

export function useAddSuppression() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (suppression: NewSuppression) => http.post<Suppression>('/api/suppressions', suppression),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}

export function useLiftSuppression(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      http.remove(`/api/suppressions/${id}${note ? `?note=${encodeURIComponent(note)}` : ''}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}
