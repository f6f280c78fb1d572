import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { CustomerPicker } from '@/components/CustomerPicker';
import { columnsOf, DataTable } from '@/components/DataTable';
import { FilterBar } from '@/components/FilterBar';
import { MessageViewer } from '@/components/MessageViewer';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import { COMMUNICATION_KINDS, type Communication, type Customer } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useFilters } from '@/lib/useFilters';
import { useCampaignOptions, useCommunications } from './api';
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

const panel = [{ name: 'tag', label: 'Tag' }] as const;

function Log() {
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [filters, setFilters] = useFilters(['campaignId', 'kind', 'tag']);
  const { campaignId, kind, ...inPanel } = filters;
  const [viewed, setViewed] = useState<Communication | null>(null);
  const campaigns = useCampaignOptions();
  const log = useCommunications({ customerId: customer?.id, ...filters });

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
              <button type="button" className="link-button" onClick={() => setViewed(entry)}>
                {what}
              </button>
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
                ? entry.channel === 'EMAIL'
                  ? 'E-mail'
                  : formatChannel(entry.channel)
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
          header: 'Campaign',
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
          cell: (entry) => (entry.state ? <StateBadge state={entry.state} /> : '–'),
        },
        {
          id: 'at',
          header: 'When',
          cell: (entry) => <span className="muted">{formatDateTime(entry.at)}</span>,
        },
      ),
    [],
  );

  return (
    <>
      <FilterBar
        filters={panel}
        values={inPanel}
        onChange={setFilters}
        active={customer !== null || Object.values(filters).some(Boolean)}
        onClear={() => {
          setCustomer(null);
          setFilters({ campaignId: '', kind: '', tag: '' });
        }}
      >
        <div className="toolbar-picker">
          <CustomerPicker
            label="Customer"
            labelHidden
            placeholder="Any customer"
            selected={customer}
            onSelect={setCustomer}
          />
        </div>
        <select
          className="form-select w-auto"
          aria-label="Campaign"
          value={campaignId}
          onChange={(event) => setFilters({ campaignId: event.target.value })}
        >
          <option value="">Any campaign</option>
          {campaigns.data?.items.map((campaign) => (
            <option key={campaign.id} value={campaign.id}>
              {campaign.name}
            </option>
          ))}
        </select>
        <select
          className="form-select w-auto"
          aria-label="Kind"
          value={kind}
          onChange={(event) => setFilters({ kind: event.target.value })}
        >
          <option value="">Any kind</option>
          {COMMUNICATION_KINDS.map((option) => (
            <option key={option} value={option}>
              {formatConstant(option)}
            </option>
          ))}
        </select>
      </FilterBar>
      <Panel flush>
        <DataTable
          label="Communications"
          columns={columns}
          pages={log}
          rowId={(entry) => entry.id}
          empty={
            <EmptyState icon="chat-left-text" title="Nothing here yet">
              Messages of campaigns and notes about customers show here.
            </EmptyState>
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

function formatChannel(channel: string): string {
  return channel === 'SMS' ? 'SMS' : formatConstant(channel);
}
