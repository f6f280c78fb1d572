import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import type { Campaign } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useCampaigns } from './api';
import { channelWord, modeWord } from './words';

const columns = columnsOf<Campaign>(
  {
    id: 'name',
    header: 'Campaign',
    cell: (campaign) => <Link to={`/campaigns/${campaign.id}`}>{campaign.name}</Link>,
  },
  { id: 'state', header: 'State', cell: (campaign) => <StateBadge state={campaign.state} /> },
  {
    id: 'segment',
    header: 'Segment',
    cell: (campaign) => (
      <Link to={`/segments/${campaign.segmentId}`}>{campaign.segmentName ?? 'Segment'}</Link>
    ),
  },
  {
    id: 'channel',
    header: 'Channel',
    cell: (campaign) => <span className="muted">{channelWord[campaign.channel]}</span>,
  },
  {
    id: 'mode',
    header: 'Mode',
    cell: (campaign) => <span className="muted">{modeWord[campaign.mode]}</span>,
  },
  {
    id: 'launchedAt',
    header: 'Launched',
    cell: (campaign) => <span className="muted">{formatDateTime(campaign.launchedAt)}</span>,
  },
);

export function CampaignsPage() {
  const campaigns = useCampaigns();
  const canWrite = useCan('write');
  const newButton = canWrite && (
    <Link to="/campaigns/new" className="btn btn-primary">
      <i className="bi bi-plus-lg me-1" aria-hidden="true" /> New campaign
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Campaigns"
        subtitle="Personal messages to a segment, once or for as long as you like."
        actions={newButton}
      />
      <Panel flush>
        <DataTable
          label="Campaigns"
          columns={columns}
          pages={campaigns}
          rowId={(campaign) => campaign.id}
          empty={
            <EmptyState icon="megaphone" title="No campaigns yet" action={newButton}>
              Choose a segment, write a message, and see it as any customer would.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}
