import { useMemo, useState, type ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { Link, useParams } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { Facts } from '@/components/Facts';
import { ProblemAlert } from '@/components/forms';
import { MessageViewer } from '@/components/MessageViewer';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import type { Campaign, Message } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useCampaign, useCampaignAction, useMessages } from './api';
import { Funnel } from './Funnel';
import { LaunchDialog } from './LaunchDialog';
import { Rendered } from './Rendered';
import { channelWord, modeWord } from './words';

const back = { to: '/campaigns', label: 'Campaigns' };

interface CampaignPageProps {
  /** What a campaign brought, once it has been launched. */
  results: (campaignId: string) => ReactNode;
}

export function CampaignPage({ results }: CampaignPageProps) {
  const { campaignId = '' } = useParams();
  const campaign = useCampaign(campaignId, true);
  if (!campaign.data) {
    return (
      <>
        <PageHeader title="Campaign" back={back} />
        <Panel>
          {campaign.isError ? (
            <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />
          ) : (
            <Skeleton label="Loading the campaign" />
          )}
        </Panel>
      </>
    );
  }
  return <CampaignDetails campaign={campaign.data} results={results} />;
}

function CampaignDetails({ campaign, results }: { campaign: Campaign } & CampaignPageProps) {
  return (
    <>
      <CampaignHeader campaign={campaign} />
      {campaign.state !== 'DRAFT' && <Funnel campaignId={campaign.id} />}
      <div className="columns-side">
        <div>
          <Panel title="About">
            <Facts
              items={[
                [
                  'Segment',
                  <Link key="segment" to={`/segments/${campaign.segmentId}`}>
                    {campaign.segmentName ?? 'Segment'}
                  </Link>,
                ],
                ['Channel', channelWord[campaign.channel]],
                ['Mode', modeWord[campaign.mode]],
                ['Launched', formatDateTime(campaign.launchedAt)],
                ['Last changed', formatDateTime(campaign.updatedAt)],
              ]}
            />
          </Panel>
        </div>
        <div>
          {campaign.state === 'DRAFT' ? (
            <Panel title="Message" note="Variables are filled in for each customer">
              <Rendered message={campaign.content} />
            </Panel>
          ) : (
            <>
              {results(campaign.id)}
              <Messages campaignId={campaign.id} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function CampaignHeader({ campaign }: { campaign: Campaign }) {
  const action = useCampaignAction(campaign.id);
  const canWrite = useCan('write');
  const canLaunch = useCan('launch');
  const [asking, setAsking] = useState<'launch' | 'stop' | null>(null);
  const { state } = campaign;
  return (
    <>
      <PageHeader
        title={campaign.name}
        back={back}
        aside={<StateBadge state={state} />}
        subtitle={
          state === 'RUNNING' && campaign.mode === 'LIVE' ? (
            <>
              <span className="live-dot" aria-hidden="true" />
              Whoever joins the segment gets it at once
            </>
          ) : undefined
        }
        actions={
          <>
            {state === 'DRAFT' && canWrite && (
              <Link to={`/campaigns/${campaign.id}/edit`} className="btn btn-outline-secondary">
                <i className="bi bi-pencil me-1" aria-hidden="true" /> Edit
              </Link>
            )}
            {state === 'DRAFT' && canLaunch && (
              <Button onClick={() => setAsking('launch')}>
                <i className="bi bi-rocket-takeoff me-1" aria-hidden="true" /> Launch
              </Button>
            )}
            {state === 'RUNNING' && canLaunch && (
              <Button
                variant="outline-secondary"
                disabled={action.isPending}
                onClick={() => action.mutate('pause')}
              >
                <i className="bi bi-pause-fill me-1" aria-hidden="true" /> Pause
              </Button>
            )}
            {state === 'PAUSED' && canLaunch && (
              <Button disabled={action.isPending} onClick={() => action.mutate('resume')}>
                <i className="bi bi-play-fill me-1" aria-hidden="true" /> Resume
              </Button>
            )}
            {(state === 'RUNNING' || state === 'PAUSED') && canLaunch && (
              <Button variant="outline-danger" disabled={action.isPending} onClick={() => setAsking('stop')}>
                <i className="bi bi-stop-fill me-1" aria-hidden="true" /> Stop
              </Button>
            )}
          </>
        }
      />
      <ProblemAlert problem={action.error} />
      {asking === 'launch' && <LaunchDialog campaign={campaign} onClose={() => setAsking(null)} />}
      <Modal show={asking === 'stop'} onHide={() => setAsking(null)} centered aria-labelledby="stop-campaign">
        <Modal.Header closeButton>
          <Modal.Title id="stop-campaign" as="h2">
            Stop “{campaign.name}”?
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          Nothing more is sent, and it can’t be started again. To wait a while, pause it.
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={() => setAsking(null)}>
            Keep it running
          </Button>
          <Button
            variant="danger"
            disabled={action.isPending}
            onClick={() => action.mutate('stop', { onSettled: () => setAsking(null) })}
          >
            Stop for good
          </Button>
        </Modal.Footer>
      </Modal>
    </>
  );
}

function Messages({ campaignId }: { campaignId: string }) {
  const messages = useMessages(campaignId);
  const [viewed, setViewed] = useState<Message | null>(null);
  const columns = useMemo(
    () =>
      columnsOf<Message>(
        {
          id: 'customer',
          header: 'Customer',
          cell: (message) => (
            <div className="person-text">
              <Link to={`/customers/${message.customerId}`}>{message.customerName ?? 'Customer'}</Link>
              {message.to && <span>{message.to}</span>}
            </div>
          ),
        },
        {
          id: 'subject',
          header: 'Message',
          cell: (message) => (
            <button type="button" className="link-button" onClick={() => setViewed(message)}>
              {message.subject ?? message.body?.slice(0, 48) ?? 'Show'}
            </button>
          ),
        },
        {
          id: 'state',
          header: 'State',
          cell: (message) => (
            <>
              <StateBadge state={message.state} />
              {message.reason && (
                <small className="d-block text-secondary">{formatConstant(message.reason)}</small>
              )}
            </>
          ),
        },
        {
          id: 'at',
          header: 'When',
          cell: (message) => (
            <span className="muted">{formatDateTime(message.sentAt ?? message.queuedAt)}</span>
          ),
        },
      ),
    [],
  );
  return (
    <Panel title="Messages" flush>
      <DataTable
        label="Messages"
        columns={columns}
        pages={messages}
        rowId={(message) => message.id}
        empty={
          <EmptyState icon="envelope" title="No messages yet">
            They show here as they are made.
          </EmptyState>
        }
      />
      <MessageViewer
        message={viewed && { ...viewed, at: viewed.sentAt ?? viewed.queuedAt }}
        onClose={() => setViewed(null)}
      />
    </Panel>
  );
}
