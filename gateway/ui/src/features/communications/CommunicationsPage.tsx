import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Combobox } from '@/components/Combobox';
import { CustomerPicker } from '@/components/CustomerPicker';
import { columnsOf, DataTable } from '@/components/DataTable';
import { Feedback } from '@/components/Feedback';
import { FilterBar, type Filter } from '@/components/FilterBar';
import { MadeByAi } from '@/components/MadeByAi';
import { MessageViewer } from '@/components/MessageViewer';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { messageReason } from '@/components/reasons';
import { Segmented } from '@/components/Segmented';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import { COMMUNICATION_KINDS, type Campaign, type Channel, type Communication } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useFilters } from '@/lib/useFilters';
import { findCampaigns, useCampaignName, useCommunications, useCustomerName } from './api';
import { Tasks } from './Tasks';

const views = [
  { value: 'log', label: 'Log' },
  { value: 'tasks', label: 'Tasks' },
] as const;

export function CommunicationsPage() {
  const [query, setQuery] = useSearchParams();
  const shown = query.get('view') === 'tasks' ? 'tasks' : 'log';
  return (
    <>
      <PageHeader
        title="Communications"
        subtitle={
          shown === 'tasks'
            ? 'What is to be done about customers, by when it is due.'
            : 'Everything that was sent, said and noted, newest first.'
        }
        actions={
          <Segmented
            label="View"
            options={views}
            value={shown}
            onChange={(view) => setQuery(view === 'tasks' ? { view } : {})}
          />
        }
      />
      {shown === 'tasks' ? <Tasks /> : <Log />}
    </>
  );
}

const panel: readonly Filter<'source' | 'tag' | 'from' | 'to'>[] = [
  {
    name: 'source',
    label: 'Written by',
    options: [
      { value: 'PERSON', label: 'A person' },
      { value: 'AI', label: 'AI' },
    ],
  },
  { name: 'tag', label: 'Tag' },
  { name: 'from', label: 'From', type: 'date' },
  { name: 'to', label: 'To', type: 'date' },
];

const none = {
  customerId: '',
  campaignId: '',
  channel: '',
  kind: '',
  state: '',
  source: '',
  tag: '',
  from: '',
  to: '',
};

/** Those that the log shows: what was not sent is no communication. */
const states = ['SENT', 'DELIVERED', 'FAILED', 'UNCONFIRMED'];

