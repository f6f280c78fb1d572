import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { http } from '@/lib/api/http';
import type { Customer, Page } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { useDebounced } from '@/lib/hooks';

interface CustomerPickerProps {
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  selected: Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'externalId'> | null;
  onSelect: (customer: Customer | null) => void;
}

/** A combobox that searches as one types. */
export function CustomerPicker(props: CustomerPickerProps) {
  const { label, labelHidden, placeholder = 'Search by name or e-mail', selected, onSelect } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const search = useDebounced(text.trim(), 250);
  const found = useQuery({
    queryKey: ['customers', 'picker', search],
    queryFn: ({ signal }) =>
      http.get<Page<Customer>>('/api/customers', { query: { limit: 8, search }, signal }),
    enabled: open,
  });
  const customers = found.data?.items ?? [];

  function choose(customer: Customer) {
    onSelect(customer);
    setText('');
    setOpen(false);
  }

  return (
    <div className="picker">
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : 'form-label'}>
        {label}
      </label>
      {selected ? (
        <div className="picker-selected">
          <span>{fullName(selected)}</span>
          <button
            id={id}
            type="button"
            aria-label={`Clear ${fullName(selected)}`}
            onClick={() => onSelect(null)}
          >
            <i className="bi bi-x" aria-hidden="true" />
          </button>
        </div>
      ) : (
        <input
          id={id}
          className="form-control"
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && customers[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const customer = customers[active];
            if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, customers.length - 1));
            else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0));
            else if (event.key === 'Escape') setOpen(false);
            else if (event.key === 'Enter' && open && customer) choose(customer);
            else return;
            event.preventDefault();
          }}
        />
      )}
      {open && !selected && (
        <ul id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
          {customers.map((customer, at) => (
            // The keyboard acts on the input, which owns the focus while the list is open.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={customer.id}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => event.preventDefault()}
              onMouseEnter={() => setActive(at)}
              onClick={() => choose(customer)}
            >
              <strong>{fullName(customer)}</strong>
              <span>{[customer.email, customer.city].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
          {found.isPending && <li className="picker-note">Searching…</li>}
          {found.isSuccess && customers.length === 0 && <li className="picker-note">Nobody found</li>}
          {found.isError && <li className="picker-note">The search did not work</li>}
        </ul>
      )}
    </div>
  );
}
