import { messageReason } from '@/components/reasons';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import type { Campaign, CampaignFigures, CampaignStats } from '@/lib/api/types';
import { formatNumber, formatPart } from '@/lib/format';
import { useStats } from './api';
import { failedUnsent, ranked, waiting } from './figures';

/** What became of everybody who was meant to get it, as it stands at this moment. */
export function Funnel({ campaign }: { campaign: Campaign }) {
  const stats = useStats(campaign.id);
  return (
    <Panel
      title="What became of it"
      note={
        campaign.mode === 'LIVE'
          ? 'Everybody who ever joined counts, whether they are in the segment still or not'
          : undefined
      }
    >
      {stats.data ? (
        <div className="funnel">
          <Passed stats={stats.data} campaign={campaign} />
          <Elsewhere stats={stats.data} hasEnded={campaign.endedAt !== undefined} />
        </div>
      ) : stats.isError ? (
        <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />
      ) : (
        <Skeleton rows={4} label="Loading the figures" />
      )}
    </Panel>
  );
}

interface Bar {
  label: string;
  count: number;
  of?: { count: number; word: string };
  tone?: 'bad';
  hint?: string;
}

function Passed({ stats, campaign }: { stats: CampaignStats; campaign: Campaign }) {
  const { audience, total, accepted, handedOver, delivered, opened, clicked } = stats;
  const { unsubscribed, bounced, complained } = stats;
  const isMail = campaign.channel === 'EMAIL';
  const hasFollowUps = campaign.followUps.length > 0;
  const ofSent = { count: accepted, word: 'of sent' };
  const bars: Bar[] = [
    { label: 'Audience', count: audience, hint: 'Who was ever meant to get it' },
    ...(hasFollowUps ? [{ label: 'Messages', count: total, hint: 'Follow-ups included' }] : []),
    {
      label: 'Sent',
      count: accepted,
      of: { count: total, word: hasFollowUps ? 'of messages' : 'of the audience' },
    },
    ...(delivered > 0 ? [{ label: 'Delivered', count: delivered, of: ofSent }] : []),
    ...(isMail || opened > 0 ? [{ label: 'Opened', count: opened, of: ofSent }] : []),
    { label: 'Clicked', count: clicked, of: ofSent },
  ];
  const losses: Bar[] = [
    { label: 'Unsubscribed', count: unsubscribed, of: ofSent, tone: 'bad' },
    // Some addresses are refused before anything is sent.
    { label: 'Bounced', count: bounced, of: { count: handedOver, word: 'of sent or refused' }, tone: 'bad' },
    { label: 'Complained', count: complained, of: ofSent, tone: 'bad' },
  ];
  const most = Math.max(1, total);
  return (
    <div className="funnel-bars">
      {bars.map((bar) => (
        <BarRow key={bar.label} bar={bar} most={most} />
      ))}
      <div className="funnel-losses">
        {losses.map(({ label, count, of }) => (
          <div key={label} role="group" aria-label={label} className={count > 0 ? 'is-bad' : ''}>
            <strong>{formatNumber(count)}</strong> <span>{label.toLowerCase()}</span>{' '}
            <small>{of && formatPart(count, of.count)}</small>
          </div>
        ))}
      </div>
    </div>
  );
}

function BarRow({ bar: { label, count, of, hint }, most }: { bar: Bar; most: number }) {
  return (
    <div className="funnel-bar" role="group" aria-label={label}>
      <span className="funnel-label" title={hint}>
        {label}
      </span>
      <span className="funnel-track" aria-hidden="true">
        <span style={{ width: `${(count / most) * 100}%` }} />
      </span>
      <span className="funnel-figure">
        <strong>{formatNumber(count)}</strong>
        {of && (
          <small>
            {formatPart(count, of.count)} {of.word}
          </small>
        )}
      </span>
    </div>
  );
}

/** Everybody whom nothing was sent to yet, or ever will be, with the reason. */
function Elsewhere({ stats, hasEnded }: { stats: CampaignFigures; hasEnded: boolean }) {
  const groups = [
    {
      title: 'On the way',
      count: waiting(stats),
      rows: [
        ['Ready to be sent', stats.queued],
        ['Being sent', stats.sending],
        ...ranked(stats.deferredBy).map(([reason, count]) => [messageReason(reason), count] as const),
      ] as const,
    },
    {
      title: 'Skipped',
      count: stats.skipped,
      rows: ranked(stats.skippedBy).map(([reason, count]) => [messageReason(reason), count] as const),
    },
    {
      title: 'Failed',
      count: failedUnsent(stats),
      rows: ranked({ ...stats.failedBy, BOUNCED: 0 }).map(
        ([reason, count]) => [messageReason(reason), count] as const,
      ),
    },
    { title: 'Held out', count: stats.heldOut, rows: [['To compare with', stats.heldOut]] as const },
    {
      title: 'Unconfirmed',
      count: stats.unconfirmed,
      rows: [['Nobody knows whether it went out', stats.unconfirmed]] as const,
    },
  ].filter(({ count }) => count > 0);
  if (groups.length === 0) {
    return <p className="funnel-elsewhere form-text">{nobodyElsewhere(stats, hasEnded)}</p>;
  }
  return (
    <div className="funnel-elsewhere">
      {groups.map(({ title, count, rows }) => (
        <div key={title} role="group" aria-label={title}>
          <h3>
            {title} <span>{formatNumber(count)}</span>
          </h3>
          <ul>
            {rows
              .filter(([, some]) => some > 0)
              .map(([words, some]) => (
                <li key={words}>
                  <span>{words}</span> <span className="num">{formatNumber(some)}</span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function nobodyElsewhere({ total, bounced }: CampaignFigures, hasEnded: boolean): string {
  if (total === 0) return hasEnded ? 'Nobody came into it.' : 'Nobody has come into it yet.';
  return bounced > 0
    ? 'Nobody was left out, and nothing waits.'
    : 'Everybody has got it: nobody was left out, and nothing waits.';
}
