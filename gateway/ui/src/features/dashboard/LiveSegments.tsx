import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { formatNumber } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useLiveSegments } from './api';

export function LiveSegments() {
  const segments = useLiveSegments();
  const canWrite = useCan('write');
  return (
    <Panel
      title="Live segments"
      note="Who is in, right now"
      actions={<Link to="/segments">All segments</Link>}
      flush
    >
      {segments.isPending ? (
        <Skeleton rows={4} label="Loading segments" />
      ) : segments.isError && !segments.data ? (
        <ErrorState error={segments.error} onRetry={() => void segments.refetch()} />
      ) : segments.data.items.length === 0 ? (
        <EmptyState
          icon="diagram-3"
          title="No segments yet"
          action={
            canWrite && (
              <Link to="/segments/new" className="btn btn-sm btn-primary">
                Create a segment
              </Link>
            )
          }
        />
      ) : (
        <ul className="rows">
          {segments.data.items.map((segment) => (
            <li key={segment.id}>
              <Link to={`/segments/${segment.id}`}>{segment.name}</Link>
              <span className="rows-figure">{formatNumber(segment.size)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
