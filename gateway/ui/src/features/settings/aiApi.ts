import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { AiSettings, AiSettingsDraft } from '@/lib/api/types';

const key = ['settings', 'ai'];

export function useAiSettings() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.get<AiSettings>('/api/settings/ai', { signal }),
    refetchInterval: 30_000,
  });
}

/** @param version of the state that the change was made on */
export function useSaveAiSettings(version: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: AiSettingsDraft) => http.put<AiSettings>('/api/settings/ai', draft, version),
    onSuccess: (saved) => client.setQueryData(key, saved),
    // Somebody else may have been first: what they saved is then shown.
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}
