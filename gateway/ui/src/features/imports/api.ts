import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { ImportJob, ImportTrial } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';
import { usePolling } from '@/lib/stream';

/** What tables there can be of. */
export type Kind = 'customers' | 'orders';

const pathOf = (kind: Kind, id?: string) => `/api/${kind}/import${id === undefined ? '' : `/${id}`}`;
const keyOf = (kind: Kind, ...rest: string[]) => ['imports', kind, ...rest];

export function useImports(kind: Kind) {
  return useCursorPages<ImportJob>(
    keyOf(kind, 'list'),
    pathOf(kind),
    {},
    { refetchInterval: usePolling(5_000) },
  );
}

/** The import as it goes on: asked for every second while it runs and nobody tells. */
export function useImport(kind: Kind, id: string) {
  const every = usePolling(1_000);
  return useQuery({
    queryKey: keyOf(kind, id),
    queryFn: ({ signal }) => http.get<ImportJob>(pathOf(kind, id), { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? every : false),
  });
}

export function useUpload(kind: Kind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => http.upload<ImportJob>(pathOf(kind), file, { fileName: file.name }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(kind, 'list') }),
  });
}

/** Says what the columns are, and tries the first rows with it. */
export function useTrial(kind: Kind, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: { delimiter?: string; mapping?: string[] }) => {
      const job = await http.put<ImportJob>(`${pathOf(kind, id)}/mapping`, change);
      client.setQueryData(keyOf(kind, id), job);
      return job.mapping.some((field) => field !== '')
        ? http.get<ImportTrial>(`${pathOf(kind, id)}/check`)
        : undefined;
    },
  });
}

export function useStep(kind: Kind, id: string, step: 'start' | 'cancel') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.post<ImportJob>(`${pathOf(kind, id)}/${step}`),
    onSuccess: (job) => {
      client.setQueryData(keyOf(kind, id), job);
      void client.invalidateQueries({ queryKey: [kind] });
    },
  });
}

export const rejectedAddress = (kind: Kind, id: string) => `${pathOf(kind, id)}/rejected`;
