import { useMutation, useQuery } from '@tanstack/react-query';
import { http } from '@/lib/api/http';
import type { SegmentSuggestions, WordsAnswer } from '@/lib/api/types';

export interface Words {
  text: string;
  /** Who is to answer; the model where there is one if this is absent. */
  engine?: 'RULES_ENGINE';
}

/** Turns words into a rule. Nothing is saved by it. */
export function useWordsToRule() {
  return useMutation({
    mutationFn: (words: Words) => http.post<WordsAnswer>('/api/insights/rule', words),
  });
}

export function useSuggestions() {
  return useQuery({
    queryKey: ['insights', 'segments'],
    queryFn: ({ signal }) => http.get<SegmentSuggestions>('/api/insights/segments', { signal }),
    staleTime: 60_000,
  });
}
