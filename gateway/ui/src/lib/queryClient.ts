import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './api/problem';

export const meKey = ['me'] as const;

/** Any 401 means signed out, wherever it came from: the person is forgotten and the sign-in page shows. */
export function createQueryClient(): QueryClient {
  const forgetPerson = (failure: Error) => {
    if (failure instanceof Problem && failure.status === 401) client.setQueryData(meKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: forgetPerson }),
    mutationCache: new MutationCache({ onError: forgetPerson }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, failure) =>
          failures < 2 && failure instanceof Problem && (failure.status === 0 || failure.status >= 502),
      },
    },
  });
  return client;
}
