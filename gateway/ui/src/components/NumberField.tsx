import { useState, type ReactNode } from 'react';
import { Field } from './forms';

interface NumberFieldProps {
  label: string;
  pointer: string;
  hint?: ReactNode;
  labelHidden?: boolean;
  required?: boolean;
  value: number | null;
  min?: number;
  max?: number;
  step?: number;
  /** Such as `%`, after the number. */
  unit?: string;
  disabled?: boolean;
  onChange: (value: number | null) => void;
}

/** A number; null while there is none. */
export function NumberField(props: NumberFieldProps) {
  const { label, pointer, hint, labelHidden, required, value, unit, onChange, ...input } = props;
  // What is typed on the way to a number, such as `0.`, is none yet.
  const [typed, setTyped] = useState({ text: value === null ? '' : String(value), value });
  if (typed.value !== value) setTyped({ text: value === null ? '' : String(value), value });
  return (
    <Field {...{ label, pointer, hint, labelHidden, required }}>
      {({ invalid, ...control }) => (
        <span className={unit ? 'input-group number' : 'number'}>
          <input
            {...control}
            {...input}
            type="number"
            className={`form-control ${invalid ? 'is-invalid' : ''}`}
            value={typed.text}
            onChange={({ target }) => {
              const number = Number.isNaN(target.valueAsNumber) ? null : target.valueAsNumber;
              setTyped({ text: target.value, value: number });
              onChange(number);
            }}
          />
          {unit && <span className="input-group-text">{unit}</span>}
        </span>
      )}
    </Field>
  );
}
