import { useSearchParams, type NavigateOptions } from 'react-router';

/**
 * What narrows a list, kept in the query of its address under the names that the API has for it: so back, reload and a
 * link that is sent on show the same. A text that is empty is no filter.
 */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [query, setQuery] = useSearchParams();
  const filters = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const setFilters = (change: Partial<Record<Name, string>>, options?: NavigateOptions) =>
    setQuery((current) => {
      const next = new URLSearchParams(current);
      for (const [name, value] of Object.entries<string | undefined>(change)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    }, options);
  return [filters, setFilters] as const;
}
