import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import type { RejectedRecord } from '@/lib/api/types';
import { useDiscard, type Kind } from './api';

interface DiscardDialogProps {
  kind: Kind;
  record: RejectedRecord;
  onClose: () => void;
}

export function DiscardDialog({ kind, record, onClose }: DiscardDialogProps) {
  const [reason, setReason] = useState('');
  const discard = useDiscard(kind, record.id);
  return (
    <Modal show onHide={onClose} centered aria-labelledby="discard-record">
      <Modal.Header closeButton>
        <Modal.Title id="discard-record" as="h2">
          Discard this record?
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <ProblemAlert problem={discard.error} shown={['/reason']} />
        <p>What it says will not be taken in. That cannot be undone here; its sender can send it again.</p>
        <FormProblemProvider value={discard.error}>
          <TextField label="Why" pointer="/reason" value={reason} maxLength={500} onChange={setReason} />
        </FormProblemProvider>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline-secondary" onClick={onClose}>
          Keep it
        </Button>
        <Button
          variant="danger"
          disabled={discard.isPending}
          onClick={() => discard.mutate(reason, { onSuccess: onClose })}
        >
          Discard
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
