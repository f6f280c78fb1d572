import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Facts } from '@/components/Facts';
import { ProblemAlert } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { ErrorState, Skeleton } from '@/components/states';
import type { Campaign } from '@/lib/api/types';
import { formatDateTime, formatPercent } from '@/lib/format';
import { lengthWords } from '@/lib/length';
import { useCampaign } from './api';
import { Breakdown } from './Breakdown';
import { CampaignActions } from './CampaignActions';
import { Contents } from './Contents';
import { Funnel } from './Funnel';
import { Recipients } from './Recipients';
import { channelWord, scheduleWords } from './words';

const back = { to: '/campaigns', label: 'Campaigns' };

interface CampaignPageProps {
  /** What a campaign brought, once it has been launched. */
  results: (campaignId: string) => ReactNode;
}

export function CampaignPage({ results }: CampaignPageProps) {
  const { campaignId = '' } = useParams();
  const campaign = useCampaign(campaignId);
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
  return <CampaignDetails key={campaignId} campaign={campaign.data} results={results} />;
}

function CampaignDetails({ campaign, results }: { campaign: Campaign } & CampaignPageProps) {
  const [problem, setProblem] = useState<unknown>(null);
  const hasBegun = campaign.startedAt !== undefined;
  return (
    <>
      <PageHeader
        title={campaign.name}
        back={back}
        aside={<StateBadge state={campaign.state} />}
        subtitle={
          campaign.state === 'RUNNING' && campaign.mode === 'LIVE' ? (
            <>
              <span className="live-dot" aria-hidden="true" />
              Whoever joins the segment gets it at once
            </>
          ) : (
            `${scheduleWords(campaign)}.`
          )
        }
        actions={<CampaignActions campaign={campaign} onProblem={setProblem} />}
      />
      <ProblemAlert problem={problem} />
      <Notices campaign={campaign} />
      {hasBegun && (
        <>
          <Funnel campaign={campaign} />
          <Breakdown campaign={campaign} />
          {results(campaign.id)}
          <Recipients campaign={campaign} />
        </>
      )}
      <div className="columns-side">
        <div>
          <About campaign={campaign} />
        </div>
        <div>
          <Contents campaign={campaign} />
        </div>
      </div>
    </>
  );
}

/** What somebody has to know before they do anything. */
function Notices({ campaign }: { campaign: Campaign }) {
  const { state, stateReason, approval, nextAt } = campaign;
  return (
    <>
      {stateReason && (
        <div className={`notice ${state === 'PAUSED' ? 'notice-warn' : ''}`} role="status">
          <div>
            {state === 'PAUSED' && <strong>It paused by itself. </strong>}
            {stateReason}
          </div>
        </div>
      )}
      {state === 'IN_APPROVAL' && approval && (
        <div className="notice" role="status">
          <div>
            <strong>{approval.requestedBy.name}</strong> asks for it to be approved, since{' '}
            {formatDateTime(approval.requestedAt)}.
          </div>
        </div>
      )}
      {state === 'DRAFT' && approval?.approved === false && (
        <div className="notice notice-warn" role="status">
          <div>
            <strong>{approval.decidedBy?.name ?? 'Somebody'} sent it back</strong> on{' '}
            {formatDateTime(approval.decidedAt)}: {approval.note}
          </div>
        </div>
      )}
      {state === 'APPROVED' && approval?.approved && (
        <div className="notice" role="status">
          <div>
            <strong>{approval.decidedBy?.name ?? 'Somebody'} approved it</strong> on{' '}
            {formatDateTime(approval.decidedAt)}
            {approval.note ? `: ${approval.note}` : '.'}
          </div>
        </div>
      )}
      {nextAt && (state === 'SCHEDULED' || state === 'RUNNING') && (
        <div className="notice" role="status">
          <div>
            <strong>Goes out {campaign.startedAt ? 'next' : ''}</strong> on {formatDateTime(nextAt)}
            {campaign.schedule?.zone === 'RECIPIENT' && ', where that time comes first on earth'}.
          </div>
        </div>
      )}
    </>
  );
}

function About({ campaign }: { campaign: Campaign }) {
  const { winner, reentry, guards, approval } = campaign;
  const ignored = [guards.ignoreCaps && 'frequency caps', guards.ignoreQuietHours && 'quiet hours'].filter(
    Boolean,
  );
  return (
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
          ['When', scheduleWords(campaign)],
          ...facts([
            ['Again', reentry?.after && `After ${lengthWords(reentry.after)}`],
            ['Launched', campaign.launchedAt && formatDateTime(campaign.launchedAt)],
            ['Began', campaign.startedAt && formatDateTime(campaign.startedAt)],
            [
              'Times it went out',
              campaign.startedAt && campaign.schedule?.cron && String(campaign.occurrence + 1),
            ],
            ['Ended', campaign.endedAt && formatDateTime(campaign.endedAt)],
            ['Held out', campaign.holdout > 0 && formatPercent(campaign.holdout)],
            ['Winner', winner?.after && `Chosen after ${lengthWords(winner.after)}`],
            ['Ignores', ignored.length > 0 && ignored.join(', ')],
            ['Approved by', approval?.approved && approval.decidedBy?.name],
          ]),
          ['Priority', String(campaign.priority)],
          ['Written by', campaign.createdBy],
          [
            'Last changed',
            [formatDateTime(campaign.updatedAt), campaign.changedBy && `by ${campaign.changedBy}`]
              .filter(Boolean)
              .join(' '),
          ],
        ]}
      />
    </Panel>
  );
}

/** Those that there is something to say of. */
function facts(all: [string, string | false | undefined][]): [string, string][] {
  return all.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
