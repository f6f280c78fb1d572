import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState, Skeleton } from '@/components/states';
import { TrendChart } from '@/components/TrendChart';
import type { Dashboard } from '@/lib/api/types';
import { formatCompact, formatMoney, formatNumber, plural } from '@/lib/format';
import { today } from '@/lib/range';
import { isCut, pointsOf, stepLabel, type Metric, type Step } from './series';

const names: Record<Metric, string> = {
  revenue: 'Revenue',
  orders: 'Orders',
  average: 'Average order',
  newCustomers: 'New customers',
  messagesSent: 'Messages sent',
};
const stepNames: Record<Step, string> = { hour: 'Hours', day: 'Days', week: 'Weeks', month: 'Months' };

interface TrendProps {
  data: Dashboard;
  metric: Metric;
  step: Step;
  steps: Step[];
  onStep: (step: Step) => void;
  waiting: boolean;
}

/** One figure as it went along, beside the period before and what was usual. */
export function Trend({ data, metric, step, steps, onStep, waiting }: TrendProps) {
  const isMoney = metric === 'revenue' || metric === 'average';
  const format = (value: number) =>
    isMoney ? formatMoney(value, data.currency, { whole: value >= 1e4 }) : formatNumber(Math.round(value));
  const points = waiting ? [] : pointsOf(data, metric, step);
  const label = stepLabel(step);
  const peak = points.reduce<(typeof points)[number] | undefined>(
    (most, point) => (most === undefined || point.value > most.value ? point : most),
    undefined,
  );
  const unusual = points.filter(({ note }) => note !== undefined).length;
  return (
    <Panel
      title={names[metric]}
      note={
        points.some(({ band }) => band)
          ? 'The shaded band is what is usual for each weekday; dots are days outside of it'
          : isCut(data, step)
            ? `Against the period before. The first or last ${step} is not whole`
            : 'Against the period before'
      }
      actions={
        steps.length > 1 && (
          <Segmented
            label="By"
            options={steps.map((value) => ({ value, label: stepNames[value] }))}
            value={step}
            onChange={onStep}
          />
        )
      }
    >
      {waiting ? (
        <Skeleton rows={6} label="Loading the chart" />
      ) : points.every(({ value, before = 0 }) => value === 0 && before === 0) ? (
        <EmptyState icon="bar-chart" title="Nothing in this period yet">
          What happens shows here within moments.
        </EmptyState>
      ) : (
        <TrendChart
          points={points}
          name={names[metric]}
          format={format}
          formatShort={(value) =>
            isMoney ? formatMoney(value, data.currency, { compact: true }) : formatCompact(value)
          }
          dayLabel={label}
          height={320}
          decimals={isMoney}
          unfinished={data.period.to >= today() ? points.at(-1)?.day : undefined}
          summary={
            peak
              ? `${names[metric]} over ${plural(points.length, step)}: most on ${label(peak.day)} with ${format(peak.value)}${unusual > 0 ? `; ${plural(unusual, 'day')} outside of what is usual` : ''}`
              : names[metric]
          }
        />
      )}
    </Panel>
  );
}
