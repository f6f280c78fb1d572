import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import type { Campaign } from '@/lib/api/types';
import { formatNumber } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useCampaignStats, useRunningCampaigns } from './api';

export function RunningCampaigns() {
  const campaigns = useRunningCampaigns();
  const canWrite = useCan('write');
  return (
    <Panel
      title="Running campaigns"
      note="Messages that are out, of all made so far"
      actions={<Link to="/campaigns">All campaigns</Link>}
      flush
    >
      {campaigns.isPending ? (
        <Skeleton rows={4} label="Loading campaigns" />
      ) : campaigns.isError && !campaigns.data ? (
        <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : campaigns.data.length === 0 ? (
        <EmptyState
          icon="megaphone"
          title="Nothing is running"
          action={
            canWrite && (
              <Link to="/campaigns/new" className="btn btn-sm btn-primary">
                Create a campaign
              </Link>
            )
          }
        />
      ) : (
        <ul className="rows">
          {campaigns.data.map((campaign) => (
            <RunningCampaign key={campaign.id} campaign={campaign} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RunningCampaign({ campaign }: { campaign: Campaign }) {
  const stats = useCampaignStats(campaign).data;
  const out = stats && stats.sent + stats.delivered;
  const total = stats?.total;
  return (
    <li>
      <div className="rows-main">
        <Link to={`/campaigns/${campaign.id}`}>{campaign.name}</Link>
        <small>
          {campaign.channel === 'EMAIL' ? 'E-mail' : 'SMS'} to {campaign.segmentName ?? 'a segment'}
        </small>
        <div
          className="meter"
          role="progressbar"
          aria-label={`Progress of ${campaign.name}`}
          aria-valuemin={0}
          aria-valuemax={Math.max(total ?? 0, 1)}
          aria-valuenow={out ?? 0}
        >
          <span style={{ width: `${((out ?? 0) / Math.max(total ?? 0, 1)) * 100}%` }} />
        </div>
      </div>
      <span className="rows-figure">
        {formatNumber(out)}
        <small> / {formatNumber(total)}</small>
      </span>
    </li>
  );
}
