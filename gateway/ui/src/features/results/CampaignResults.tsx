import { useState } from 'react';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { StatCard } from '@/components/StatCard';
import { isUnknown } from '@/lib/api/problem';
import type { CampaignInsight } from '@/lib/api/types';
import { formatMoney, formatNumber, formatShare, plural } from '@/lib/format';
import { useResults, type Touch } from './api';
import { CohortCurves } from './CohortCurves';
import { Parts } from './Parts';
import { Uplift } from './Uplift';

const touches: { value: Touch; label: string }[] = [
  { value: 'sent', label: 'Sent' },
  { value: 'opened', label: 'Opened' },
  { value: 'clicked', label: 'Clicked' },
];

const did: Record<Touch, string> = {
  sent: 'got the message',
  opened: 'opened the message',
  clicked: 'followed a link in it',
};

/** What a campaign brought: orders within a window after its messages, and how much of that it caused. */
export function CampaignResults({ campaignId }: { campaignId: string }) {
  const [touch, setTouch] = useState<Touch>('sent');
  const [window, setWindow] = useState<number>();
  const results = useResults(campaignId, touch, window);
  const days = results.data?.windowDays;
  const windows = [...new Set([1, 3, 7, 14, 30, ...(days ? [days] : [])])].sort((a, b) => a - b);
  return (
    <Panel
      title="Results"
      note={
        days &&
        `Orders within ${plural(days, 'day')} after somebody ${did[touch]}, counted for the last campaign that reached them`
      }
      actions={
        <>
          <Segmented label="Counted from" options={touches} value={touch} onChange={setTouch} />
          <select
            className="form-select form-select-sm w-auto"
            aria-label="Days in which an order counts"
            value={days ?? ''}
            onChange={({ target }) => setWindow(Number(target.value))}
          >
            {days === undefined && <option value="">…</option>}
            {windows.map((of) => (
              <option key={of} value={of}>
                {plural(of, 'day')}
              </option>
            ))}
          </select>
        </>
      }
    >
      {results.isPending ? (
        <Skeleton rows={5} label="Loading results" />
      ) : isUnknown(results.error) ? (
        <NothingYet />
      ) : results.isError && !results.data ? (
        <ErrorState error={results.error} onRetry={() => void results.refetch()} />
      ) : results.data.messages.sent === 0 ? (
        <NothingYet />
      ) : (
        <div className={results.isPlaceholderData ? 'is-stale' : ''}>
          <Figures results={results.data} />
          <Uplift uplift={results.data.uplift} currency={results.data.currency} />
          <CohortCurves curves={results.data.curves} currency={results.data.currency} />
          <Parts of="variant" parts={results.data.variants} currency={results.data.currency} />
          <Parts of="step" parts={results.data.steps} currency={results.data.currency} />
        </div>
      )}
    </Panel>
  );
}

function NothingYet() {
  return (
    <EmptyState icon="hourglass-split" title="No results yet">
      They come with the first messages that are sent.
    </EmptyState>
  );
}

function Figures({ results }: { results: CampaignInsight }) {
  const { revenue, messages, currency } = results;
  return (
    <div className="stats stats-inner">
      <StatCard
        label="Attributed revenue"
        value={formatMoney(revenue.revenue, currency, { whole: Number(revenue.revenue) >= 1e4 })}
        note={plural(revenue.orders, 'order')}
      />
      <StatCard
        label="Conversion"
        value={revenue.conversion === undefined ? '–' : formatShare(revenue.conversion)}
        note={`${formatNumber(revenue.customers)} of ${plural(revenue.people, 'customer')}`}
      />
      <StatCard label="Per customer" value={formatMoney(revenue.perPerson, currency)} note="revenue" />
      <StatCard
        label="Opened"
        value={formatShare(messages.sent === 0 ? 0 : messages.opened / messages.sent)}
        note={`${formatNumber(messages.opened)} of ${formatNumber(messages.sent)} sent`}
      />
      <StatCard
        label="Clicked"
        value={formatShare(messages.sent === 0 ? 0 : messages.clicked / messages.sent)}
        note={`${formatNumber(messages.clicked)} of ${formatNumber(messages.sent)} sent`}
      />
      <StatCard
        label="Unsubscribed"
        value={formatNumber(messages.unsubscribed)}
        note={
          messages.bounced + messages.complained > 0
            ? `${formatNumber(messages.bounced)} bounced, ${formatNumber(messages.complained)} complained`
            : undefined
        }
      />
    </div>
  );
}
