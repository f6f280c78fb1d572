import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { Table, type Column } from '@/components/Table';
import type { CustomerBase } from '@/lib/api/types';
import { formatDateTime, formatMoney, formatNumber, formatShare, plural } from '@/lib/format';
import { useCustomerBase } from './api';

/** Everybody by how recently, how often and for how much they bought. */
export function CustomerGroups() {
  const base = useCustomerBase();
  return (
    <Panel
      title="Customer groups"
      note={
        base.data &&
        `${plural(base.data.customers, 'customer')}, looked at on ${formatDateTime(base.data.countedAt)}`
      }
      flush
    >
      {base.isPending ? (
        <Skeleton rows={5} label="Loading customer groups" />
      ) : base.isError && !base.data ? (
        <ErrorState error={base.error} onRetry={() => void base.refetch()} />
      ) : base.data.groups.length === 0 ? (
        <EmptyState icon="people" title="Too few customers to compare yet">
          {base.data.modelNote}
        </EmptyState>
      ) : (
        <Groups base={base.data} />
      )}
    </Panel>
  );
}

function Groups({ base }: { base: CustomerBase }) {
  const groups = base.groups.filter(({ customers }) => customers > 0);
  const most = Math.max(...groups.map(({ share }) => share), Number.MIN_VALUE);
  const columns: Column<CustomerBase['groups'][number]>[] = [
    {
      header: 'Group',
      cell: ({ title, meaning, share }) => (
        <span className="bar-cell">
          <span>
            <strong>{title}</strong> <small className="text-secondary">{meaning}</small>
          </span>
          <span className="meter meter-thin" aria-hidden="true">
            <span style={{ width: `${(share / most) * 100}%` }} />
          </span>
        </span>
      ),
    },
    { header: 'Customers', numeric: true, cell: ({ customers }) => formatNumber(customers) },
    { header: 'Share', numeric: true, cell: ({ share }) => formatShare(share) },
    {
      header: 'Spent ever',
      numeric: true,
      cell: ({ revenue }) => formatMoney(revenue, base.currency, { compact: true }),
    },
    { header: 'Share of it', numeric: true, cell: ({ revenueShare }) => formatShare(revenueShare) },
  ];
  if (groups.some(({ expectedValue }) => expectedValue !== undefined)) {
    columns.push({
      header: 'Expected in 90 days',
      numeric: true,
      cell: ({ expectedValue }) => formatMoney(expectedValue, base.currency, { compact: true }),
    });
  }
  return (
    <>
      <Table
        label="Customer groups"
        columns={columns}
        rows={groups}
        keyOf={({ key }) => key}
        frame={{ compact: true }}
      />
      <details className="how how-flush">
        <summary>How groups and expectations come about</summary>
        <p>
          Everybody who ever bought is scored from 1 to 5 by how recently, how often and for how much they
          bought; the scores make the group. {base.modelNote}
        </p>
      </details>
    </>
  );
}