function Log() {
  const [filters, setFilters] = useFilters(Object.keys(none) as (keyof typeof none)[]);
  const { customerId, campaignId, source, tag, from, to } = filters;
  const [viewed, setViewed] = useState<Communication | null>(null);
  const customer = useCustomerName(customerId);
  const campaign = useCampaignName(campaignId);
  const log = useCommunications(filters);

  const columns = useMemo(
    () =>
      columnsOf<Communication>(
        {
          id: 'what',
          header: 'What',
          cell: (entry) => {
            const what = entry.subject || (entry.body?.slice(0, 60) ?? formatConstant(entry.kind));
            // What was written of a customer who is erased now is empty: there is nothing to look at.
            return what ? (
              <span className="log-what">
                <button type="button" className="link-button" onClick={() => setViewed(entry)}>
                  {what}
                </button>
                {entry.source === 'AI' && <MadeByAi acceptedBy={entry.acceptedBy} />}
              </span>
            ) : (
              <span className="muted">–</span>
            );
          },
        },
        {
          id: 'kind',
          header: 'Kind',
          cell: (entry) => (
            <span className="muted">
              {entry.kind === 'MESSAGE' && entry.channel
                ? channelWord[entry.channel]
                : formatConstant(entry.kind)}
            </span>
          ),
        },
        {
          id: 'customer',
          header: 'Customer',
          cell: (entry) => (
            <Link to={`/customers/${entry.customerId}`}>{entry.customerName ?? 'Customer'}</Link>
          ),
        },
        {
          id: 'campaign',
          header: 'Campaign or author',
          cell: (entry) =>
            entry.campaignId ? (
              <Link to={`/campaigns/${entry.campaignId}`}>{entry.campaignName ?? 'Campaign'}</Link>
            ) : (
              <span className="muted">{entry.author ?? '–'}</span>
            ),
        },
        {
          id: 'state',
          header: 'State',
          cell: (entry) =>
            entry.state ? (
              <>
                <StateBadge state={entry.state} /> <Feedback of={entry} />
                {entry.reason && (
                  <small className="d-block text-secondary">{messageReason(entry.reason)}</small>
                )}
              </>
            ) : (
              '–'
            ),
        },
        {
          id: 'at',
          header: 'When',
          cell: (entry) => <span className="muted">{formatDateTime(entry.at)}</span>,
        },
      ),
    [],
  );

  const select = (name: 'channel' | 'kind' | 'state', label: string, options: [string, string][]) => (
    <select
      className="form-select w-auto"
      aria-label={label}
      value={filters[name]}
      onChange={({ target }) => setFilters({ [name]: target.value })}
    >
      <option value="">Any {label.toLowerCase()}</option>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );

  return (
    <>
      <FilterBar
        filters={panel}
        values={{ source, tag, from, to }}
        onChange={setFilters}
        active={Object.values(filters).some(Boolean)}
        onClear={() => setFilters(none)}
        selection={
          <a
            className="btn btn-outline-secondary ms-auto"
            href={`/api/communications/export?${new URLSearchParams(
              Object.entries(filters).filter(([, value]) => value !== ''),
            )}`}
            download
          >
            <i className="bi bi-download me-1" aria-hidden="true" /> Export
          </a>
        }
      >
        <div className="toolbar-picker">
          <CustomerPicker
            label="Customer"
            labelHidden
            placeholder="Any customer"
            selected={customerId ? customer : null}
            onSelect={(chosen) => setFilters({ customerId: chosen?.id ?? '' })}
          />
        </div>
        <div className="toolbar-picker">
          <CampaignPicker
            selected={campaignId ? campaign : undefined}
            onSelect={(chosen) => setFilters({ campaignId: chosen?.id ?? '' })}
          />
        </div>
        {select(
          'kind',
          'Kind',
          COMMUNICATION_KINDS.map((one) => [one, formatConstant(one)]),
        )}
        {select('channel', 'Channel', [
          ['EMAIL', 'E-mail'],
          ['SMS', 'SMS'],
        ])}
        {select(
          'state',
          'State',
          states.map((one) => [one, formatConstant(one)]),
        )}
      </FilterBar>
      <Panel flush>
        <DataTable
          label="Communications"
          columns={columns}
          pages={log}
          rowId={(entry) => entry.id}
          empty={
            Object.values(filters).some(Boolean) ? (
              <EmptyState icon="search" title="Nothing is found with these filters" />
            ) : (
              <EmptyState icon="chat-left-text" title="Nothing here yet">
                Messages of campaigns and notes about customers show here.
              </EmptyState>
            )
          }
        />
      </Panel>
      <MessageViewer
        message={viewed && { ...viewed, subject: viewed.subject ?? formatConstant(viewed.kind) }}
        onClose={() => setViewed(null)}
      />
    </>
  );
}

const channelWord: Record<Channel, string> = { EMAIL: 'E-mail', SMS: 'SMS' };

interface CampaignPickerProps {
  selected: string | undefined;
  onSelect: (campaign: Campaign | null) => void;
}

function CampaignPicker({ selected, onSelect }: CampaignPickerProps) {
  return (
    <Combobox
      label="Campaign"
      labelHidden
      placeholder="Any campaign"
      nothing="No campaign found"
      queryKey={['campaigns', 'picker']}
      find={findCampaigns}
      choiceOf={({ id, name, state }) => ({ id, name, detail: formatConstant(state) })}
      selected={selected}
      onSelect={onSelect}
    />
  );
}
