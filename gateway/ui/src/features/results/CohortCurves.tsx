import { useState } from 'react';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { legendText } from '@/components/legend';
import { Segmented } from '@/components/Segmented';
import { Table } from '@/components/Table';
import type { CampaignInsight } from '@/lib/api/types';
import { formatMoney, formatNumber, formatShare } from '@/lib/format';

type Curve = CampaignInsight['curves'][number];
type Measure = 'conversion' | 'perPerson';

const measures: { value: Measure; label: string }[] = [
  { value: 'conversion', label: 'Share who ordered' },
  { value: 'perPerson', label: 'Revenue per customer' },
];
const colours = ['#4f46e5', '#868ca3', '#d97706', '#0b6b4b', '#b3202c', '#1d4fb8'];
const ticks = { fill: '#656b82', fontSize: 12 };

function nameOf({ of, variant }: Curve): string {
  return of === 'HELD_OUT'
    ? 'Held out'
    : of === 'VARIANT'
      ? `Variant ${variant ?? ''}`.trim()
      : 'With a message';
}

interface CohortCurvesProps {
  curves: Curve[];
  currency: string;
}

/** How many had ordered by each day since their message, cohort by cohort. */
export function CohortCurves({ curves, currency }: CohortCurvesProps) {
  const [measure, setMeasure] = useState<Measure>('conversion');
  const [asTable, setAsTable] = useState(false);
  const shown = curves.filter(({ points }) => points.length > 0);
  if (shown.length === 0) return null;
  const format = (value: number) =>
    measure === 'conversion' ? formatShare(value) : formatMoney(value, currency);
  const days = [...new Set(shown.flatMap(({ points }) => points.map(({ day }) => day)))].sort(
    (a, b) => a - b,
  );
  const rows = days.map((day) => ({
    day,
    ...Object.fromEntries(
      shown.flatMap((curve, at) => {
        const point = curve.points.find((one) => one.day === day);
        return point ? [[`c${at}`, point[measure]]] : [];
      }),
    ),
  })) as ({ day: number } & Record<string, number>)[];
  const summary = shown
    .map((curve) => `${nameOf(curve)} ${format(curve.points.at(-1)?.[measure] ?? 0)}`)
    .join(', ');
  return (
    <section className="cohorts" aria-labelledby="cohorts-title">
      <div className="section-head">
        <h3 id="cohorts-title">Since the message</h3>
        <Segmented label="Measure" options={measures} value={measure} onChange={setMeasure} />
      </div>
      {asTable ? (
        <Table
          label="By day since the message"
          columns={[
            { header: 'Days since', cell: ({ day }) => formatNumber(day + 1) },
            ...shown.map((curve, at) => ({
              header: `${nameOf(curve)} (${formatNumber(curve.people)})`,
              numeric: true,
              cell: (row: (typeof rows)[number]) => {
                const value = row[`c${at}`];
                return value === undefined ? '–' : format(value);
              },
            })),
          ]}
          rows={rows}
          keyOf={({ day }) => day}
          frame={{ className: 'chart-table', compact: true, fits: shown.length < 4 }}
        />
      ) : (
        <div role="img" aria-label={`By day ${formatNumber((days.at(-1) ?? 0) + 1)}: ${summary}`}>
          <ResponsiveContainer width="100%" height={240} minWidth={0}>
            <LineChart
              data={rows}
              margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              <CartesianGrid vertical={false} stroke="#e8eaf1" />
              <XAxis
                dataKey="day"
                tickFormatter={(day: number) => String(day + 1)}
                tickLine={false}
                axisLine={false}
                minTickGap={16}
                tick={ticks}
                dy={6}
              />
              <YAxis
                tickFormatter={(value: number) =>
                  measure === 'conversion'
                    ? formatShare(value, 0)
                    : formatMoney(value, currency, { compact: true })
                }
                tickLine={false}
                axisLine={false}
                width={56}
                tick={ticks}
                domain={[0, 'auto']}
              />
              <Tooltip
                labelFormatter={(day) => `Day ${Number(day) + 1}`}
                formatter={(value) => format(Number(value))}
                contentStyle={{ borderRadius: 10, borderColor: '#e3e5ee' }}
              />
              <Legend
                verticalAlign="top"
                align="right"
                height={30}
                iconType="circle"
                iconSize={9}
                formatter={legendText}
              />
              {shown.map((curve, at) => (
                <Line
                  key={nameOf(curve)}
                  dataKey={`c${at}`}
                  name={nameOf(curve)}
                  type="monotone"
                  stroke={colours[at % colours.length]}
                  strokeWidth={2.25}
                  strokeDasharray={curve.of === 'HELD_OUT' ? '5 4' : undefined}
                  dot={curve.points.length === 1}
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          </ResponsiveContainer>
        </div>
      )}
      <button type="button" className="btn btn-link btn-sm chart-switch" onClick={() => setAsTable(!asTable)}>
        {asTable ? 'Show as a chart' : 'Show as a table'}
      </button>
    </section>
  );
}
