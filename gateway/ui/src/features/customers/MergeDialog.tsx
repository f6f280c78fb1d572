import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { useNavigate } from 'react-router';
import { CustomerPicker } from '@/components/CustomerPicker';
import { ProblemAlert } from '@/components/forms';
import type { Customer } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { Comparison } from './Comparison';
import { useMerge } from './personApi';

/** Finds who else this customer is, compares the two, and makes them one. */
export function MergeDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const [other, setOther] = useState<Customer | null>(null);
  const [survivor, setSurvivor] = useState(customer.id);
  const merge = useMerge();
  const navigate = useNavigate();
  const same = other?.id === customer.id;
  const ready = other !== null && !same;

  function confirm() {
    if (other === null) return;
    const goes = survivor === customer.id ? other.id : customer.id;
    merge.mutate(
      { survivor, others: [goes] },
      {
        onSuccess: () => {
          onClose();
          void navigate(`/customers/${survivor}`);
        },
      },
    );
  }

  return (
    <Modal show onHide={onClose} size="lg" centered aria-labelledby="merge-customer">
      <Modal.Header closeButton>
        <Modal.Title id="merge-customer" as="h2">
          Merge {fullName(customer)}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <ProblemAlert problem={merge.error} />
        <CustomerPicker
          label="With"
          selected={other}
          onSelect={(found) => {
            setOther(found);
            setSurvivor(customer.id);
            merge.reset();
          }}
        />
        {same && (
          <p className="text-danger" role="alert">
            This is the same customer.
          </p>
        )}
        {ready && (
          <>
            <p className="mt-3">
              The two become one, with all orders and communications of both. It can be undone for 30 days.
            </p>
            <Comparison
              label="The two customers"
              customers={[customer, other]}
              survivor={survivor}
              onSurvivor={setSurvivor}
              leftOut={[]}
              onLeaveOut={() => undefined}
            />
          </>
        )}
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline-secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!ready || merge.isPending} onClick={confirm}>
          Merge
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
