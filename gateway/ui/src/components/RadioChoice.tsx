import { useId, type ReactNode } from 'react';

interface RadioChoiceProps<T extends string> {
  label: string;
  labelHidden?: boolean;
  options: readonly { value: T; label: string; icon?: string; note?: ReactNode; disabled?: boolean }[];
  value: T;
  onChange: (value: T) => void;
  /** As cards that say what each means, in place of a strip. */
  cards?: boolean;
}

/** One of a few, with all of them in sight. */
export function RadioChoice<T extends string>(props: RadioChoiceProps<T>) {
  const { label, labelHidden, options, value, onChange, cards = false } = props;
  const name = useId();
  return (
    <fieldset className="field">
      <legend className={labelHidden ? 'visually-hidden' : 'form-label'}>{label}</legend>
      <div className={cards ? 'radio-cards' : 'segmented'}>
        {options.map((option, at) => (
          <label
            key={option.value}
            className={`${cards ? 'radio-card' : 'segmented-radio'} ${option.disabled ? 'is-disabled' : ''}`}
          >
            <input
              type="radio"
              name={name}
              disabled={option.disabled}
              checked={value === option.value}
              aria-describedby={cards && option.note ? `${name}-${at}` : undefined}
              aria-label={cards ? option.label : undefined}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.icon && <i className={`bi bi-${option.icon}`} aria-hidden="true" />}
              {cards ? <strong>{option.label}</strong> : option.label}
              {cards && option.note && <small id={`${name}-${at}`}>{option.note}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
