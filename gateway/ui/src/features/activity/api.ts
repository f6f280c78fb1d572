import type { Action } from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';

/** Those that all filters want, by the API's names for them. */
export function useActivity(filters: Record<string, string>) {
  return useCursorPages<Action>(['audit', 'list'], '/api/audit', filters, { refetchInterval: 10_000 });
}
