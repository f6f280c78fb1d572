import { useState } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ReferenceDot,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatDay } from '@/lib/format';
import { Table, type Column } from './Table';
import { legendText } from './legend';

export interface TrendPoint {
  /** The day that it is of or begins with, as `2026-11-27`. */
  day: string;
  value: number;
  /** At the same place of the period before. */
  before?: number;
  /** What was to be expected, from and to. */
  band?: [number, number];
  /** What is to be said of an unusual value. */
  note?: string;
}

interface TrendChartProps {
  points: TrendPoint[];
  name: string;
  /** What the chart says in one sentence. */
  summary: string;
  format: (value: number) => string;
  /** For the axis, where there is little room. */
  formatShort: (value: number) => string;
  dayLabel?: (day: string) => string;
  /** The last one, where it is not over yet. */
  unfinished?: string;
  /** Whether there is anything between two whole numbers. */
  decimals?: boolean;
  as?: 'line' | 'bar';
  height?: number;
}

const ticks = { fill: '#656b82', fontSize: 12 };
const colours = { value: '#4f46e5', before: '#868ca3', band: '#e3e1fb', unusual: '#b3202c' };

/** A figure by day, with what it was before, what was usual, and what was not; as a table for whoever prefers one. */
export function TrendChart(props: TrendChartProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <>
      {asTable ? <TrendTable {...props} /> : <TrendLines {...props} />}
      <button type="button" className="btn btn-link btn-sm chart-switch" onClick={() => setAsTable(!asTable)}>
        {asTable ? 'Show as a chart' : 'Show as a table'}
      </button>
    </>
  );
}

function TrendLines(props: TrendChartProps) {
  const {
    points,
    name,
    summary,
    format,
    formatShort,
    dayLabel = formatDay,
    as = 'line',
    height = 300,
    decimals = true,
  } = props;
  const hasBand = points.some(({ band }) => band !== undefined);
  const hasBefore = points.some(({ before }) => before !== undefined);
  const label = (day: unknown) => (typeof day === 'string' ? dayLabel(day) : '');
  const wholeLabel = (day: unknown) => (typeof day === 'string' ? labelOf(day, props) : '');
  return (
    <div role="img" aria-label={summary}>
      <ResponsiveContainer width="100%" height={height} minWidth={0}>
        <ComposedChart
          data={points}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="#e8eaf1" />
          <XAxis
            dataKey="day"
            tickFormatter={label}
            tickLine={false}
            axisLine={false}
            minTickGap={28}
            tick={ticks}
            dy={6}
          />
          <YAxis
            tickFormatter={formatShort}
            tickLine={false}
            axisLine={false}
            width={56}
            allowDecimals={decimals}
            tick={ticks}
            domain={[0, 'auto']}
          />
          <Tooltip
            labelFormatter={wholeLabel}
            formatter={(value) =>
              Array.isArray(value)
                ? `${format(Number(value[0]))} – ${format(Number(value[1]))}`
                : format(Number(value))
            }
            contentStyle={{ borderRadius: 10, borderColor: '#e3e5ee' }}
            cursor={{ fill: '#f1f2f8', stroke: '#cdd1de' }}
          />
          <Legend
            verticalAlign="top"
            align="right"
            height={30}
            iconType="circle"
            iconSize={9}
            formatter={legendText}
          />
          {hasBand && (
            <Area
              dataKey="band"
              name="Usual"
              type="monotone"
              stroke="none"
              fill={colours.band}
              fillOpacity={0.75}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              connectNulls
            />
          )}
          {hasBefore && (
            <Line
              dataKey="before"
              name="Period before"
              type="linear"
              stroke={colours.before}
              strokeWidth={1.75}
              strokeDasharray="5 4"
              dot={false}
              isAnimationActive={false}
            />
          )}
          {as === 'bar' ? (
            <Bar
              dataKey="value"
              name={name}
              fill={colours.value}
              radius={[4, 4, 0, 0]}
              maxBarSize={26}
              isAnimationActive={false}
            />
          ) : (
            <Line
              dataKey="value"
              name={name}
              type="linear"
              stroke={colours.value}
              strokeWidth={2.25}
              dot={points.length === 1}
              isAnimationActive={false}
            />
          )}
          {points
            .filter(({ note }) => note !== undefined)
            .map(({ day, value }) => (
              <ReferenceDot
                key={day}
                x={day}
                y={value}
                r={5.5}
                fill={colours.unusual}
                stroke="#fff"
                strokeWidth={2}
              />
            ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** A day that is not over says so: it is compared with whole ones. */
function labelOf(day: string, { dayLabel = formatDay, unfinished }: TrendChartProps): string {
  return day === unfinished ? `${dayLabel(day)}, so far` : dayLabel(day);
}

function TrendTable(props: TrendChartProps) {
  const { points, name, format } = props;
  const columns: Column<TrendChartProps['points'][number]>[] = [
    { header: 'When', cell: ({ day }) => labelOf(day, props) },
    {
      header: name,
      numeric: true,
      cell: ({ value, note }) => (
        <>
          {format(value)}
          {note && <span className="unusual"> unusual</span>}
        </>
      ),
    },
  ];
  if (points.some(({ before }) => before !== undefined)) {
    columns.push({
      header: 'Period before',
      numeric: true,
      cell: ({ before }) => (before === undefined ? '–' : format(before)),
    });
  }
  const hasBand = points.some(({ band }) => band !== undefined);
  if (hasBand) {
    columns.push({
      header: 'Usual',
      numeric: true,
      cell: ({ band }) => (band ? `${format(band[0])} – ${format(band[1])}` : '–'),
    });
  }
  return (
    <Table
      label={`${name} by day`}
      columns={columns}
      rows={[...points].reverse()}
      keyOf={({ day }) => day}
      frame={{ className: 'chart-table', compact: true, fits: !hasBand }}
    />
  );
}
