import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { DashboardDay } from '@/lib/api/types';
import { formatCompact, formatDay, formatMoney, formatNumber, plural } from '@/lib/format';

interface RevenueChartProps {
  series: DashboardDay[];
  currency: string;
}

export function RevenueChart({ series, currency }: RevenueChartProps) {
  const points = series.map((day) => ({ day: day.day, revenue: Number(day.revenue), orders: day.orders }));
  const revenue = points.reduce((sum, point) => sum + point.revenue, 0);
  const orders = points.reduce((sum, point) => sum + point.orders, 0);
  return (
    <Panel title="Revenue and orders" note="By day">
      {orders === 0 ? (
        <EmptyState icon="bar-chart" title="No orders in this period yet">
          Orders show here the moment they arrive.
        </EmptyState>
      ) : (
        <div
          role="img"
          aria-label={`${formatMoney(revenue, currency)} of revenue from ${plural(orders, 'order')} over ${series.length} days`}
        >
          <ResponsiveContainer width="100%" height={330} minWidth={0}>
            <ComposedChart
              data={points}
              margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              <CartesianGrid yAxisId="revenue" vertical={false} stroke="#e8eaf1" />
              <XAxis
                dataKey="day"
                tickFormatter={formatDay}
                tickLine={false}
                axisLine={false}
                minTickGap={28}
                tick={{ fill: '#656b82', fontSize: 12 }}
                dy={6}
              />
              <YAxis
                yAxisId="revenue"
                tickFormatter={formatCompact}
                tickLine={false}
                axisLine={false}
                width={46}
                tick={{ fill: '#656b82', fontSize: 12 }}
              />
              <YAxis
                yAxisId="orders"
                orientation="right"
                allowDecimals={false}
                tickLine={false}
                axisLine={false}
                width={34}
                tick={{ fill: '#656b82', fontSize: 12 }}
              />
              <Tooltip
                labelFormatter={(day) => (typeof day === 'string' ? formatDay(day) : '')}
                formatter={(value, name) =>
                  name === 'Revenue' ? formatMoney(Number(value), currency) : formatNumber(Number(value))
                }
                contentStyle={{ borderRadius: 10, borderColor: '#e3e5ee' }}
                cursor={{ fill: '#f1f2f8' }}
              />
              <Legend verticalAlign="top" align="right" height={30} iconType="circle" iconSize={9} />
              <Bar
                yAxisId="revenue"
                dataKey="revenue"
                name="Revenue"
                fill="#4f46e5"
                radius={[4, 4, 0, 0]}
                maxBarSize={26}
                isAnimationActive={false}
              />
              <Line
                yAxisId="orders"
                dataKey="orders"
                name="Orders"
                type="linear"
                stroke="#d97706"
                strokeWidth={2.25}
                dot={false}
                isAnimationActive={false}
              />
            </ComposedChart>
          </ResponsiveContainer>
        </div>
      )}
    </Panel>
  );
}
