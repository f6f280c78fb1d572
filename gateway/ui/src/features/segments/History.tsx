import { useState } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { Table, type Column } from '@/components/Table';
import type { SegmentDay } from '@/lib/api/types';
import { formatCompact, formatDay, formatNumber } from '@/lib/format';
import { useHistory } from './api';

const periods = [
  { value: 30, label: '30 days' },
  { value: 90, label: '90 days' },
  { value: 365, label: 'A year' },
] as const;

/** How large a segment was, and who came and went, day by day. */
export function History({ segmentId }: { segmentId: string }) {
  const [days, setDays] = useState<number>(30);
  const [asTable, setAsTable] = useState(false);
  const history = useHistory(segmentId, days);
  return (
    <Panel
      title="Over time"
      note={history.data && summary(history.data)}
      actions={<Segmented label="Period" options={periods} value={days} onChange={setDays} />}
    >
      {history.isPending ? (
        <Skeleton rows={6} label="Loading its history" />
      ) : history.isError && !history.data ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : history.data.every(({ joined, left, size }) => joined + left + size === 0) ? (
        <EmptyState icon="graph-up" title="Nobody has come or gone yet" />
      ) : (
        <div className={history.isPlaceholderData ? 'is-stale' : ''}>
          {asTable ? <Days days={history.data} /> : <Charts days={history.data} />}
          <button
            type="button"
            className="btn btn-link btn-sm chart-switch"
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Show as a chart' : 'Show as a table'}
          </button>
        </div>
      )}
    </Panel>
  );
}

const sum = (days: SegmentDay[], of: 'joined' | 'left') => days.reduce((total, day) => total + day[of], 0);

function summary(days: SegmentDay[]): string {
  return `${formatNumber(sum(days, 'joined'))} joined and ${formatNumber(sum(days, 'left'))} left in ${days.length} days`;
}

const ticks = { fill: '#656b82', fontSize: 12 };
const labelOf = (day: unknown) => (typeof day === 'string' ? formatDay(day) : '');
const dayAxis = {
  dataKey: 'day',
  tickFormatter: formatDay,
  tickLine: false,
  axisLine: false,
  minTickGap: 28,
  tick: ticks,
} as const;
const countAxis = { allowDecimals: false, tickLine: false, axisLine: false, width: 46, tick: ticks } as const;
const box = { borderRadius: 10, borderColor: '#e3e5ee' };

function Charts({ days }: { days: SegmentDay[] }) {
  const first = days[0];
  const last = days.at(-1);
  const points = days.map((day) => ({ ...day, left: -day.left }));
  return (
    <>
      <div
        role="img"
        aria-label={`Size by day: ${formatNumber(first?.size)} ${days.length} days ago, ${formatNumber(last?.size)} today`}
      >
        <ResponsiveContainer width="100%" height={200} minWidth={0}>
          <ComposedChart
            data={points}
            margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
            accessibilityLayer={false}
            syncId="history"
          >
            <CartesianGrid vertical={false} stroke="#e8eaf1" />
            <XAxis {...dayAxis} hide />
            <YAxis {...countAxis} tickFormatter={formatCompact} domain={[0, 'auto']} />
            <Tooltip
              labelFormatter={labelOf}
              formatter={(value) => formatNumber(Number(value))}
              contentStyle={box}
            />
            <Legend verticalAlign="top" align="right" height={30} iconType="circle" iconSize={9} />
            <Area
              dataKey="size"
              name="In it at the day’s end"
              type="stepAfter"
              stroke="#4f46e5"
              strokeWidth={2.25}
              fill="#eeedfd"
              dot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div role="img" aria-label={`By day, ${summary(days)}`}>
        <ResponsiveContainer width="100%" height={150} minWidth={0}>
          <ComposedChart
            data={points}
            margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
            accessibilityLayer={false}
            syncId="history"
            stackOffset="sign"
          >
            <CartesianGrid vertical={false} stroke="#e8eaf1" />
            <XAxis {...dayAxis} dy={6} />
            <YAxis {...countAxis} tickFormatter={(value: number) => formatCompact(Math.abs(value))} />
            <Tooltip
              labelFormatter={labelOf}
              formatter={(value) => formatNumber(Math.abs(Number(value)))}
              contentStyle={box}
              cursor={{ fill: '#f1f2f8' }}
            />
            <Legend verticalAlign="top" align="right" height={30} iconType="circle" iconSize={9} />
            <ReferenceLine y={0} stroke="#868ca3" />
            <Bar
              dataKey="joined"
              name="Joined"
              stackId="moves"
              fill="#4f46e5"
              maxBarSize={26}
              isAnimationActive={false}
            />
            <Bar
              dataKey="left"
              name="Left"
              stackId="moves"
              fill="#d97706"
              maxBarSize={26}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}

const columns: Column<SegmentDay>[] = [
  { header: 'Day', cell: ({ day }) => formatDay(day) },
  { header: 'Joined', numeric: true, cell: ({ joined }) => formatNumber(joined) },
  { header: 'Left', numeric: true, cell: ({ left }) => formatNumber(left) },
  { header: 'At day’s end', numeric: true, cell: ({ size }) => formatNumber(size) },
];

function Days({ days }: { days: SegmentDay[] }) {
  return (
    <Table
      label="Days"
      columns={columns}
      rows={[...days].reverse()}
      keyOf={({ day }) => day}
      frame={{ className: 'history-days', compact: true, fits: true }}
    />
  );
}
