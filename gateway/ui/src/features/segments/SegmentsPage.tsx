import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { Segment } from '@/lib/api/types';
import { formatDateTime, formatNumber } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useSegments } from './api';
import { Backfill } from './Backfill';

const columns = columnsOf<Segment>(
  {
    id: 'name',
    header: 'Segment',
    cell: (segment) => (
      <div className="person-text">
        <Link to={`/segments/${segment.id}`}>{segment.name}</Link>
        <span>{segment.description || segment.ruleDescription}</span>
      </div>
    ),
  },
  {
    id: 'size',
    header: 'In it now',
    cell: (segment) => <span className="num fw-semibold">{formatNumber(segment.size)}</span>,
  },
  { id: 'backfill', header: 'Progress', cell: (segment) => <Backfill segment={segment} /> },
  {
    id: 'updatedAt',
    header: 'Changed',
    cell: (segment) => <span className="muted">{formatDateTime(segment.updatedAt)}</span>,
  },
);

export function SegmentsPage() {
  const segments = useSegments();
  const canWrite = useCan('write');
  const newButton = canWrite && (
    <Link to="/segments/new" className="btn btn-primary">
      <i className="bi bi-plus-lg me-1" aria-hidden="true" /> New segment
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Segments"
        subtitle={
          <>
            <span className="live-dot" aria-hidden="true" />
            Audiences that follow your customers as they change.
          </>
        }
        actions={newButton}
      />
      <Panel flush>
        <DataTable
          label="Segments"
          columns={columns}
          pages={segments}
          rowId={(segment) => segment.id}
          empty={
            <EmptyState icon="diagram-3" title="No segments yet" action={newButton}>
              Describe an audience by profile, orders and messages, and see at once who is in it.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}
