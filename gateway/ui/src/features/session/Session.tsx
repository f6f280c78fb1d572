import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from '@/components/states';
import { http } from '@/lib/api/http';
import { Problem } from '@/lib/api/problem';
import type { Me } from '@/lib/api/types';
import { meKey } from '@/lib/queryClient';
import { SessionContext } from '@/lib/session';
import { SignInPage } from './SignInPage';

async function whoAmI(signal: AbortSignal): Promise<Me | null> {
  try {
    return await http.get<Me>('/api/me', { signal });
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 401) return null;
    throw failure;
  }
}

/** Shows what is inside to people who are signed in, and the sign-in page to everybody else. */
export function Session({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: meKey, queryFn: ({ signal }) => whoAmI(signal), staleTime: 60_000 });

  if (me.isPending) {
    return (
      <div className="session-wait">
        <Skeleton rows={4} label="Loading Mi-CMS" />
      </div>
    );
  }
  if (me.isError && me.data === undefined) {
    return (
      <div className="session-wait">
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      </div>
    );
  }
  return me.data ? <SessionContext value={me.data}>{children}</SessionContext> : <SignInPage />;
}
