import { useState, type ReactNode } from 'react';
import { LENGTH_UNITS, lengthText, parseLength, type LengthUnit } from '@/lib/length';
import { Field } from './forms';

interface LengthFieldProps {
  label: string;
  pointer: string;
  hint?: ReactNode;
  labelHidden?: boolean;
  required?: boolean;
  /** ISO-8601; empty while there is no amount. */
  value: string;
  units?: readonly LengthUnit[];
  onChange: (value: string) => void;
}

/** An amount and a unit; as text where somebody wrote what these cannot say. */
export function LengthField(props: LengthFieldProps) {
  const { label, pointer, hint, labelHidden, required, value, units = ['H', 'D', 'W'], onChange } = props;
  const length = parseLength(value);
  // A unit chosen before the amount has no length to live in yet.
  const [chosen, setChosen] = useState<LengthUnit>(length?.unit ?? 'D');
  const [asText] = useState(length === null && value !== '');
  const unit = length?.unit ?? chosen;
  const offered = LENGTH_UNITS.filter((option) => units.includes(option.value) || option.value === unit);
  return (
    <Field {...{ label, pointer, hint, labelHidden, required }}>
      {({ invalid, ...control }) =>
        asText ? (
          <input
            {...control}
            className={`form-control ${invalid ? 'is-invalid' : ''}`}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <span className="length">
            <input
              {...control}
              type="number"
              min={1}
              step={1}
              className={`form-control ${invalid ? 'is-invalid' : ''}`}
              value={length?.amount ?? ''}
              onChange={({ target }) => onChange(lengthText({ amount: target.value, unit }))}
            />
            <select
              className="form-select"
              aria-label={`${label}: unit`}
              value={unit}
              onChange={({ target }) => {
                const next = target.value as LengthUnit;
                setChosen(next);
                if (length) onChange(lengthText({ amount: length.amount, unit: next }));
              }}
            >
              {offered.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </span>
        )
      }
    </Field>
  );
}
