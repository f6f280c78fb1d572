import { useMemo } from 'react';
import Button from 'react-bootstrap/Button';
import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { FilterBar, type Filter } from '@/components/FilterBar';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { Action } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { useActivity } from './api';
import { detailsOf, subjectOf, wordsOf } from './words';

export function ActivityPage() {
  const canAudit = useCan('audit');
  return (
    <>
      <PageHeader title="Activity" subtitle="Who did what, newest first. It is kept for ever." />
      {canAudit ? (
        <Log />
      ) : (
        <Panel flush>
          <EmptyState icon="lock" title="Only managers and administrators see the activity" />
        </Panel>
      )}
    </>
  );
}

const SERVICES = ['customer', 'order', 'campaign', 'insight', 'auth'].map((name) => `${name}-service`);

const panel: readonly Filter<'service' | 'from' | 'to'>[] = [
  { name: 'service', label: 'Service', options: SERVICES.map((value) => ({ value, label: value })) },
  { name: 'from', label: 'From', type: 'date' },
  { name: 'to', label: 'To', type: 'date' },
];

const none = { actor: '', subject: '', service: '', from: '', to: '' };

function Log() {
  const [filters, setFilters] = useFilters(Object.keys(none) as (keyof typeof none)[]);
  const { actor, subject, service, from, to } = filters;
  const activity = useActivity(filters);
  const actorName = activity.items.find((action) => action.actor.id === actor)?.actor.name ?? actor;

  const columns = useMemo(
    () =>
      columnsOf<Action>(
        {
          id: 'actor',
          header: 'Who',
          cell: ({ actor: { id, name, kind } }) => (
            <>
              <button
                type="button"
                className="link-button"
                title={`Only what ${name} did`}
                onClick={() => setFilters({ actor: id })}
              >
                {name}
              </button>
              {kind === 'CLIENT' && <small className="d-block text-secondary">Another system</small>}
            </>
          ),
        },
        {
          id: 'action',
          header: 'What',
          cell: (action) => {
            const details = detailsOf(action);
            return (
              <>
                <span title={action.action}>{wordsOf(action.action)}</span>{' '}
                {action.outcome === 'UNCERTAIN' && (
                  <span className="badge text-bg-warning" title="It failed in the middle.">
                    May not be done
                  </span>
                )}
                {details && <small className="d-block text-secondary activity-details">{details}</small>}
              </>
            );
          },
        },
        {
          id: 'subject',
          header: 'On',
          cell: (action) => {
            const about = subjectOf(action);
            if (!about) return <span className="muted">–</span>;
            return (
              <span className="activity-subject">
                {about.to ? <Link to={about.to}>{about.kind}</Link> : about.kind}{' '}
                <button
                  type="button"
                  className="link-button"
                  title={`Everything that was done to ${about.id}`}
                  onClick={() => setFilters({ subject: about.id })}
                >
                  <code>{about.id.slice(-8)}</code>
                </button>
              </span>
            );
          },
        },
        {
          id: 'at',
          header: 'When',
          cell: ({ at }) => <span className="muted">{formatDateTime(at)}</span>,
        },
      ),
    [setFilters],
  );

  const active = Object.values(filters).some(Boolean);
  return (
    <>
      <FilterBar
        filters={panel}
        values={{ service, from, to }}
        onChange={setFilters}
        active={active}
        onClear={() => setFilters(none)}
      >
        {actor && <Narrowed what="By" name={actorName} onClear={() => setFilters({ actor: '' })} />}
        {subject && <Narrowed what="On" name={subject} onClear={() => setFilters({ subject: '' })} />}
      </FilterBar>
      <Panel flush>
        <DataTable
          label="Activity"
          columns={columns}
          pages={activity}
          rowId={({ id }) => id}
          empty={
            active ? (
              <EmptyState icon="search" title="Nothing is found with these filters" />
            ) : (
              <EmptyState icon="clock-history" title="Nobody has changed anything yet" />
            )
          }
        />
      </Panel>
    </>
  );
}

interface NarrowedProps {
  what: string;
  name: string;
  onClear: () => void;
}

/** One thing that the list is narrowed to by having been chosen in it. */
function Narrowed({ what, name, onClear }: NarrowedProps) {
  return (
    <Button variant="outline-secondary" className="activity-narrowed" onClick={onClear}>
      {what} <strong>{name}</strong> <i className="bi bi-x-lg" aria-hidden="true" />
      <span className="visually-hidden">, show all again</span>
    </Button>
  );
}
