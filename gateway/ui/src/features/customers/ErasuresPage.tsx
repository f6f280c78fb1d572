import type { Erasure } from '@/lib/api/types';
import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import { formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { ErasureBadge } from './ErasureState';
import { useErasures } from './personApi';

const columns = columnsOf<Erasure>(
  {
    id: 'customer',
    header: 'Customer',
    cell: (erasure) => <Link to={`/customers/${erasure.customerId}`}>{erasure.customerId}</Link>,
  },
  {
    id: 'erasedAt',
    header: 'Erased',
    cell: (erasure) => <span className="muted">{formatDateTime(erasure.erasedAt)}</span>,
  },
  { id: 'requestedBy', header: 'Asked for by', cell: (erasure) => erasure.requestedBy },
  { id: 'state', header: 'Services', cell: (erasure) => <ErasureBadge erasure={erasure} /> },
);

export function ErasuresPage() {
  const canErase = useCan('erase');
  return (
    <>
      <PageHeader
        title="Erasures"
        subtitle="Whose data was erased, and whether every service has confirmed, newest first."
        back={{ to: '/customers', label: 'Customers' }}
      />
      <Panel flush>
        {canErase ? (
          <List />
        ) : (
          <EmptyState icon="lock" title="Only managers and administrators see erasures" />
        )}
      </Panel>
    </>
  );
}

function List() {
  const erasures = useErasures();
  return (
    <DataTable
      label="Erasures"
      columns={columns}
      pages={erasures}
      rowId={(erasure) => erasure.customerId}
      empty={
        <EmptyState icon="person-x" title="Nobody was erased yet">
          A customer’s page has “Erase…”.
        </EmptyState>
      }
    />
  );
}
