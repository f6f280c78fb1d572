import { useCallback } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';
import { ConfirmDialog } from './ConfirmDialog';

interface LeaveGuardProps {
  /** Whether something would be lost. */
  unsaved: boolean;
}

/** To be navigated with after saving: then nothing is lost, whatever the page that is left says. */
export const SAVED = { saved: true };

const isAfterSaving = (state: unknown) =>
  typeof state === 'object' && state !== null && 'saved' in state && state.saved === true;

/** Asks before a page is left with edits that are not saved, be it within the app or with the tab. Not within a form. */
export function LeaveGuard({ unsaved }: LeaveGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && currentLocation.pathname !== nextLocation.pathname && !isAfterSaving(nextLocation.state),
  );
  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (unsaved) event.preventDefault();
      },
      [unsaved],
    ),
  );
  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave"
      busy={false}
      problem={null}
      onConfirm={() => blocker.proceed()}
      onClose={() => blocker.reset()}
    >
      What you changed on this page is not saved and would be lost.
    </ConfirmDialog>
  );
}
