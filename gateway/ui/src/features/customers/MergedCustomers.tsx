import type { MergedCustomer } from '@/lib/api/types';
import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { Panel } from '@/components/Panel';
import { formatDate } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useUndoMerge } from './personApi';

const nameOf = ({ name, email, externalId, id }: MergedCustomer) => name || email || externalId || id;

/** Who is part of a customer now, and until when that can be undone. */
export function MergedCustomers({ survivor, merged }: { survivor: string; merged: MergedCustomer[] }) {
  const canWrite = useCan('write');
  const [undone, setUndone] = useState<MergedCustomer | null>(null);
  const undo = useUndoMerge(survivor);
  if (merged.length === 0) return null;
  return (
    <Panel title="Merged" note="Who is part of this customer now">
      <ul className="merged">
        {merged.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{nameOf(one)}</strong>
              {one.email && one.email !== nameOf(one) && <div>{one.email}</div>}
              <small>
                Merged {formatDate(one.mergedAt)} by {one.mergedBy}.{' '}
                {isPast(one.undoableUntil)
                  ? 'It can no longer be undone.'
                  : `It can be undone until ${formatDate(one.undoableUntil)}.`}
              </small>
            </div>
            {canWrite && !isPast(one.undoableUntil) && (
              <Button
                variant="outline-secondary"
                size="sm"
                aria-label={`Undo the merge of ${nameOf(one)}`}
                onClick={() => setUndone(one)}
              >
                Undo
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undone && (
        <ConfirmDialog
          title={`Undo the merge of ${nameOf(undone)}?`}
          action="Undo the merge"
          variant="primary"
          busy={undo.isPending}
          problem={undo.error}
          onConfirm={() => undo.mutate(undone.id, { onSuccess: () => setUndone(null) })}
          onClose={() => {
            undo.reset();
            setUndone(null);
          }}
        >
          <p className="mb-0">
            {nameOf(undone)} becomes a customer of their own again, with the orders and communications that
            were theirs.
          </p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function isPast(instant: string): boolean {
  return new Date(instant).getTime() < Date.now();
}
