import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CustomerPicker } from '@/components/CustomerPicker';
import { columnsOf, DataTable } from '@/components/DataTable';
import { ProblemAlert } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { PersonLink } from '@/components/Person';
import { StateBadge } from '@/components/StateBadge';
import { StatCard } from '@/components/StatCard';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import type { Segment, SegmentMember } from '@/lib/api/types';
import { formatDateTime, formatNumber, fullName } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useMembers, useSegment, useUses } from './api';
import { Backfill } from './Backfill';
import { History } from './History';
import { RuleWords } from './RuleWords';
import { SegmentMenu } from './SegmentMenu';
import { Uses } from './Uses';
import { reasonWords } from './words';

const back = { to: '/segments', label: 'Segments' };

export function SegmentPage() {
  const { segmentId = '' } = useParams();
  const segment = useSegment(segmentId);
  const [problem, setProblem] = useState<unknown>(null);
  const canWrite = useCan('write');

  if (!segment.data) {
    return (
      <>
        <PageHeader title="Segment" back={back} />
        <Panel>
          {segment.isError ? (
            <ErrorState error={segment.error} onRetry={() => void segment.refetch()} />
          ) : (
            <Skeleton label="Loading the segment" />
          )}
        </Panel>
      </>
    );
  }

  const { name, description, state, ruleDescription } = segment.data;
  const active = state === 'ACTIVE';
  return (
    <>
      <PageHeader
        title={name}
        back={back}
        aside={!active && <StateBadge state={state} />}
        subtitle={description}
        actions={
          canWrite && (
            <>
              <SegmentMenu segment={segment.data} onProblem={setProblem} />
              {active && (
                <>
                  <Link to={`/segments/${segmentId}/edit`} className="btn btn-outline-secondary">
                    <i className="bi bi-pencil me-1" aria-hidden="true" /> Edit
                  </Link>
                  <Link to={`/campaigns/new?segment=${segmentId}`} className="btn btn-primary">
                    <i className="bi bi-megaphone me-1" aria-hidden="true" /> New campaign
                  </Link>
                </>
              )}
            </>
          )
        }
      />
      <ProblemAlert problem={problem} />
      <div className="columns-side">
        <div>
          {active && <Size segment={segment.data} />}
          <Panel title="The rule">
            <RuleWords words={ruleDescription} />
          </Panel>
          <AskWhy segmentId={segmentId} />
          <UsedBy segmentId={segmentId} />
        </div>
        <div>
          <History segmentId={segmentId} />
          {active && <Members segmentId={segmentId} />}
        </div>
      </div>
    </>
  );
}

function Size({ segment }: { segment: Segment }) {
  return (
    <StatCard
      icon="people"
      label="In it now"
      value={formatNumber(segment.size)}
      note={
        <>
          <span className="live-dot" aria-hidden="true" />
          live
          <Backfill segment={segment} />
        </>
      }
    />
  );
}

function AskWhy({ segmentId }: { segmentId: string }) {
  const navigate = useNavigate();
  return (
    <Panel title="Why is somebody in, or not?">
      <CustomerPicker
        label="Customer"
        labelHidden
        selected={null}
        onSelect={(customer) => customer && void navigate(`/segments/${segmentId}/why/${customer.id}`)}
      />
    </Panel>
  );
}

function UsedBy({ segmentId }: { segmentId: string }) {
  const uses = useUses(segmentId);
  return (
    <Panel title="Used by">
      {uses.isError && !uses.data ? (
        <ErrorState error={uses.error} onRetry={() => void uses.refetch()} />
      ) : !uses.data ? (
        <Skeleton rows={2} label="Loading what uses it" />
      ) : uses.data.length === 0 ? (
        <p className="mb-0 text-secondary">No campaign that is not over, and no other segment.</p>
      ) : (
        <Uses uses={uses.data} />
      )}
    </Panel>
  );
}

function columnsOfMembers(segmentId: string) {
  return columnsOf<SegmentMember>(
    {
      id: 'customer',
      header: 'Customer',
      cell: (member) => (
        <PersonLink
          name={fullName(member)}
          detail={[member.email, member.city].filter(Boolean).join(' · ')}
          to={`/customers/${member.customerId}`}
        />
      ),
    },
    {
      id: 'since',
      header: 'In since',
      cell: (member) => (
        <div className="person-text">
          <span className="muted">{formatDateTime(member.since)}</span>
          {member.reason && <span>{reasonWords(member.reason)}</span>}
        </div>
      ),
    },
    {
      id: 'why',
      header: 'Why',
      plain: true,
      cell: (member) => (
        <Link
          to={`/segments/${segmentId}/why/${member.customerId}`}
          aria-label={`Why is ${fullName(member)} in it?`}
        >
          Why?
        </Link>
      ),
    },
  );
}

function Members({ segmentId }: { segmentId: string }) {
  const members = useMembers(segmentId);
  const [columns] = useState(() => columnsOfMembers(segmentId));
  return (
    <Panel
      title="Members"
      flush
      actions={
        <a
          className="btn btn-sm btn-outline-secondary"
          href={`/api/segments/${segmentId}/members/export`}
          download
        >
          <i className="bi bi-download me-1" aria-hidden="true" /> Export
        </a>
      }
    >
      <DataTable
        label="Members"
        columns={columns}
        pages={members}
        rowId={(member) => member.customerId}
        empty={
          <EmptyState icon="people" title="Nobody is in yet">
            People join the moment they match.
          </EmptyState>
        }
      />
    </Panel>
  );
}
