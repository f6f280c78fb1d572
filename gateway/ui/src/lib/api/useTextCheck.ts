import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/lib/hooks';
import { http } from './http';
import type { Channel, MessageDraft } from './types';

/** What is to be said against a text as it is edited: the same checks that drafts pass. */
export function useTextCheck(channel: Channel, subject: string | undefined, body: string | undefined) {
  const text = useDebounced(body === undefined ? null : JSON.stringify({ channel, subject, body }), 500);
  return useQuery({
    queryKey: ['insights', 'check', text],
    queryFn: ({ signal }) =>
      http.post<MessageDraft>('/api/insights/messages/check', JSON.parse(text ?? '{}'), signal),
    enabled: text !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}
