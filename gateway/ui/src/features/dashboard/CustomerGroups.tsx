import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
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
  const expects = groups.some(({ expectedValue }) => expectedValue !== undefined);
  return (
    <>
      <div className="table-scroll" role="group" aria-label="Customer groups" tabIndex={0}>
        <table className="data-table data-table-compact" aria-label="Customer groups">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col" className="num">
                Customers
              </th>
              <th scope="col" className="num">
                Share
              </th>
              <th scope="col" className="num">
                Spent ever
              </th>
              <th scope="col" className="num">
                Share of it
              </th>
              {expects && (
                <th scope="col" className="num">
                  Expected in 90 days
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ key, title, meaning, customers, share, revenue, revenueShare, expectedValue }) => (
              <tr key={key}>
                <td>
                  <span className="bar-cell">
                    <span>
                      <strong>{title}</strong> <small className="text-secondary">{meaning}</small>
                    </span>
                    <span className="meter meter-thin" aria-hidden="true">
                      <span style={{ width: `${(share / most) * 100}%` }} />
                    </span>
                  </span>
                </td>
                <td className="num">{formatNumber(customers)}</td>
                <td className="num">{formatShare(share)}</td>
                <td className="num">{formatMoney(revenue, base.currency, { compact: true })}</td>
                <td className="num">{formatShare(revenueShare)}</td>
                {expects && (
                  <td className="num">{formatMoney(expectedValue, base.currency, { compact: true })}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
