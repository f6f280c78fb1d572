import { useMemo, useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { useNavigate } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { FilterBar } from '@/components/FilterBar';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { PersonLink } from '@/components/Person';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState } from '@/components/states';
import { TableActions } from '@/components/TableActions';
import type { Customer } from '@/lib/api/types';
import { countries } from '@/lib/countries';
import { formatDate, formatNumber, fullName } from '@/lib/format';
import { useSettledText } from '@/lib/hooks';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { useAddCustomer, useCustomers } from './api';
import { CustomerForm } from './CustomerForm';
import { CustomerPlaces } from './CustomerPlaces';
import { TagDialog } from './TagDialog';

/** As many as the API takes at once. */
const MOST_TAGGED = 1_000;

const none = { city: '', country: '', tag: '', createdFrom: '', createdTo: '' };

const columns = columnsOf<Customer>(
  {
    id: 'lastName',
    header: 'Customer',
    sortable: true,
    cell: (customer) => (
      <PersonLink name={fullName(customer)} detail={customer.email} to={`/customers/${customer.id}`} />
    ),
  },
  {
    id: 'externalId',
    header: 'External id',
    cell: (customer) => <span className="muted">{customer.externalId ?? '–'}</span>,
  },
  { id: 'city', header: 'City', cell: (customer) => customer.city ?? '–' },
  {
    id: 'phone',
    header: 'Phone',
    cell: (customer) => <span className="muted">{customer.phone ?? '–'}</span>,
  },
  {
    id: 'tags',
    header: 'Tags',
    cell: (customer) => (
      <div className="tags">
        {customer.tags?.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
      </div>
    ),
  },
  {
    id: 'createdAt',
    header: 'Added',
    sortable: true,
    cell: (customer) => <span className="muted">{formatDate(customer.createdAt)}</span>,
  },
);

export function CustomersPage() {
  const [filters, setFilters] = useFilters(['search', 'city', 'country', 'tag', 'createdFrom', 'createdTo']);
  const { search, ...inPanel } = filters;
  const [text, setText] = useSettledText(search, (typed) => setFilters({ search: typed }, { replace: true }));
  const filtered = Object.values(inPanel).some(Boolean);
  const panel = useMemo(
    () =>
      [
        { name: 'city', label: 'City' },
        { name: 'country', label: 'Country', options: countries() },
        { name: 'tag', label: 'Tag' },
        { name: 'createdFrom', label: 'Added from', type: 'date' },
        { name: 'createdTo', label: 'Added to', type: 'date' },
      ] as const,
    [],
  );
  const [sort, setSort] = useState('-createdAt');
  const [adding, setAdding] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [tagging, setTagging] = useState(false);
  const customers = useCustomers(filters, sort);
  const canWrite = useCan('write');
  const canContact = useCan('contact');
  const addButton = canWrite && (
    <Button onClick={() => setAdding(true)}>
      <i className="bi bi-plus-lg me-1" aria-hidden="true" /> Add customer
    </Button>
  );

  return (
    <>
      <PageHeader
        title="Customers"
        subtitle="Everybody you know, newest first."
        actions={
          <>
            <TableActions kind="customers" canImport={canWrite} query={filters} />
            <CustomerPlaces />
            {addButton}
          </>
        }
      />
      <FilterBar
        filters={panel}
        values={inPanel}
        onChange={setFilters}
        active={filtered}
        onClear={() => setFilters(none)}
        selection={
          selected.size > 0 && (
            <div className="selection" role="group" aria-label="Selected customers">
              <span>{formatNumber(selected.size)} selected</span>
              <Button
                variant="outline-primary"
                size="sm"
                disabled={selected.size > MOST_TAGGED}
                onClick={() => setTagging(true)}
              >
                <i className="bi bi-tag me-1" aria-hidden="true" /> Change tags
              </Button>
              <Button variant="outline-secondary" size="sm" onClick={() => setSelected(new Set())}>
                Clear
              </Button>
            </div>
          )
        }
      >
        <SearchBox label="Search customers" value={text} onChange={setText} />
      </FilterBar>
      <Panel flush>
        <DataTable
          label="Customers"
          columns={columns}
          pages={customers}
          rowId={(customer) => customer.id}
          sort={sort}
          onSort={setSort}
          {...(canWrite ? { selection: { ids: selected, onChange: setSelected, nameOf: fullName } } : {})}
          empty={
            filtered ? (
              <EmptyState icon="search" title="Nobody matches all of this">
                Clear the filters, or change one of them.
              </EmptyState>
            ) : search ? (
              <EmptyState icon="search" title={`Nobody matches “${search}”`}>
                {canContact ? 'Try a name, an e-mail or an external id.' : 'Try a name or an external id.'}
              </EmptyState>
            ) : (
              <EmptyState icon="people" title="No customers yet" action={addButton}>
                They arrive from your shop, or you add them by hand.
              </EmptyState>
            )
          }
        />
      </Panel>
      {tagging && (
        <TagDialog
          customerIds={[...selected]}
          onClose={() => setTagging(false)}
          onDone={() => {
            setTagging(false);
            setSelected(new Set());
          }}
        />
      )}
      <AddCustomer show={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function AddCustomer({ show, onClose }: { show: boolean; onClose: () => void }) {
  const add = useAddCustomer();
  const navigate = useNavigate();
  const close = () => {
    add.reset();
    onClose();
  };
  return (
    <Modal show={show} onHide={close} size="lg" centered aria-labelledby="add-customer">
      <Modal.Header closeButton>
        <Modal.Title id="add-customer" as="h2">
          Add customer
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <CustomerForm
          problem={add.error}
          busy={add.isPending}
          submitLabel="Add customer"
          onCancel={close}
          onSubmit={(customer) =>
            add.mutate(customer, { onSuccess: (added) => void navigate(`/customers/${added.id}`) })
          }
        />
      </Modal.Body>
    </Modal>
  );
}
