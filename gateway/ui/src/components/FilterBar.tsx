import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import Collapse from 'react-bootstrap/Collapse';

export interface Filter<Name extends string> {
  name: Name;
  label: string;
  type?: 'text' | 'date' | 'number';
  /** What can be chosen; anything can be typed where this is absent. */
  options?: readonly { value: string; label: string }[];
}

interface FilterBarProps<Name extends string> {
  /** Those of the panel. */
  filters: readonly Filter<Name>[];
  values: Record<Name, string>;
  onChange: (values: Record<Name, string>) => void;
  /** Whether there is anything to clear, here or next to the button. */
  active: boolean;
  onClear: () => void;
  /** What narrows the list without the panel. */
  children?: ReactNode;
  /** What is done with rows that are ticked. */
  selection?: ReactNode;
}

/** What narrows a list: in sight what is used most, the rest in a panel that a button opens. */
export function FilterBar<Name extends string>(props: FilterBarProps<Name>) {
  const { filters, values, onChange, active, onClear, children, selection } = props;
  const [open, setOpen] = useState(false);
  const panel = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  const count = filters.filter(({ name }) => values[name]).length;
  return (
    <>
      <div className="toolbar">
        {children}
        <Button
          ref={toggle}
          variant="outline-secondary"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          <i className="bi bi-funnel me-1" aria-hidden="true" /> Filters{' '}
          {count > 0 && (
            <span className="filter-count">
              {count} <span className="visually-hidden">active</span>
            </span>
          )}
        </Button>
        {active && (
          <Button
            variant="link"
            onClick={() => {
              onClear();
              // The button goes with the filters, and would take the focus with it.
              toggle.current?.focus();
            }}
          >
            Clear filters
          </Button>
        )}
        {selection}
      </div>
      <Collapse in={open} mountOnEnter unmountOnExit>
        <div id={panel}>
          <FilterForm filters={filters} values={values} onChange={onChange} />
        </div>
      </Collapse>
    </>
  );
}

type FilterFormProps<Name extends string> = Pick<FilterBarProps<Name>, 'filters' | 'values' | 'onChange'>;

function FilterForm<Name extends string>({ filters, values, onChange }: FilterFormProps<Name>) {
  const id = useId();
  const applied = filters.map(({ name }) => values[name]).join('\n');
  const [draft, setDraft] = useState({ applied, values });
  // Filters that change from elsewhere, as by the way back, take the place of what was not applied.
  if (draft.applied !== applied) setDraft({ applied, values });

  function submit(event: FormEvent) {
    event.preventDefault();
    onChange(
      Object.fromEntries(filters.map(({ name }) => [name, draft.values[name].trim()])) as Record<
        Name,
        string
      >,
    );
  }

  return (
    <form className="filters" aria-label="Filters" onSubmit={submit}>
      {filters.map(({ name, label, type = 'text', options }) => {
        const control = {
          id: `${id}-${name}`,
          value: draft.values[name],
          onChange: ({ target }: { target: { value: string } }) =>
            setDraft({ applied, values: { ...draft.values, [name]: target.value } }),
        };
        return (
          <div key={name}>
            <label htmlFor={control.id} className="form-label">
              {label}
            </label>
            {options ? (
              <select {...control} className="form-select">
                <option value="">Any</option>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
            ) : (
              <input
                {...control}
                type={type}
                className="form-control"
                autoComplete="off"
                {...(type === 'number' ? { min: 0, step: 'any' } : {})}
              />
            )}
          </div>
        );
      })}
      <Button type="submit">Apply</Button>
    </form>
  );
}
