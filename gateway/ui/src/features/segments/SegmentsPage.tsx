import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { SearchBox } from '@/components/SearchBox';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import type { Segment } from '@/lib/api/types';
import { formatDateTime, formatNumber } from '@/lib/format';
import { useSettledText } from '@/lib/hooks';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { useSegments } from './api';
import { Backfill } from './Backfill';
import { Suggestions } from './Suggestions';

const columns = columnsOf<Segment>(
  {
    id: 'name',
    header: 'Segment',
    cell: (segment) => (
      <div className="person-text segment-name">
        <span className="segment-title">
          <Link to={`/segments/${segment.id}`}>{segment.name}</Link>
          {segment.state === 'ARCHIVED' && <StateBadge state={segment.state} />}
        </span>
        <span>{segment.description || segment.ruleDescription}</span>
      </div>
    ),
  },
  {
    id: 'size',
    header: 'In it now',
    cell: (segment) => (
      <>
        <span className="num fw-semibold">
          {segment.state === 'ARCHIVED' ? '–' : formatNumber(segment.size)}
        </span>
        <Backfill segment={segment} />
      </>
    ),
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    cell: (segment) => <span className="muted">{formatDateTime(segment.updatedAt)}</span>,
  },
);

export function SegmentsPage() {
  const [filters, setFilters] = useFilters(['search', 'state']);
  const { search, state } = filters;
  const [text, setText] = useSettledText(search, (typed) => setFilters({ search: typed }, { replace: true }));
  const segments = useSegments(filters);
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
      {search === '' && state === '' && <Suggestions />}
      <div className="toolbar">
        <SearchBox label="Search by name" value={text} onChange={setText} />
        <select
          className="form-select w-auto"
          aria-label="State"
          value={state}
          onChange={(event) => setFilters({ state: event.target.value })}
        >
          <option value="">Active</option>
          <option value="ARCHIVED">Archived</option>
          <option value="ALL">Active and archived</option>
        </select>
      </div>
      <Panel flush>
        <DataTable
          label="Segments"
          columns={columns}
          pages={segments}
          rowId={(segment) => segment.id}
          empty={
            search ? (
              <EmptyState icon="search" title={`No segment is called “${search}”`}>
                {state === '' && 'Archived ones are not among those that were searched.'}
              </EmptyState>
            ) : state === 'ARCHIVED' ? (
              <EmptyState icon="archive" title="Nothing is archived" />
            ) : (
              <EmptyState icon="diagram-3" title="No segments yet" action={newButton}>
                Describe an audience by profile, orders and messages, and see at once who is in it.
              </EmptyState>
            )
          }
        />
      </Panel>
    </>
  );
}
