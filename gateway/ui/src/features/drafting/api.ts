import { useMutation } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { MessageBrief, MessageDrafts, SubjectLines } from '@/lib/api/types';

/** Has a campaign's message drafted. Nothing is saved by that. */
export function useDrafts() {
  return useMutation({
    mutationFn: (brief: MessageBrief) => http.post<MessageDrafts>('/api/insights/messages', brief),
  });
}

export function useSubjectLines() {
  return useMutation({
    mutationFn: (text: { about?: string; body?: string; count?: number }) =>
      http.post<SubjectLines>('/api/insights/messages/subjects', text),
  });
}
