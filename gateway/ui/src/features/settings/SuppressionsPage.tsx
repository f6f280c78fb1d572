import { useMemo, useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { Link } from 'react-router';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { CustomerPicker } from '@/components/CustomerPicker';
import { columnsOf, DataTable } from '@/components/DataTable';
import { FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { RadioChoice } from '@/components/RadioChoice';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState } from '@/components/states';
import type { Channel, Customer, Suppression } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useSettledText } from '@/lib/hooks';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { useAddSuppression, useLiftSuppression, useSuppressions } from './api';

const channelWord: Record<Channel, string> = { EMAIL: 'E-mail', SMS: 'SMS' };

export function SuppressionsPage() {
  const [filters, setFilters] = useFilters(['address', 'channel', 'reason', 'lifted']);
  const [address, setAddress] = useSettledText(filters.address, (typed) =>
    setFilters({ address: typed }, { replace: true }),
  );
  const suppressions = useSuppressions(filters);
  const canChange = useCan('configure');
  const [adding, setAdding] = useState(false);
  const [lifted, setLifted] = useState<Suppression | null>(null);
  const isFiltered = Object.values(filters).some(Boolean);

  const columns = useMemo(
    () =>
      columnsOf<Suppression>(
        {
          id: 'who',
          header: 'Who',
          cell: ({ address: to, customerId, customerName }) => (
            <div className="person-text">
              {customerId ? (
                <Link to={`/customers/${customerId}`}>{customerName ?? 'Customer'}</Link>
              ) : (
                <b>{to}</b>
              )}
              {customerId && to && <span>{to}</span>}
            </div>
          ),
        },
        {
          id: 'channel',
          header: 'Channel',
          cell: ({ channel }) => <span className="muted">{channelWord[channel]}</span>,
        },
        {
          id: 'reason',
          header: 'Why',
          wide: true,
          cell: ({ reason, note, detail, by }) => (
            <div className="person-text suppression-why">
              {formatConstant(reason)}
              {(note ?? detail) && <span>{note ?? detail}</span>}
              {by && <span>by {by}</span>}
            </div>
          ),
        },
        {
          id: 'since',
          header: 'Since',
          cell: ({ since }) => <span className="muted">{formatDateTime(since)}</span>,
        },
        {
          id: 'lift',
          header: 'In force',
          cell: (suppression) =>
            suppression.liftedAt ? (
              <div className="person-text">
                Lifted
                <span>
                  {[suppression.liftedBy, formatDateTime(suppression.liftedAt), suppression.liftNote]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </div>
            ) : canChange ? (
              <Button variant="outline-secondary" size="sm" onClick={() => setLifted(suppression)}>
                Lift
              </Button>
            ) : (
              'Yes'
            ),
        },
      ),
    [canChange],
  );

  return (
    <>
      <div className="toolbar">
        <SearchBox label="Whole address or number" value={address} onChange={setAddress} />
        <select
          className="form-select w-auto"
          aria-label="Channel"
          value={filters.channel}
          onChange={({ target }) => setFilters({ channel: target.value })}
        >
          <option value="">Any channel</option>
          <option value="EMAIL">E-mail</option>
          <option value="SMS">SMS</option>
        </select>
        <select
          className="form-select w-auto"
          aria-label="Why"
          value={filters.reason}
          onChange={({ target }) => setFilters({ reason: target.value })}
        >
          <option value="">Any reason</option>
          {['UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED', 'MANUAL'].map((reason) => (
            <option key={reason} value={reason}>
              {formatConstant(reason)}
            </option>
          ))}
        </select>
        <select
          className="form-select w-auto"
          aria-label="State"
          value={filters.lifted}
          onChange={({ target }) => setFilters({ lifted: target.value })}
        >
          <option value="">In force</option>
          <option value="true">In force and lifted</option>
        </select>
        {canChange && (
          <Button className="ms-auto" onClick={() => setAdding(true)}>
            <i className="bi bi-plus-lg me-1" aria-hidden="true" /> Add suppression
          </Button>
        )}
      </div>
      <Panel flush>
        <DataTable
          label="Suppressions"
          columns={columns}
          pages={suppressions}
          rowId={({ id }) => id}
          empty={
            isFiltered ? (
              <EmptyState icon="search" title="Nobody is found with these filters" />
            ) : (
              <EmptyState icon="envelope-slash" title="Nobody is suppressed">
                Who unsubscribes, complains, or has an address that bounces is never written to again, and
                shows here.
              </EmptyState>
            )
          }
        />
      </Panel>
      {adding && <AddSuppression onClose={() => setAdding(false)} />}
      {lifted && <LiftSuppression suppression={lifted} onClose={() => setLifted(null)} />}
    </>
  );
}

function AddSuppression({ onClose }: { onClose: () => void }) {
  const [channel, setChannel] = useState<Channel>('EMAIL');
  const [who, setWho] = useState<'address' | 'customer'>('address');
  const [address, setAddress] = useState('');
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [note, setNote] = useState('');
  const add = useAddSuppression();

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(
      {
        channel,
        ...(who === 'address' ? { address: address.trim() } : {}),
        ...(who === 'customer' && customer ? { customerId: customer.id } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      { onSuccess: onClose },
    );
  }

  return (
    <Modal show onHide={onClose} centered aria-labelledby="add-suppression">
      <form onSubmit={submit} noValidate>
        <Modal.Header closeButton>
          <Modal.Title id="add-suppression" as="h2">
            Add suppression
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <FormProblemProvider value={add.error}>
            <ProblemAlert problem={add.error} shown={['/address', '/note']} />
            <div className="stack">
              <RadioChoice
                label="Channel"
                options={[
                  { value: 'EMAIL', label: 'E-mail' },
                  { value: 'SMS', label: 'SMS' },
                ]}
                value={channel}
                onChange={setChannel}
              />
              <RadioChoice
                label="Who"
                options={[
                  { value: 'address', label: channel === 'EMAIL' ? 'An address' : 'A number' },
                  { value: 'customer', label: 'A customer' },
                ]}
                value={who}
                onChange={setWho}
              />
              {who === 'address' ? (
                <TextField
                  label={channel === 'EMAIL' ? 'E-mail address' : 'Phone number'}
                  pointer="/address"
                  required
                  type={channel === 'EMAIL' ? 'email' : 'tel'}
                  placeholder={channel === 'EMAIL' ? 'somebody@example.com' : '+919812345678'}
                  hint="Whoever has it, now or later."
                  value={address}
                  onChange={setAddress}
                />
              ) : (
                <CustomerPicker label="Customer" selected={customer} onSelect={setCustomer} />
              )}
              <TextField
                label="Why"
                pointer="/note"
                placeholder="Asked us on the phone"
                value={note}
                onChange={setNote}
              />
            </div>
          </FormProblemProvider>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            disabled={add.isPending || (who === 'address' ? address.trim() === '' : customer === null)}
          >
            Add suppression
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}

function LiftSuppression({ suppression, onClose }: { suppression: Suppression; onClose: () => void }) {
  const [note, setNote] = useState('');
  const lift = useLiftSuppression(suppression.id);
  const who = suppression.customerName ?? suppression.address ?? 'them';
  return (
    <ConfirmDialog
      title={`Write to ${who} again?`}
      action="Lift suppression"
      variant="primary"
      busy={lift.isPending}
      problem={lift.error}
      onConfirm={() => lift.mutate(note.trim(), { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        {suppression.reason === 'BOUNCED'
          ? 'Mail to a dead address harms your standing with mailbox providers. Lift it only if the address works now.'
          : suppression.reason === 'MANUAL'
            ? 'Campaigns may write to them again, if they have agreed to it.'
            : 'They said that they want no more. Lift it only if they have told you otherwise since.'}
      </p>
      <TextField
        label="Why"
        pointer=""
        placeholder="Asked for it in the shop"
        value={note}
        onChange={setNote}
      />
    </ConfirmDialog>
  );
}
