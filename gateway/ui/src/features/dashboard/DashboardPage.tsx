import { useState } from 'react';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { StatCard } from '@/components/StatCard';
import { ErrorState, Skeleton } from '@/components/states';
import type { Dashboard } from '@/lib/api/types';
import { formatMoney, formatNumber, formatTime } from '@/lib/format';
import { useDashboard } from './api';
import { LiveSegments } from './LiveSegments';
import { RevenueChart } from './RevenueChart';
import { RunningCampaigns } from './RunningCampaigns';
import { TopCities } from './TopCities';

const periods = [7, 30, 90].map((value) => ({ value, label: `${value} days` }));

export function DashboardPage() {
  const [days, setDays] = useState(30);
  const dashboard = useDashboard(days);
  return (
    <>
      <PageHeader
        title="Dashboard"
        subtitle={
          dashboard.data && (
            <>
              <span className="live-dot" aria-hidden="true" />
              Live, as of {formatTime(dashboard.data.asOf)}
            </>
          )
        }
        actions={<Segmented label="Period" options={periods} value={days} onChange={setDays} />}
      />
      {dashboard.data ? (
        <Figures data={dashboard.data} />
      ) : (
        <Panel>
          {dashboard.isError ? (
            <ErrorState error={dashboard.error} onRetry={() => void dashboard.refetch()} />
          ) : (
            <Skeleton rows={8} label="Loading the dashboard" />
          )}
        </Panel>
      )}
      <div className="dashboard-grid dashboard-grid-even">
        <LiveSegments />
        <RunningCampaigns />
      </div>
    </>
  );
}

function Figures({ data }: { data: Dashboard }) {
  const { customers, orders, messages, currency, period } = data;
  const within = `in ${period.days} days`;
  return (
    <>
      <div className="stats stats-six">
        <StatCard
          icon="people"
          label="Customers"
          value={formatNumber(customers.total)}
          note={`${formatNumber(customers.active)} active`}
        />
        <StatCard
          icon="person-plus"
          label="New customers"
          value={formatNumber(customers.new)}
          note={within}
        />
        <StatCard icon="bag" label="Orders" value={formatNumber(orders.counted)} note={within} />
        <StatCard
          icon="cash-stack"
          label="Revenue"
          value={formatMoney(orders.revenue, currency, {
            compact: Number(orders.revenue) >= 1e7,
            whole: Number(orders.revenue) >= 1e4,
          })}
          note={within}
        />
        <StatCard
          icon="receipt"
          label="Average order"
          value={formatMoney(orders.average, currency)}
          note={within}
        />
        <StatCard
          icon="send"
          label="Messages sent"
          value={formatNumber(messages.sent)}
          note={
            messages.failed > 0
              ? `${formatNumber(messages.failed)} failed`
              : `${formatNumber(messages.queued)} waiting`
          }
        />
      </div>
      <div className="dashboard-grid">
        <RevenueChart series={data.series} currency={currency} />
        <TopCities cities={data.topCities} currency={currency} />
      </div>
    </>
  );
}
