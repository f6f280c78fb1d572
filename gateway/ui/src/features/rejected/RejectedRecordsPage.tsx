import { useState } from 'react';
import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import { REJECTED_STATES, type RejectedState, type RejectedSummary } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useRejectedRecords, type Kind } from './api';
import { Reasons } from './Reasons';

const SHOWN_REASONS = 3;

const columns = (kind: Kind) =>
  columnsOf<RejectedSummary>(
    {
      id: 'key',
      header: 'Record of',
      cell: (record) => (
        <Link to={`/${kind}/rejected/${encodeURIComponent(record.id)}`} className="fw-semibold">
          {record.key ?? 'Nobody named'}
        </Link>
      ),
    },
    {
      id: 'reasons',
      header: 'What is wrong',
      wide: true,
      cell: (record) => (
        <>
          <Reasons reasons={record.reasons.slice(0, SHOWN_REASONS)} />
          {record.reasons.length > SHOWN_REASONS && (
            <span className="muted">and {record.reasons.length - SHOWN_REASONS} more</span>
          )}
        </>
      ),
    },
    { id: 'state', header: 'State', cell: (record) => <StateBadge state={record.state} /> },
    {
      id: 'rejectedAt',
      header: 'Rejected',
      cell: (record) => <span className="muted">{formatDateTime(record.rejectedAt)}</span>,
    },
  );

export function RejectedRecordsPage({ kind }: { kind: Kind }) {
  const [state, setState] = useState<RejectedState>('REJECTED');
  const records = useRejectedRecords(kind, state);
  return (
    <>
      <PageHeader
        title="Rejected records"
        subtitle={`What other systems said about ${kind} and could not be taken in. It is kept for 30 days.`}
        back={{ to: `/${kind}`, label: kind === 'customers' ? 'Customers' : 'Orders' }}
      />
      <div className="toolbar">
        <select
          className="form-select w-auto"
          aria-label="State"
          value={state}
          onChange={(event) => setState(event.target.value as RejectedState)}
        >
          {REJECTED_STATES.map((option) => (
            <option key={option} value={option}>
              {formatConstant(option)}
            </option>
          ))}
        </select>
      </div>
      <Panel flush>
        <DataTable
          label="Rejected records"
          columns={columns(kind)}
          pages={records}
          rowId={(record) => record.id}
          empty={
            state === 'REJECTED' ? (
              <EmptyState icon="check2-circle" title="Nothing waits to be mended">
                Every record was taken in, or somebody has settled it.
              </EmptyState>
            ) : (
              <EmptyState icon="inbox" title={`Nothing was ${formatConstant(state).toLowerCase()} lately`} />
            )
          }
        />
      </Panel>
    </>
  );
}
