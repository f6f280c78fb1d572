import type { ReactNode } from 'react';
import { Change } from '@/components/Change';
import type { Dashboard } from '@/lib/api/types';
import { formatMoney, formatNumber, formatShare } from '@/lib/format';
import { formatRange } from '@/lib/range';
import type { Metric } from './series';

interface FiguresProps {
  data: Dashboard;
  /** The one that the chart shows. */
  metric: Metric;
  onMetric: (metric: Metric) => void;
}

/** The figures of the period beside those of the period before; some of them choose what the chart shows. */
export function Figures({ data, metric, onMetric }: FiguresProps) {
  const { customers, orders, messages, before, currency } = data;
  const than = formatRange(data.comparedWith);
  const chart = { metric, onMetric };
  return (
    <div className="stats stats-kpi">
      <Kpi
        {...chart}
        label="Revenue"
        icon="cash-stack"
        shows="revenue"
        value={formatMoney(orders.revenue, currency, {
          compact: Number(orders.revenue) >= 1e7,
          whole: Number(orders.revenue) >= 1e4,
        })}
        change={<Change now={Number(orders.revenue)} before={Number(before.orders.revenue)} than={than} />}
        was={formatMoney(before.orders.revenue, currency, {
          compact: Number(before.orders.revenue) >= 1e7,
          whole: Number(before.orders.revenue) >= 1e4,
        })}
      />
      <Kpi
        {...chart}
        label="Orders"
        icon="bag"
        shows="orders"
        value={formatNumber(orders.counted)}
        change={<Change now={orders.counted} before={before.orders.counted} than={than} />}
        was={formatNumber(before.orders.counted)}
      />
      <Kpi
        {...chart}
        label="Average order"
        icon="receipt"
        shows="average"
        value={formatMoney(orders.average, currency)}
        change={<Change now={Number(orders.average)} before={Number(before.orders.average)} than={than} />}
        was={formatMoney(before.orders.average, currency)}
      />
      <Kpi
        {...chart}
        label="New customers"
        icon="person-plus"
        shows="newCustomers"
        value={formatNumber(customers.new)}
        change={<Change now={customers.new} before={before.customers.new} than={than} />}
        was={formatNumber(before.customers.new)}
      />
      <Kpi
        label="Customers"
        icon="people"
        value={formatNumber(customers.total)}
        change={<Change now={customers.total} before={before.customers.total} than={than} />}
        was={formatNumber(before.customers.total)}
      />
      <Kpi
        label="Active customers"
        icon="person-check"
        value={formatNumber(customers.active)}
        change={<Change now={customers.active} before={before.customers.active} than={than} />}
        was={formatNumber(before.customers.active)}
      />
      <Kpi
        label="Repeat rate"
        icon="arrow-repeat"
        value={customers.repeatRate === undefined ? '–' : formatShare(customers.repeatRate)}
        change={
          customers.repeatRate !== undefined &&
          before.customers.repeatRate !== undefined && (
            <Change now={customers.repeatRate} before={before.customers.repeatRate} than={than} />
          )
        }
        was={before.customers.repeatRate === undefined ? '–' : formatShare(before.customers.repeatRate)}
      />
      <Kpi
        {...chart}
        label="Messages sent"
        icon="send"
        shows="messagesSent"
        value={formatNumber(messages.sent)}
        change={<Change now={messages.sent} before={before.messages.sent} than={than} />}
        was={formatNumber(before.messages.sent)}
      />
    </div>
  );
}

interface KpiProps {
  label: string;
  icon: string;
  value: string;
  change: ReactNode;
  /** What it was in the period before. */
  was: string;
  /** What the chart shows once this is chosen; it cannot be where this is absent. */
  shows?: Metric;
  metric?: Metric;
  onMetric?: (metric: Metric) => void;
}

function Kpi({ label, icon, value, change, was, shows, metric, onMetric }: KpiProps) {
  const chosen = shows !== undefined && shows === metric;
  return (
    <div className={`stat ${chosen ? 'stat-chosen' : ''}`} role="group" aria-label={label}>
      <div className="stat-label">
        <i className={`bi bi-${icon}`} aria-hidden="true" />
        {shows === undefined ? (
          label
        ) : (
          <button
            type="button"
            className="stat-choose"
            aria-pressed={chosen}
            aria-label={`Show ${label.toLowerCase()} in the chart`}
            title="Show in the chart"
            onClick={() => onMetric?.(shows)}
          >
            {label}
          </button>
        )}
      </div>
      <div className="stat-value">{value}</div>
      <div className="stat-note">
        {change} <span className="text-nowrap">was {was}</span>
      </div>
    </div>
  );
}
