import { useId, useState, type KeyboardEvent } from 'react';

interface TagsInputProps {
  id?: string;
  /** Of the hint and the faults of the field around it. */
  'aria-describedby'?: string;
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  suggestions?: string[];
  placeholder?: string;
  inputMode?: 'text' | 'decimal';
  small?: boolean;
}

/** Several values, each ended with Enter, a comma or leaving the input. */
export function TagsInput(props: TagsInputProps) {
  const { label, values, onChange, suggestions = [], placeholder, inputMode = 'text', small = false } = props;
  const [draft, setDraft] = useState('');
  const list = useId();

  function add(text: string) {
    const added = text
      .split(',')
      .map((part) => part.trim())
      .filter((part, at, all) => part !== '' && !values.includes(part) && all.indexOf(part) === at);
    if (added.length > 0) onChange([...values, ...added]);
    setDraft('');
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter' && draft.trim() !== '') {
      event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  }

  return (
    <div className={`tags-input ${small ? 'tags-input-sm' : ''}`}>
      {values.map((value) => (
        <span key={value} className="tag">
          {value}
          <button
            type="button"
            aria-label={`Remove ${value}`}
            onClick={() => onChange(values.filter((other) => other !== value))}
          >
            <i className="bi bi-x" aria-hidden="true" />
          </button>
        </span>
      ))}
      <input
        id={props.id}
        aria-describedby={props['aria-describedby']}
        aria-label={props.id ? undefined : label}
        list={suggestions.length > 0 ? list : undefined}
        inputMode={inputMode}
        value={draft}
        placeholder={values.length === 0 ? placeholder : undefined}
        onChange={(event) => {
          const text = event.target.value;
          // Picking a suggestion fires one change with the whole value: take it as finished.
          if (text.includes(',') || (suggestions.includes(text) && text.length > draft.length + 1)) add(text);
          else setDraft(text);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => add(draft)}
      />
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions
            .filter((suggestion) => !values.includes(suggestion))
            .map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
        </datalist>
      )}
    </div>
  );
}
