import { useMemo, useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Link } from 'react-router';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { columnsOf, DataTable, type ColumnOptions } from '@/components/DataTable';
import { FilterBar } from '@/components/FilterBar';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState } from '@/components/states';
import { TableActions } from '@/components/TableActions';
import { ORDER_STATUSES, type Order } from '@/lib/api/types';
import { formatConstant, formatDateTime, formatMoney, plural } from '@/lib/format';
import { useSettledText } from '@/lib/hooks';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { AddOrder } from './AddOrder';
import { useDeleteOrder, useOrders } from './api';

const nameOf = (order: Order) => order.externalId ?? order.id;

const panel = [
  { name: 'from', label: 'Placed from', type: 'date' },
  { name: 'to', label: 'Placed to', type: 'date' },
  { name: 'minTotal', label: 'Total from', type: 'number' },
  { name: 'maxTotal', label: 'Total to', type: 'number' },
] as const;
const none = { status: '', from: '', to: '', minTotal: '', maxTotal: '' };

const facts: ColumnOptions<Order>[] = [
  {
    id: 'externalId',
    header: 'Order',
    cell: (order) => <strong className="fw-semibold">{nameOf(order)}</strong>,
  },
  {
    id: 'customer',
    header: 'Customer',
    cell: (order) =>
      order.customerId ? (
        <Link to={`/customers/${order.customerId}`}>
          {order.customerName ?? order.customerExternalId ?? 'Customer'}
        </Link>
      ) : (
        <span className="muted">{order.customerExternalId} (not known yet)</span>
      ),
  },
  {
    id: 'placedAt',
    header: 'Placed',
    cell: (order) => <span className="muted">{formatDateTime(order.placedAt)}</span>,
  },
  {
    id: 'items',
    header: 'Items',
    cell: (order) => (
      <span className="muted">
        {plural(order.items?.reduce((sum, item) => sum + item.quantity, 0) ?? 0, 'item')}
      </span>
    ),
  },
  {
    id: 'channel',
    header: 'Channel',
    cell: (order) => <span className="muted">{order.channel ?? '–'}</span>,
  },
  { id: 'status', header: 'Status', cell: (order) => <StateBadge state={order.status} /> },
  {
    id: 'total',
    header: 'Total',
    numeric: true,
    cell: (order) => formatMoney(order.total, order.currency),
  },
];

export function OrdersPage() {
  const [filters, setFilters] = useFilters(['search', 'status', 'from', 'to', 'minTotal', 'maxTotal']);
  const { search, status, ...inPanel } = filters;
  const [text, setText] = useSettledText(search, (typed) => setFilters({ search: typed }, { replace: true }));
  const filtered = Object.values(inPanel).some(Boolean);
  const [adding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<Order | null>(null);
  const orders = useOrders(filters);
  const canWrite = useCan('write');
  const columns = useMemo(
    () =>
      columnsOf<Order>(
        ...facts,
        ...(canWrite
          ? [
              {
                id: 'delete',
                header: 'Actions',
                plain: true,
                cell: (order: Order) => (
                  <Button
                    variant="link"
                    size="sm"
                    aria-label={`Delete ${nameOf(order)}`}
                    onClick={() => setDeleted(order)}
                  >
                    Delete
                  </Button>
                ),
              },
            ]
          : []),
      ),
    [canWrite],
  );
  const addButton = canWrite && (
    <Button onClick={() => setAdding(true)}>
      <i className="bi bi-plus-lg me-1" aria-hidden="true" /> Add order
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Orders"
        subtitle="What your customers bought."
        actions={
          <>
            <TableActions kind="orders" canImport={canWrite} query={filters} />
            {addButton}
          </>
        }
      />
      <FilterBar
        filters={panel}
        values={inPanel}
        onChange={setFilters}
        active={filtered || status !== ''}
        onClear={() => setFilters(none)}
      >
        <SearchBox label="Search by order number" value={text} onChange={setText} />
        <select
          className="form-select w-auto"
          aria-label="Status"
          value={status}
          onChange={(event) => setFilters({ status: event.target.value })}
        >
          <option value="">Any status</option>
          {ORDER_STATUSES.map((option) => (
            <option key={option} value={option}>
              {formatConstant(option)}
            </option>
          ))}
        </select>
      </FilterBar>
      <Panel flush>
        <DataTable
          label="Orders"
          columns={columns}
          pages={orders}
          rowId={(order) => order.id}
          empty={
            filtered || search ? (
              <EmptyState icon="search" title="No order matches all of this">
                The search is for the beginning of an order’s number.
              </EmptyState>
            ) : status ? (
              <EmptyState icon="bag" title={`No ${formatConstant(status).toLowerCase()} orders`} />
            ) : (
              <EmptyState icon="bag" title="No orders yet" action={addButton}>
                They arrive from your shop, or you add them by hand.
              </EmptyState>
            )
          }
        />
      </Panel>
      {deleted && <DeleteOrder order={deleted} onClose={() => setDeleted(null)} />}
      {adding && <AddOrder currency={orders.items[0]?.currency} onClose={() => setAdding(false)} />}
    </>
  );
}

function DeleteOrder({ order, onClose }: { order: Order; onClose: () => void }) {
  const remove = useDeleteOrder(order);
  return (
    <ConfirmDialog
      title={`Delete order ${nameOf(order)}?`}
      action="Delete order"
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="mb-0">
        {formatMoney(order.total, order.currency)} of {order.customerName ?? 'the customer'} no longer count,
        for the dashboard and for every segment. The shop may send the order again.
      </p>
    </ConfirmDialog>
  );
}
