import { Link } from 'react-router';
import { Table } from '@/components/Table';
import type { Customer } from '@/lib/api/types';
import { formatDate, formatDateTime, fullName } from '@/lib/format';
import { attributeText } from './customerDraft';

/** What is compared of a customer, as text: name and value. */
function factsOf(customer: Customer): Record<string, string> {
  const consent = [customer.consent?.email && 'E-mail', customer.consent?.sms && 'SMS'].filter(Boolean);
  return {
    Name: [customer.firstName, customer.lastName].filter(Boolean).join(' '),
    'E-mail': customer.email ?? '',
    Phone: customer.phone ?? '',
    City: [customer.city, customer.country].filter(Boolean).join(', '),
    Birthday: customer.birthDate ? formatDate(customer.birthDate) : '',
    'External id': customer.externalId ?? '',
    'Time zone': customer.timeZone ?? '',
    'Agreed to receive': consent.join(' and '),
    Tags: [...(customer.tags ?? [])].sort().join(', '),
    ...Object.fromEntries(
      Object.entries(customer.attributes ?? {}).map(([name, value]) => [name, attributeText(value)]),
    ),
    Added: formatDateTime(customer.createdAt),
  };
}

const WHO_STAYS = 'Who stays';

interface Fact {
  name: string;
  differs: boolean;
}

interface ComparisonProps {
  label: string;
  customers: Customer[];
  survivor: string;
  onSurvivor: (id: string) => void;
  /** Who stays out of it; only asked for where more than two are compared. */
  leftOut: readonly string[];
  onLeaveOut: (ids: string[]) => void;
}

/** Customers side by side, with what differs marked, and the choice of the one who stays. */
export function Comparison(props: ComparisonProps) {
  const { label, customers, survivor, onSurvivor, leftOut, onLeaveOut } = props;
  const facts = customers.map(factsOf);
  const names = [...new Set(facts.flatMap((of) => Object.keys(of)))].filter((name) =>
    facts.some((of) => of[name]),
  );
  const rows: Fact[] = [
    { name: WHO_STAYS, differs: false },
    ...names.map((name) => ({ name, differs: new Set(facts.map((of) => of[name] ?? '')).size > 1 })),
  ];
  const choiceOf = (customer: Customer) => (
    <>
      <label className="choice">
        <input
          type="radio"
          className="form-check-input"
          name={`survivor of ${label}`}
          checked={customer.id === survivor}
          onChange={() => {
            onSurvivor(customer.id);
            onLeaveOut(leftOut.filter((id) => id !== customer.id));
          }}
        />{' '}
        Keep this one
      </label>
      {customers.length > 2 && customer.id !== survivor && (
        <label className="choice">
          <input
            type="checkbox"
            className="form-check-input"
            checked={leftOut.includes(customer.id)}
            onChange={({ target }) =>
              onLeaveOut(
                target.checked ? [...leftOut, customer.id] : leftOut.filter((id) => id !== customer.id),
              )
            }
          />{' '}
          Somebody else
        </label>
      )}
    </>
  );
  return (
    <Table
      label={label}
      columns={[
        {
          header: 'Customer',
          cell: ({ name, differs }) => (
            <>
              {name}
              {differs && <span className="visually-hidden"> (differs)</span>}
            </>
          ),
        },
        ...customers.map((customer, at) => ({
          key: customer.id,
          header: fullName(customer),
          head: <Link to={`/customers/${customer.id}`}>{fullName(customer)}</Link>,
          cell: ({ name }: Fact) =>
            name === WHO_STAYS ? choiceOf(customer) : facts[at]?.[name] || <span className="muted">–</span>,
        })),
      ]}
      rows={rows}
      keyOf={({ name }) => name}
      classOf={({ differs }) => (differs ? 'differs' : undefined)}
      frame={{ className: 'comparison' }}
    />
  );
}
