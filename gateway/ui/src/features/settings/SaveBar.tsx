import Button from 'react-bootstrap/Button';

interface SaveBarProps {
  isDirty: boolean;
  isSaving: boolean;
  isSaved: boolean;
  onReset: () => void;
}

/** Always in reach: what was changed and is not saved yet. */
export function SaveBar({ isDirty, isSaving, isSaved, onReset }: SaveBarProps) {
  return (
    <div className={`save-bar ${isDirty ? 'is-dirty' : isSaved ? 'is-saved' : ''}`}>
      <span role="status">
        {isDirty ? 'There are changes that are not saved.' : isSaved ? 'Saved.' : 'Everything is saved.'}
      </span>
      <div>
        <Button variant="outline-secondary" disabled={!isDirty || isSaving} onClick={onReset}>
          Undo
        </Button>
        <Button type="submit" disabled={!isDirty || isSaving}>
          {isSaving ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </div>
  );
}
