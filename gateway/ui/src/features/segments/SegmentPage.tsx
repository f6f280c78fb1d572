import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { Link, useNavigate, useParams } from 'react-router';
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
import { useArchiveSegment, useMembers, useSegment } from './api';
import { Backfill } from './Backfill';

const back = { to: '/segments', label: 'Segments' };

const columns = columnsOf<SegmentMember>(
  {
    id: 'customer',
    header: 'Customer',
    cell: (member) => (
      <PersonLink name={fullName(member)} detail={member.email} to={`/customers/${member.customerId}`} />
    ),
  },
  {
    id: 'externalId',
    header: 'External id',
    cell: (member) => <span className="muted">{member.externalId ?? '–'}</span>,
  },
  { id: 'city', header: 'City', cell: (member) => member.city ?? '–' },
  {
    id: 'since',
    header: 'In since',
    cell: (member) => <span className="muted">{formatDateTime(member.since)}</span>,
  },
);

export function SegmentPage() {
  const { segmentId = '' } = useParams();
  const segment = useSegment(segmentId, true);
  const [archiving, setArchiving] = useState(false);
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

  const { name, description, state, size, ruleDescription } = segment.data;
  return (
    <>
      <PageHeader
        title={name}
        back={back}
        aside={state === 'ARCHIVED' && <StateBadge state={state} />}
        subtitle={description}
        actions={
          canWrite &&
          state === 'ACTIVE' && (
            <>
              <Button variant="outline-secondary" onClick={() => setArchiving(true)}>
                Archive
              </Button>
              <Link to={`/segments/${segmentId}/edit`} className="btn btn-outline-secondary">
                <i className="bi bi-pencil me-1" aria-hidden="true" /> Edit
              </Link>
              <Link to={`/campaigns/new?segment=${segmentId}`} className="btn btn-primary">
                <i className="bi bi-megaphone me-1" aria-hidden="true" /> New campaign
              </Link>
            </>
          )
        }
      />
      <div className="columns-side">
        <div>
          <StatCard
            icon="people"
            label="In it now"
            value={formatNumber(size)}
            note={
              <>
                <span className="live-dot" aria-hidden="true" />
                live
              </>
            }
          />
          <Backfill segment={segment.data} />
          <div className="mt-3">
            <Panel title="The rule">
              <p className="mb-0">{ruleDescription}</p>
            </Panel>
          </div>
        </div>
        <Members segmentId={segmentId} />
      </div>
      {archiving && <Archive segment={segment.data} onClose={() => setArchiving(false)} />}
    </>
  );
}

function Members({ segmentId }: { segmentId: string }) {
  const members = useMembers(segmentId);
  return (
    <Panel title="Members" flush>
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

function Archive({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const archive = useArchiveSegment();
  const navigate = useNavigate();
  return (
    <Modal show onHide={onClose} centered aria-labelledby="archive-segment">
      <Modal.Header closeButton>
        <Modal.Title id="archive-segment" as="h2">
          Archive “{segment.name}”?
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <ProblemAlert problem={archive.error} />
        Nobody joins or leaves it any more, and it can’t be chosen for new campaigns.
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline-secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="danger"
          disabled={archive.isPending}
          onClick={() => archive.mutate(segment, { onSuccess: () => void navigate('/segments') })}
        >
          Archive
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
