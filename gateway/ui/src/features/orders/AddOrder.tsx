import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { FormProblemProvider, ProblemAlert, SelectField, TextField } from '@/components/forms';
import { ORDER_STATUSES, type NewOrder, type OrderStatus } from '@/lib/api/types';
import { totalOf } from '@/lib/decimal';
import { formatConstant, formatMoney, fromLocalInput, toLocalInput } from '@/lib/format';
import { useAddOrder } from './api';

interface ItemDraft {
  sku: string;
  name: string;
  category: string;
  quantity: string;
  unitPrice: string;
}

const noItem: ItemDraft = { sku: '', name: '', category: '', quantity: '1', unitPrice: '' };

function suggestedId(): string {
  return `O-${Date.now().toString(36).toUpperCase()}`;
}

interface AddOrderProps {
  /** That of the orders that there are, as all have the same; unknown before the first. */
  currency: string | undefined;
  onClose: () => void;
}

export function AddOrder({ currency: usual, onClose }: AddOrderProps) {
  const add = useAddOrder();
  const [externalId, setExternalId] = useState(suggestedId);
  const [customer, setCustomer] = useState('');
  const [status, setStatus] = useState<OrderStatus>('PAID');
  const [placedAt, setPlacedAt] = useState(() => toLocalInput(new Date()));
  const [typed, setCurrency] = useState<string>();
  const currency = typed ?? usual ?? '';
  const [channel, setChannel] = useState('');
  const [items, setItems] = useState<ItemDraft[]>([noItem]);

  const lines = items.map((item) => ({ quantity: Number(item.quantity), unitPrice: item.unitPrice.trim() }));
  const total = totalOf(lines);
  const shown = [
    '/externalId',
    '/customerExternalId',
    '/status',
    '/placedAt',
    '/currency',
    '/channel',
    ...items.flatMap((_, at) =>
      ['sku', 'name', 'category', 'quantity', 'unitPrice'].map((part) => `/items/${at}/${part}`),
    ),
  ];

  const setItem = (at: number, change: Partial<ItemDraft>) =>
    setItems((before) => before.map((item, index) => (index === at ? { ...item, ...change } : item)));

  function submit(event: FormEvent) {
    event.preventDefault();
    const order: NewOrder = {
      externalId: externalId.trim(),
      customerExternalId: customer.trim(),
      placedAt: fromLocalInput(placedAt),
      status,
      ...(currency ? { currency } : {}),
      total,
      ...(channel.trim() ? { channel: channel.trim() } : {}),
      items: items.map((item, at) => ({
        ...(item.sku.trim() ? { sku: item.sku.trim() } : {}),
        ...(item.name.trim() ? { name: item.name.trim() } : {}),
        ...(item.category.trim() ? { category: item.category.trim() } : {}),
        quantity: lines[at]?.quantity ?? 0,
        unitPrice: lines[at]?.unitPrice ?? '',
      })),
    };
    add.mutate(order, { onSuccess: onClose });
  }

  return (
    <Modal show onHide={onClose} size="xl" centered aria-labelledby="add-order">
      <Modal.Header closeButton>
        <Modal.Title id="add-order" as="h2">
          Add order
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <form onSubmit={submit} noValidate>
          <FormProblemProvider value={add.error}>
            <ProblemAlert problem={add.error} shown={shown} />
            <div className="form-grid">
              <TextField
                label="Customer’s external id"
                pointer="/customerExternalId"
                required
                placeholder="C-1001"
                hint="A customer who is not known yet is fine: the order waits for them."
                value={customer}
                onChange={setCustomer}
              />
              <TextField
                label="Order number"
                pointer="/externalId"
                hint="The same number again updates that order."
                value={externalId}
                onChange={setExternalId}
              />
              <TextField
                label="Placed"
                pointer="/placedAt"
                type="datetime-local"
                value={placedAt}
                onChange={setPlacedAt}
              />
              <SelectField
                label="Status"
                pointer="/status"
                value={status}
                onChange={(value) => setStatus(value as OrderStatus)}
                options={ORDER_STATUSES.map((value) => ({ value, label: formatConstant(value) }))}
              />
              <TextField
                label="Channel"
                pointer="/channel"
                placeholder="web"
                value={channel}
                onChange={setChannel}
              />
              <TextField
                label="Currency"
                pointer="/currency"
                maxLength={3}
                hint={usual ? undefined : 'The platform’s own where this is empty.'}
                value={currency}
                onChange={(value) => setCurrency(value.toUpperCase())}
              />
            </div>
            <fieldset className="mt-4">
              <legend className="form-label">Items</legend>
              <div className="items">
                {items.map((item, at) => (
                  <div key={at} className="item-row">
                    <TextField
                      label="Name"
                      pointer={`/items/${at}/name`}
                      placeholder="Trail shoe"
                      value={item.name}
                      onChange={(name) => setItem(at, { name })}
                    />
                    <TextField
                      label="SKU"
                      required
                      pointer={`/items/${at}/sku`}
                      placeholder="SH-9"
                      value={item.sku}
                      onChange={(sku) => setItem(at, { sku })}
                    />
                    <TextField
                      label="Category"
                      pointer={`/items/${at}/category`}
                      placeholder="Shoes"
                      value={item.category}
                      onChange={(category) => setItem(at, { category })}
                    />
                    <TextField
                      label="Quantity"
                      pointer={`/items/${at}/quantity`}
                      type="number"
                      min={1}
                      value={item.quantity}
                      onChange={(quantity) => setItem(at, { quantity })}
                    />
                    <TextField
                      label="Unit price"
                      pointer={`/items/${at}/unitPrice`}
                      inputMode="decimal"
                      placeholder="1499.00"
                      value={item.unitPrice}
                      onChange={(unitPrice) => setItem(at, { unitPrice })}
                    />
                    <Button
                      variant="outline-secondary"
                      aria-label={`Remove item ${at + 1}`}
                      disabled={items.length === 1}
                      onClick={() => setItems(items.filter((_, index) => index !== at))}
                    >
                      <i className="bi bi-x" aria-hidden="true" />
                    </Button>
                  </div>
                ))}
              </div>
              <Button variant="outline-secondary" size="sm" onClick={() => setItems([...items, noItem])}>
                <i className="bi bi-plus" aria-hidden="true" /> Add item
              </Button>
            </fieldset>
            <div className="form-actions align-items-center">
              <output className="order-total me-auto" aria-label="Total">
                Total <strong>{currency ? formatMoney(total, currency) : total}</strong>
              </output>
              <Button variant="outline-secondary" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" disabled={add.isPending}>
                {add.isPending ? 'Saving…' : 'Add order'}
              </Button>
            </div>
          </FormProblemProvider>
        </form>
      </Modal.Body>
    </Modal>
  );
}
