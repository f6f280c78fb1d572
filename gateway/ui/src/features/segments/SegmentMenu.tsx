import { useState } from 'react';
import Dropdown from 'react-bootstrap/Dropdown';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { Problem } from '@/lib/api/problem';
import type { Segment, SegmentUse } from '@/lib/api/types';
import { useDeleteSegment, useSegmentAction } from './api';
import { Uses } from './Uses';

interface SegmentMenuProps {
  segment: Segment;
  onProblem: (problem: unknown) => void;
}

/** What is done with a segment less often than editing it. */
export function SegmentMenu({ segment, onProblem }: SegmentMenuProps) {
  const [asking, setAsking] = useState<'archive' | 'delete' | null>(null);
  const duplicate = useSegmentAction('duplicate');
  const restore = useSegmentAction('restore');
  const navigate = useNavigate();
  const archived = segment.state === 'ARCHIVED';
  return (
    <>
      <Dropdown align="end">
        <Dropdown.Toggle variant="outline-secondary" id="segment-menu">
          More
        </Dropdown.Toggle>
        <Dropdown.Menu>
          <Dropdown.Item
            as="button"
            disabled={duplicate.isPending}
            onClick={() =>
              duplicate.mutate(segment, {
                onSuccess: (copy) => void navigate(`/segments/${copy.id}/edit`),
                onError: onProblem,
              })
            }
          >
            Duplicate
          </Dropdown.Item>
          {archived ? (
            <Dropdown.Item
              as="button"
              disabled={restore.isPending}
              onClick={() => restore.mutate(segment, { onError: onProblem })}
            >
              Restore
            </Dropdown.Item>
          ) : (
            <Dropdown.Item as="button" onClick={() => setAsking('archive')}>
              Archive
            </Dropdown.Item>
          )}
          <Dropdown.Divider />
          <Dropdown.Item as="button" className="text-danger" onClick={() => setAsking('delete')}>
            Delete
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown>
      {asking === 'archive' && <Archive segment={segment} onClose={() => setAsking(null)} />}
      {asking === 'delete' && <Delete segment={segment} onClose={() => setAsking(null)} />}
    </>
  );
}

interface DialogProps {
  segment: Segment;
  onClose: () => void;
}

function Archive({ segment, onClose }: DialogProps) {
  const archive = useSegmentAction('archive');
  return (
    <ConfirmDialog
      title={`Archive “${segment.name}”?`}
      action="Archive"
      busy={archive.isPending}
      problem={archive.error}
      onConfirm={() => archive.mutate(segment, { onSuccess: onClose })}
      onClose={onClose}
    >
      <InTheWay problem={archive.error} />
      <p className="mb-0">
        Nobody joins or leaves it any more, and it can’t be chosen for new campaigns. It can be restored, and
        is then worked out anew.
      </p>
    </ConfirmDialog>
  );
}

function Delete({ segment, onClose }: DialogProps) {
  const remove = useDeleteSegment();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={`Delete “${segment.name}”?`}
      action="Delete segment"
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(segment, { onSuccess: () => void navigate('/segments') })}
      onClose={onClose}
    >
      <InTheWay problem={remove.error} />
      <p className="mb-0">
        Its rule, its members and its history are gone for good. If you may want it again, archive it instead.
      </p>
    </ConfirmDialog>
  );
}

/** What uses the segment and so keeps it, as the refusal lists it. */
function InTheWay({ problem }: { problem: unknown }) {
  const usedBy =
    problem instanceof Problem ? (problem.members.usedBy as SegmentUse[] | undefined) : undefined;
  if (!usedBy || usedBy.length === 0) return null;
  return (
    <div className="in-the-way">
      <p>It is still used. Change or end these first:</p>
      <Uses uses={usedBy} />
    </div>
  );
}
