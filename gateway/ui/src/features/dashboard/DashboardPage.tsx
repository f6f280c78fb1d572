import { useState } from 'react';
import { AskBox } from '@/components/AskBox';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { RangePicker } from '@/components/RangePicker';
import { ErrorState, Skeleton } from '@/components/states';
import type { Dashboard } from '@/lib/api/types';
import { formatNumber, formatTime } from '@/lib/format';
import { chosenRange, daysIn, formatRange, today, type ChosenRange, type DayRange } from '@/lib/range';
import { useFilters } from '@/lib/useFilters';
import { Anomalies } from './Anomalies';
import { useDashboard } from './api';
import { Breakdowns } from './Breakdowns';
import { CustomerGroups } from './CustomerGroups';
import { Figures } from './Figures';
import { LiveSegments } from './LiveSegments';
import { MessageFunnel } from './MessageFunnel';
import { Movers } from './Movers';
import { RunningCampaigns } from './RunningCampaigns';
import { stepsFor, usualStep, type Metric, type Step } from './series';
import { Trend } from './Trend';

export function DashboardPage() {
  const [filters, setFilters] = useFilters(['range', 'from', 'to', 'by']);
  const range = chosenRange(filters, today());
  const days = daysIn(range);
  const step = stepsFor(days).find((one) => one === filters.by) ?? usualStep(days);
  const dashboard = useDashboard(range.query, step === 'hour', range.to >= today());
  const { data } = dashboard;
  return (
    <>
      <PageHeader
        title="Dashboard"
        subtitle={data && <Currency data={data} />}
        actions={
          <RangePicker
            // Today may be another day where the platform is.
            value={data && !dashboard.isPlaceholderData ? { ...range, ...shown(data.period) } : range}
            onPreset={(preset) =>
              setFilters({ range: preset === '30d' ? '' : preset, from: '', to: '', by: '' })
            }
            onDays={({ from, to }) => setFilters({ range: '', from, to, by: '' })}
          />
        }
      />
      <AskBox />
      {data ? (
        <Insights
          data={data}
          range={range}
          step={step}
          onStep={(by) => setFilters({ by: by === usualStep(days) ? '' : by }, { replace: true })}
          stale={dashboard.isPlaceholderData}
        />
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
      <CustomerGroups />
    </>
  );
}

const shown = ({ from, to }: DayRange): DayRange => ({ from, to });

/** As of when the figures are, and what they are compared with. */
function Currency({ data }: { data: Dashboard }) {
  return (
    <>
      <span className="live-dot" aria-hidden="true" />
      Live, as of {formatTime(data.asOf)}
      {data.pending > 0 && `, ${formatNumber(data.pending)} changes on their way in`}. Compared with{' '}
      {formatRange(data.comparedWith)}.
    </>
  );
}

interface InsightsProps {
  data: Dashboard;
  range: ChosenRange;
  step: Step;
  onStep: (step: Step) => void;
  /** What is shown is of the range before. */
  stale: boolean;
}

function Insights({ data, range, step, onStep, stale }: InsightsProps) {
  const [metric, setMetric] = useState<Metric>('revenue');
  return (
    <div className={stale ? 'is-stale' : ''} aria-busy={stale}>
      <Figures data={data} metric={metric} onMetric={setMetric} />
      <div className="dashboard-grid">
        <Trend
          data={data}
          metric={metric}
          step={step}
          steps={stepsFor(daysIn(range))}
          onStep={onStep}
          // Hours that are asked for and not there yet, or the other way round.
          waiting={(data.granularity === 'HOUR') !== (step === 'hour')}
        />
        <Anomalies
          anomalies={data.anomalies}
          // Hours have no band, but their days were looked at.
          known={data.granularity === 'HOUR' || data.bands.some((band) => band.days.length > 0)}
          onShow={(about) => {
            setMetric(about);
            onStep('day');
          }}
        />
      </div>
      <div className="dashboard-grid dashboard-grid-start">
        <Breakdowns breakdowns={data.breakdowns} currency={data.currency} />
        <div className="dashboard-column">
          <Movers movers={data.movers} currency={data.currency} before={formatRange(data.comparedWith)} />
          <MessageFunnel messages={data.messages} before={data.before.messages} />
        </div>
      </div>
    </div>
  );
}
