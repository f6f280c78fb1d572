import { useQuery } from '@tanstack/react-query';
import { useContext, useId, useState } from 'react';
import { faultsAt } from '@/lib/api/problem';
import { useDebounced } from '@/lib/hooks';
import { FormProblem } from './forms';

export interface Choice {
  id: string;
  name: string;
  detail?: string;
}

interface ComboboxProps<T> {
  label: string;
  labelHidden?: boolean;
  placeholder: string;
  /** What is said when the search finds nothing. */
  nothing: string;
  /** Starts with the name of the collection; the search is added to it. */
  queryKey: readonly unknown[];
  find: (search: string, signal: AbortSignal) => Promise<T[]>;
  choiceOf: (item: T) => Choice;
  /** Ids of what is found and not offered. */
  leaveOut?: readonly string[];
  /** The name of what is chosen, where that takes the input's place. */
  selected?: string;
  onSelect: (item: T | null) => void;
  className?: string;
  /** JSON pointer of what is chosen in the request body: faults there are shown under the input. */
  pointer?: string;
}

/** A choice of many that searches as one types. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { label, labelHidden, placeholder, nothing, queryKey, choiceOf, selected, onSelect } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const search = useDebounced(text.trim(), 250);
  const found = useQuery({
    queryKey: [...queryKey, search],
    queryFn: ({ signal }) => props.find(search, signal),
    enabled: open,
  });
  const problem = useContext(FormProblem);
  const faults = props.pointer === undefined ? [] : faultsAt(problem, props.pointer);
  const items = (found.data ?? []).filter((item) => !props.leaveOut?.includes(choiceOf(item).id));

  function choose(item: T) {
    onSelect(item);
    setText('');
    setActive(0);
    setOpen(false);
  }

  return (
    <div className="picker">
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : 'form-label'}>
        {label}
      </label>
      {selected === undefined ? (
        <input
          id={id}
          className={`${props.className ?? 'form-control'} ${faults.length > 0 ? 'is-invalid' : ''}`}
          aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}
          aria-invalid={faults.length > 0 ? true : undefined}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && items[active] ? `${id}-${active}` : undefined}
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
            const item = items[active];
            if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, items.length - 1));
            else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0));
            else if (event.key === 'Escape' && open) setOpen(false);
            else if (event.key === 'Enter' && open && item) choose(item);
            else return;
            event.preventDefault();
          }}
        />
      ) : (
        <div className="picker-selected">
          <span>{selected}</span>
          <button id={id} type="button" aria-label={`Clear ${selected}`} onClick={() => onSelect(null)}>
            <i className="bi bi-x" aria-hidden="true" />
          </button>
        </div>
      )}
      {faults.length > 0 && (
        <div id={`${id}-fault`} className="field-fault">
          {faults.join(' ')}
        </div>
      )}
      {open && selected === undefined && (
        <ul id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
          {items.map((item, at) => {
            const choice = choiceOf(item);
            return (
              // The keyboard acts on the input, which owns the focus while the list is open.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={choice.id}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                onMouseDown={(event) => event.preventDefault()}
                onMouseEnter={() => setActive(at)}
                onClick={() => choose(item)}
              >
                <strong>{choice.name}</strong>
                <span>{choice.detail}</span>
              </li>
            );
          })}
          {found.isPending && <li className="picker-note">Searching…</li>}
          {found.isSuccess && items.length === 0 && <li className="picker-note">{nothing}</li>}
          {found.isError && <li className="picker-note">The search did not work</li>}
        </ul>
      )}
    </div>
  );
}
