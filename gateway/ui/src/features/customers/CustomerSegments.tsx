import { Link, useNavigate } from 'react-router';
import { Panel } from '@/components/Panel';
import { SegmentPicker } from '@/components/SegmentPicker';
import { ErrorState, Skeleton } from '@/components/states';
import { formatDate } from '@/lib/format';
import { useSegmentsOf } from './api';

/** The segments that a customer is in, and the way to why they are or are not in one. */
export function CustomerSegments({ customerId }: { customerId: string }) {
  const segments = useSegmentsOf(customerId);
  const navigate = useNavigate();
  const why = (segmentId: string) => `/segments/${segmentId}/why/${customerId}`;
  return (
    <Panel title="Segments">
      {segments.isPending ? (
        <Skeleton rows={2} label="Loading segments" />
      ) : segments.isError && !segments.data ? (
        <ErrorState error={segments.error} onRetry={() => void segments.refetch()} />
      ) : segments.data.length === 0 ? (
        <p className="text-secondary">In none at the moment.</p>
      ) : (
        <ul className="merged mb-3" aria-label="Segments they are in">
          {segments.data.map(({ segmentId, name, since }) => (
            <li key={segmentId}>
              <div>
                <Link to={`/segments/${segmentId}`}>{name}</Link>
                <div>
                  <small>Since {formatDate(since)}</small>
                </div>
              </div>
              <Link to={why(segmentId)} aria-label={`Why in ${name}?`}>
                Why?
              </Link>
            </li>
          ))}
        </ul>
      )}
      <SegmentPicker
        label="Check another segment"
        except={segments.data?.map(({ segmentId }) => segmentId)}
        onSelect={(segment) => segment && void navigate(why(segment.id))}
      />
    </Panel>
  );
}
