import { useState, type FormEvent, type ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { ProblemAlert, TextField } from './forms';

interface ConfirmDialogProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  action: string;
  /** What has to be typed before, where there is no way back. */
  typed?: string;
  variant?: 'danger' | 'primary';
  busy: boolean;
  problem: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, typed, variant = 'danger', busy, problem, onConfirm, onClose } = props;
  const [text, setText] = useState('');
  const sure = typed === undefined || text.trim() === typed;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (sure && !busy) onConfirm();
  }

  return (
    <Modal show onHide={onClose} centered aria-labelledby="confirm-title">
      <form onSubmit={submit} noValidate>
        <Modal.Header closeButton>
          <Modal.Title id="confirm-title" as="h2">
            {title}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <ProblemAlert problem={problem} />
          {children}
          {typed !== undefined && (
            <TextField
              label={`Type “${typed}” to go on`}
              pointer=""
              value={text}
              onChange={setText}
              autoComplete="off"
            />
          )}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant={variant} disabled={!sure || busy}>
            {action}
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}
