import type { ReactNode } from 'react';
import Button from 'react-bootstrap/Button';

interface ChangedMeanwhileProps {
  /** Such as `this segment`. */
  what: string;
  /** What was saved meanwhile, once it is known. */
  theirs: ReactNode;
  onKeep: () => void;
  onTake: () => void;
}

/** What to do when somebody else has saved what is being edited. */
export function ChangedMeanwhile({ what, theirs, onKeep, onTake }: ChangedMeanwhileProps) {
  return (
    <div className="notice notice-warn" role="alert">
      <div>
        <strong>Somebody else saved {what} meanwhile.</strong>{' '}
        {theirs ? (
          <>{theirs} Nothing of yours is lost: keep editing, and saving replaces theirs.</>
        ) : (
          'Looking at what they saved…'
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

/** The way back to one's own edit while theirs is looked at. */
export function TheirVersion({ onBack }: { onBack: () => void }) {
  return (
    <div className="notice" role="status">
      <span>This is their version. Yours is kept until you leave this page.</span>
      <Button size="sm" variant="outline-secondary" onClick={onBack}>
        Back to mine
      </Button>
    </div>
  );
}
