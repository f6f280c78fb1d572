import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { ImportJob } from '@/lib/api/types';
import { meKey } from '@/lib/queryClient';
import { ConnectedContext, listen, type JobProgress, type StreamEvent } from '@/lib/stream';

/** Has what is on the screen asked for anew when the gateway says that it has changed. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(
    () => listen({ onConnected: setConnected, onEvent: (event) => void take(event, client) }),
    [client],
  );
  return <ConnectedContext value={connected}>{children}</ConnectedContext>;
}

function take(event: StreamEvent, client: QueryClient): Promise<void> {
  switch (event.name) {
    case 'hello':
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
    case 'job':
      return progress(event.job, client);
    case 'segment':
      return changed(client, 'segments', event.id, 'of');
    case 'campaign':
      return changed(client, 'campaigns', event.id);
  }
}

/** @param also what else is asked of the collection that one of it may have changed */
async function changed(
  client: QueryClient,
  collection: string,
  id: string,
  ...also: string[]
): Promise<void> {
  await Promise.all(
    [id, 'list', 'dashboard', ...also].map((part) =>
      client.invalidateQueries({ queryKey: [collection, part] }),
    ),
  );
}

async function progress(job: JobProgress, client: QueryClient): Promise<void> {
  const [what, collection] = job.kind.split('.');
  if (what !== 'import') return;
  const key = ['imports', collection, job.id];
  // What was asked before may be answered after, and is older.
  await client.cancelQueries({ queryKey: key });
  client.setQueryData<ImportJob>(
    key,
    (known) =>
      known && {
        ...known,
        state: job.state as ImportJob['state'],
        percent: job.percent,
        rows: job.done,
        rejected: job.rejected,
        failure: job.failure,
      },
  );
  if (job.state === 'RUNNING') {
    await client.invalidateQueries({ queryKey: ['imports', collection, 'list'] });
  } else {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['imports', collection] }),
      client.invalidateQueries({ queryKey: [collection] }),
    ]);
  }
}
