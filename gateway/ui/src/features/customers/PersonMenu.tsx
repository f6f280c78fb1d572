import { useState } from 'react';
import Dropdown from 'react-bootstrap/Dropdown';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { ProblemAlert } from '@/components/forms';
import type { Customer } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { useCan } from '@/lib/session';
import { MergeDialog } from './MergeDialog';
import { useErase, useExport } from './personApi';

/** What is rarely done about a customer. */
export function PersonMenu({ customer }: { customer: Customer }) {
  const canWrite = useCan('write');
  const canErase = useCan('erase');
  const [dialog, setDialog] = useState<'merge' | 'erase' | null>(null);
  const everything = useExport(customer.id);
  if (!canWrite && !canErase) return null;
  const close = () => setDialog(null);
  return (
    <>
      <Dropdown align="end">
        <Dropdown.Toggle variant="outline-secondary" id="person-actions">
          More
        </Dropdown.Toggle>
        <Dropdown.Menu>
          {canErase && (
            <Dropdown.Item as="button" disabled={everything.isPending} onClick={() => everything.mutate()}>
              <i className="bi bi-download me-2" aria-hidden="true" />
              Export everything
            </Dropdown.Item>
          )}
          {canWrite && (
            <Dropdown.Item as="button" onClick={() => setDialog('merge')}>
              <i className="bi bi-people me-2" aria-hidden="true" />
              Merge…
            </Dropdown.Item>
          )}
          {canErase && (
            <Dropdown.Item as="button" className="text-danger" onClick={() => setDialog('erase')}>
              <i className="bi bi-person-x me-2" aria-hidden="true" />
              Erase…
            </Dropdown.Item>
          )}
        </Dropdown.Menu>
      </Dropdown>
      {everything.isPending && <span role="status">Collecting everything…</span>}
      {everything.isError && <ProblemAlert problem={everything.error} />}
      {dialog === 'merge' && <MergeDialog customer={customer} onClose={close} />}
      {dialog === 'erase' && <EraseDialog customer={customer} onClose={close} />}
    </>
  );
}

function EraseDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const erase = useErase(customer.id);
  return (
    <ConfirmDialog
      title={`Erase ${fullName(customer)}?`}
      action="Erase for ever"
      typed={fullName(customer)}
      busy={erase.isPending}
      problem={erase.error}
      onConfirm={() => erase.mutate()}
      onClose={onClose}
    >
      <ul>
        <li>Everything that is known of this person goes, in every service; nobody can bring it back.</li>
        <li>They leave all segments, and no campaign reaches them any more.</li>
        <li>What was said to them and noted about them goes.</li>
        <li>Their orders stay as revenue, without anything that tells whose they were.</li>
        <li>Older data that arrives later about them is refused.</li>
      </ul>
    </ConfirmDialog>
  );
}
