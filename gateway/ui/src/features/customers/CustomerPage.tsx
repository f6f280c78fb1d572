import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { Navigate, useParams } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { Facts } from '@/components/Facts';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import type { Customer, Order } from '@/lib/api/types';
import { formatDate, formatDateTime, formatMoney, fullName } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useCustomer, useCustomerOrders, useEditCustomer } from './api';
import { attributeText } from './customerDraft';
import { CustomerForm } from './CustomerForm';
import { CustomerInsights } from './CustomerInsights';
import { CustomerSegments } from './CustomerSegments';
import { CustomerSummaryPanel } from './CustomerSummaryPanel';
import { ErasedCustomer } from './ErasedCustomer';
import { MergedCustomers } from './MergedCustomers';
import { goneOf } from './personApi';
import { PersonMenu } from './PersonMenu';
import { Timeline } from './Timeline';

const back = { to: '/customers', label: 'Customers' };

export function CustomerPage() {
  const { customerId = '' } = useParams();
  const customer = useCustomer(customerId);
  const [editing, setEditing] = useState(false);
  const canWrite = useCan('write');

  const gone = goneOf(customer.error);
  if (gone?.mergedInto) return <Navigate to={`/customers/${gone.mergedInto}`} replace />;
  if (gone?.erasedAt) {
    return <ErasedCustomer customerId={customerId} erasedAt={gone.erasedAt} back={back} />;
  }

  if (customer.isPending || (customer.isError && !customer.data)) {
    return (
      <>
        <PageHeader title="Customer" back={back} />
        <Panel>
          {customer.isPending ? (
            <Skeleton label="Loading the customer" />
          ) : (
            <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />
          )}
        </Panel>
      </>
    );
  }

  const person = customer.data;
  return (
    <>
      <PageHeader
        title={fullName(person)}
        back={back}
        subtitle={`Customer since ${formatDate(person.createdAt)}`}
        actions={
          <>
            {canWrite && (
              <Button variant="outline-secondary" onClick={() => setEditing(true)}>
                <i className="bi bi-pencil me-1" aria-hidden="true" /> Edit
              </Button>
            )}
            <PersonMenu customer={person} />
          </>
        }
      />
      <div className="columns-side">
        <div>
          <Profile customer={person} />
          <CustomerSegments customerId={person.id} />
          <MergedCustomers survivor={person.id} merged={person.merged ?? []} />
        </div>
        <div>
          <CustomerSummaryPanel customer={person} />
          <CustomerInsights customerId={person.id} />
          <CustomerOrders customerId={person.id} />
          <Timeline customerId={person.id} />
        </div>
      </div>
      {editing && <EditCustomer customer={person} onClose={() => setEditing(false)} />}
    </>
  );
}

function Profile({ customer }: { customer: Customer }) {
  const attributes = Object.entries(customer.attributes ?? {});
  const consent = [customer.consent?.email && 'E-mail', customer.consent?.sms && 'SMS'].filter(Boolean);
  return (
    <>
      <Panel title="Profile">
        <Facts
          items={[
            ['E-mail', customer.email],
            ['Phone', customer.phone],
            ['City', [customer.city, customer.country].filter(Boolean).join(', ')],
            ['Birthday', customer.birthDate && formatDate(customer.birthDate)],
            ['External id', customer.externalId],
            ['Time zone', customer.timeZone],
            ['Agreed to receive', consent.length > 0 ? consent.join(' and ') : 'Nothing'],
            [
              'Tags',
              customer.tags && customer.tags.length > 0 ? (
                <span className="tags">
                  {customer.tags.map((tag) => (
                    <span key={tag} className="tag">
                      {tag}
                    </span>
                  ))}
                </span>
              ) : null,
            ],
            ['Last changed', formatDateTime(customer.updatedAt)],
          ]}
        />
      </Panel>
      {attributes.length > 0 && (
        <Panel title="Attributes">
          <Facts items={attributes.map(([name, value]) => [name, attributeText(value)])} />
        </Panel>
      )}
    </>
  );
}

const orderColumns = columnsOf<Order>(
  {
    id: 'externalId',
    header: 'Order',
    cell: (order) => <strong className="fw-semibold">{order.externalId ?? order.id}</strong>,
  },
  {
    id: 'placedAt',
    header: 'Placed',
    cell: (order) => <span className="muted">{formatDateTime(order.placedAt)}</span>,
  },
  { id: 'status', header: 'Status', cell: (order) => <StateBadge state={order.status} /> },
  {
    id: 'total',
    header: 'Total',
    numeric: true,
    cell: (order) => formatMoney(order.total, order.currency),
  },
);

function CustomerOrders({ customerId }: { customerId: string }) {
  const orders = useCustomerOrders(customerId);
  return (
    <Panel title="Orders" flush>
      <DataTable
        label="Orders of this customer"
        columns={orderColumns}
        pages={orders}
        rowId={(order) => order.id}
        empty={<EmptyState icon="bag" title="No orders yet" />}
      />
    </Panel>
  );
}

function EditCustomer({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  // The version the person started from: a refetch behind the dialog must not silently rebase the edit.
  const [edited] = useState(customer);
  const edit = useEditCustomer(edited);
  const stale = edit.error instanceof Problem && edit.error.status === 412;
  return (
    <Modal show onHide={onClose} size="lg" centered aria-labelledby="edit-customer">
      <Modal.Header closeButton>
        <Modal.Title id="edit-customer" as="h2">
          Edit {fullName(edited)}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        {stale ? (
          <div role="alert">
            <EmptyState
              icon="people"
              title="Someone else changed this customer meanwhile"
              action={<Button onClick={onClose}>Show the latest</Button>}
            >
              Nothing of yours was saved. Look at the latest, then edit again.
            </EmptyState>
          </div>
        ) : (
          <CustomerForm
            customer={edited}
            problem={edit.error}
            busy={edit.isPending}
            submitLabel="Save"
            onCancel={onClose}
            onSubmit={(change) =>
              Object.keys(change).length === 0 ? onClose() : edit.mutate(change, { onSuccess: onClose })
            }
          />
        )}
      </Modal.Body>
    </Modal>
  );
}
