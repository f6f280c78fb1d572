import { useEffect } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { useBlocker } from 'react-router';

/** The state of a navigation that leaves after saving: nobody needs to be asked. */
export const SAVED = { saved: true } as const;

const isSaved = (state: unknown) => (state as Partial<typeof SAVED> | null)?.saved === true;

/** Asks before a page is left with changes that would be lost. */
export function UnsavedChanges({ when }: { when: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when && currentLocation.pathname !== nextLocation.pathname && !isSaved(nextLocation.state),
  );
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [when]);

  if (blocker.state !== 'blocked') return null;
  return (
    <Modal show onHide={() => blocker.reset()} centered aria-labelledby="unsaved-changes">
      <Modal.Header closeButton>
        <Modal.Title id="unsaved-changes" as="h2">
          Leave without saving?
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>What you changed here is not saved, and is lost when you leave.</Modal.Body>
      <Modal.Footer>
        <Button variant="outline-danger" onClick={() => blocker.proceed()}>
          Leave and lose it
        </Button>
        <Button onClick={() => blocker.reset()}>Stay here</Button>
      </Modal.Footer>
    </Modal>
  );
}
