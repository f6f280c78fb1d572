import { useId, useRef, useState, type RefObject } from 'react';
import Button from 'react-bootstrap/Button';
import Dropdown from 'react-bootstrap/Dropdown';
import { Skeleton } from '@/components/states';
import type { VariableGroup } from '@/lib/api/types';
import { useVariables } from '../api';

interface VariableMenuProps {
  /** Of the field that it is inserted into. */
  label: string;
  onInsert: (snippet: string) => void;
}

/** What is no variable, and yet asked for as often as one. */
const CONDITION: VariableGroup = {
  label: 'Conditions',
  variables: [
    {
      name: 'if',
      label: 'Only if …',
      type: 'BOOLEAN',
      snippet: '{% if orders.count > 0 %}…{% endif %}',
    },
  ],
};

/** What a template can say, with the attributes that this business's customers have. */
export function VariableMenu({ label, onInsert }: VariableMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  return (
    <Dropdown
      align="end"
      className="variable-menu"
      show={isOpen}
      onToggle={(opens) => {
        setOpen(opens);
        if (opens) requestAnimationFrame(() => search.current?.focus());
      }}
    >
      <Dropdown.Toggle variant="link" size="sm" aria-label={`Insert variable into ${label}`}>
        <i className="bi bi-braces" aria-hidden="true" /> Insert variable
      </Dropdown.Toggle>
      <Dropdown.Menu>
        {isOpen && (
          <Choices
            search={search}
            onInsert={(snippet) => {
              setOpen(false);
              onInsert(snippet);
            }}
          />
        )}
      </Dropdown.Menu>
    </Dropdown>
  );
}

interface ChoicesProps extends Pick<VariableMenuProps, 'onInsert'> {
  search: RefObject<HTMLInputElement | null>;
}

function Choices({ search, onInsert }: ChoicesProps) {
  const id = useId();
  const [wanted, setWanted] = useState('');
  const variables = useVariables();
  const groups = found([...(variables.data?.groups ?? []), CONDITION], wanted);
  return (
    <>
      <div className="variable-search">
        <label htmlFor={id} className="visually-hidden">
          Search variables
        </label>
        <input
          ref={search}
          id={id}
          className="form-control form-control-sm"
          placeholder="Search variables"
          autoComplete="off"
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
          onKeyDown={(event) => {
            const first = groups[0]?.variables[0];
            if (event.key === 'ArrowDown') {
              // The menu moves on by itself from item to item, but not from an input.
              event.preventDefault();
              const menu = event.currentTarget.closest('.dropdown-menu');
              menu?.querySelector<HTMLElement>('.dropdown-item')?.focus();
            }
            if (event.key !== 'Enter') return;
            // Else the campaign around it would be saved.
            event.preventDefault();
            if (first && wanted.trim()) onInsert(first.snippet);
          }}
        />
      </div>
      <div className="variable-list">
        {variables.isPending && <Skeleton rows={4} label="Loading variables" />}
        {variables.isError && !variables.data && (
          <p className="variable-note" role="alert">
            The variables could not be loaded.{' '}
            <Button variant="link" size="sm" className="p-0" onClick={() => void variables.refetch()}>
              Try again
            </Button>
          </p>
        )}
        {variables.isSuccess && groups.length === 0 && (
          <p className="variable-note" role="status">
            No variable is called “{wanted.trim()}”.
          </p>
        )}
        {variables.isSuccess &&
          groups.map((group) => (
            <div key={group.label} role="group" aria-label={group.label}>
              <div className="dropdown-header" aria-hidden="true">
                {group.label}
              </div>
              {group.variables.map((variable) => (
                <Dropdown.Item
                  key={variable.name}
                  as="button"
                  type="button"
                  title={variable.snippet}
                  onClick={() => onInsert(variable.snippet)}
                >
                  {variable.label} <code>{variable.name}</code>
                </Dropdown.Item>
              ))}
            </div>
          ))}
      </div>
      <p className="variable-note variable-foot">
        What stands in quotes after <code>default</code> is for those who have none.
      </p>
    </>
  );
}

/** Those with each of the words in their label, their name or their group's. */
function found(groups: readonly VariableGroup[], wanted: string): VariableGroup[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.flatMap((group) => {
    const variables = group.variables.filter(({ label, name }) => {
      const text = `${group.label} ${label} ${name}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return variables.length > 0 ? [{ ...group, variables }] : [];
  });
}
