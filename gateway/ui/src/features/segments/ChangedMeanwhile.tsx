import Button from 'react-bootstrap/Button';
import type { Segment } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';

interface ChangedMeanwhileProps {
  /** What was saved meanwhile, once it is known. */
  theirs: Segment | undefined;
  onKeep: () => void;
  onTake: () => void;
}

/** What to do when somebody else has saved the segment that is being edited. */
export function ChangedMeanwhile({ theirs, onKeep, onTake }: ChangedMeanwhileProps) {
  return (
    <div className="notice notice-warn" role="alert">
      <div>
        <strong>Somebody else saved this segment meanwhile.</strong>
        {theirs ? (
          <>
            {' '}
            On {formatDateTime(theirs.updatedAt)} it became “{theirs.name}”: {theirs.ruleDescription}. Nothing
            of yours is lost: keep editing, and saving replaces theirs.
          </>
        ) : (
          ' Looking at what they saved…'
        )}
      </div>
      <div className="notice-actions">
        <Button size="sm" variant="outline-secondary" disabled={!theirs} onClick={onTake}>
          See their version
        </Button>
        <Button size="sm" disabled={!theirs} onClick={onKeep}>
          Keep editing mine
        </Button>
      </div>
    </div>
  );
}
