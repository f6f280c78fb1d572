import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { SearchBox } from '@/components/SearchBox';
import { SegmentPicker } from '@/components/SegmentPicker';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import { CAMPAIGN_STATES, type Campaign } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useSettledText } from '@/lib/hooks';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { useCampaigns, useSegmentNow } from './api';
import { RowFigures } from './RowFigures';
import { channelWord, modeWord } from './words';

const columns = columnsOf<Campaign>(
  {
    id: 'name',
    header: 'Campaign',
    cell: (campaign) => (
      <div className="person-text">
        <Link to={`/campaigns/${campaign.id}`}>{campaign.name}</Link>
        <span>
          {channelWord[campaign.channel]} · {modeWord[campaign.mode]}
        </span>
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: (campaign) => (
      <>
        <StateBadge state={campaign.state} />
        {campaign.nextAt && (
          <small className="d-block text-secondary">Next {formatDateTime(campaign.nextAt)}</small>
        )}
      </>
    ),
  },
  {
    id: 'segment',
    header: 'Segment',
    cell: (campaign) => (
      <Link to={`/segments/${campaign.segmentId}`}>{campaign.segmentName ?? 'Segment'}</Link>
    ),
  },
  {
    id: 'figures',
    header: 'Sent, opened, clicked',
    wide: true,
    cell: (campaign) => <RowFigures campaign={campaign} />,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    cell: (campaign) => <span className="muted">{formatDateTime(campaign.updatedAt)}</span>,
  },
);

export function CampaignsPage() {
  const [filters, setFilters] = useFilters(['search', 'state', 'channel', 'segmentId']);
  const { search, state, channel, segmentId } = filters;
  const [text, setText] = useSettledText(search, (typed) => setFilters({ search: typed }, { replace: true }));
  const campaigns = useCampaigns(filters);
  const segment = useSegmentNow(segmentId);
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
      <div className="toolbar">
        <SearchBox label="Search by name" value={text} onChange={setText} />
        <select
          className="form-select w-auto"
          aria-label="State"
          value={state}
          onChange={({ target }) => setFilters({ state: target.value })}
        >
          <option value="">Any state</option>
          {CAMPAIGN_STATES.map((option) => (
            <option key={option} value={option}>
              {formatConstant(option)}
            </option>
          ))}
        </select>
        <select
          className="form-select w-auto"
          aria-label="Channel"
          value={channel}
          onChange={({ target }) => setFilters({ channel: target.value })}
        >
          <option value="">Any channel</option>
          <option value="EMAIL">E-mail</option>
          <option value="SMS">SMS</option>
        </select>
        <div className="toolbar-picker">
          <SegmentPicker
            label="Segment"
            labelHidden
            placeholder="Any segment"
            selected={segmentId ? (segment.data?.name ?? 'Segment') : undefined}
            onSelect={(chosen) => setFilters({ segmentId: chosen?.id ?? '' })}
          />
        </div>
      </div>
      <Panel flush>
        <DataTable
          label="Campaigns"
          columns={columns}
          pages={campaigns}
          rowId={(campaign) => campaign.id}
          empty={
            Object.values(filters).some(Boolean) ? (
              <EmptyState icon="search" title="No campaign fits">
                Other filters, or another name, may find it.
              </EmptyState>
            ) : (
              <EmptyState icon="megaphone" title="No campaigns yet" action={newButton}>
                Choose a segment, write a message, and see it as any customer would.
              </EmptyState>
            )
          }
        />
      </Panel>
    </>
  );
}
