import { Link } from 'react-router';
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
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <table className="data-table comparison" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            {customers.map((customer) => (
              <th key={customer.id} scope="col">
                <Link to={`/customers/${customer.id}`}>{fullName(customer)}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Who stays</th>
            {customers.map((customer) => (
              <td key={customer.id}>
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
                          target.checked
                            ? [...leftOut, customer.id]
                            : leftOut.filter((id) => id !== customer.id),
                        )
                      }
                    />{' '}
                    Somebody else
                  </label>
                )}
              </td>
            ))}
          </tr>
          {names.map((name) => {
            const differs = new Set(facts.map((of) => of[name] ?? '')).size > 1;
            return (
              <tr key={name} className={differs ? 'differs' : undefined}>
                <th scope="row">
                  {name}
                  {differs && <span className="visually-hidden"> (differs)</span>}
                </th>
                {facts.map((of, at) => (
                  <td key={customers[at]?.id}>{of[name] || <span className="muted">–</span>}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
