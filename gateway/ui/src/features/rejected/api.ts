import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { RejectedRecord, RejectedState, RejectedSummary } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

/** What is fed, and so can be rejected. */
export type Kind = 'customers' | 'orders';

const pathOf = (kind: Kind, id: string) => `/api/${kind}/rejected/${encodeURIComponent(id)}`;

export function useRejectedRecords(kind: Kind, state: RejectedState) {
  return useCursorPages<RejectedSummary>(
    ['rejected', kind, 'list'],
    `/api/${kind}/rejected`,
    { state },
    { refetchInterval: 10_000 },
  );
}

export function useRejectedRecord(kind: Kind, id: string) {
  return useQuery({
    queryKey: ['rejected', kind, id],
    queryFn: ({ signal }) => http.get<RejectedRecord>(pathOf(kind, id), { signal }),
  });
}

/** Sends the text as it is: parsed here, it would lose names that stand twice and digits of long numbers. */
export function useResubmit(kind: Kind, id: string) {
  return useSettling(kind, id, (text: string) =>
    http.post<RejectedRecord>(`${pathOf(kind, id)}/resubmit`, new Blob([text], { type: 'application/json' })),
  );
}

export function useDiscard(kind: Kind, id: string) {
  return useSettling(kind, id, (reason: string) =>
    http.post<RejectedRecord>(`${pathOf(kind, id)}/discard`, { reason }),
  );
}

function useSettling(kind: Kind, id: string, mutationFn: (text: string) => Promise<RejectedRecord>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (record) => {
      client.setQueryData(['rejected', kind, id], record);
      void client.invalidateQueries({ queryKey: ['rejected', kind] });
      void client.invalidateQueries({ queryKey: [kind] });
    },
  });
}
