import { StatCard } from '@/components/StatCard';
import { formatConstant, formatNumber } from '@/lib/format';
import { useStats } from './api';

/** States are exclusive: a message that was delivered is no longer counted as sent. */
export function Funnel({ campaignId }: { campaignId: string }) {
  const stats = useStats(campaignId).data;
  const value = (count: number | undefined) => (stats === undefined ? '…' : formatNumber(count ?? 0));
  const skippedBy = Object.entries(stats?.skippedBy ?? {});
  return (
    <div className="stats" aria-live="off">
      <StatCard icon="people" label="In the segment" value={value(stats?.audience)} />
      <StatCard
        icon="hourglass-split"
        label="Waiting"
        value={value((stats?.queued ?? 0) + (stats?.sending ?? 0))}
      />
      <StatCard
        icon="send"
        label="Sent"
        value={value((stats?.sent ?? 0) + (stats?.delivered ?? 0))}
        note={stats && stats.delivered > 0 ? `${formatNumber(stats.delivered)} delivered` : undefined}
      />
      <StatCard
        icon="skip-forward"
        label="Skipped"
        value={value(stats?.skipped)}
        note={skippedBy
          .map(([reason, count]) => `${formatNumber(count)} ${formatConstant(reason).toLowerCase()}`)
          .join(', ')}
      />
      <StatCard icon="exclamation-octagon" label="Failed" value={value(stats?.failed)} />
      {stats !== undefined && stats.unconfirmed > 0 && (
        <StatCard icon="question-octagon" label="Unconfirmed" value={formatNumber(stats.unconfirmed)} />
      )}
    </div>
  );
}
