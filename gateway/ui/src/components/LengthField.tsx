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

interface Typed {
  amount: string;
  unit: LengthUnit;
  /** The value that it stands for, or is on the way from. */
  of: string;
}

function typedOf(value: string, unit: LengthUnit): Typed {
  const length = parseLength(value);
  return { amount: length?.amount ?? '', unit: length?.unit ?? unit, of: value };
}

/**
 * An amount and a unit; as text where somebody wrote what these cannot say. What is typed on the way to a length stays as
 * it is, whether the form takes it or not; left, the field shows again what the form has.
 */
export function LengthField(props: LengthFieldProps) {
  const { label, pointer, hint, labelHidden, required, value, units = ['H', 'D', 'W'], onChange } = props;
  const [asText] = useState(parseLength(value) === null && value !== '');
  const shownOf = (unit: LengthUnit): Typed =>
    asText ? { amount: value, unit, of: value } : typedOf(value, unit);
  const [typed, setTyped] = useState(() => shownOf('D'));
  const lengthOf = ({ amount, unit }: Typed) => (asText ? amount : lengthText({ amount, unit }));
  if (typed.of !== value) setTyped(lengthOf(typed) === value ? { ...typed, of: value } : shownOf(typed.unit));
  const { unit } = typed;

  function type(next: Typed) {
    setTyped(next);
    onChange(lengthOf(next));
  }

  function leave() {
    if (lengthOf(typed) !== value) setTyped(shownOf(typed.unit));
  }

  const offered = LENGTH_UNITS.filter((option) => units.includes(option.value) || option.value === unit);
  return (
    <Field {...{ label, pointer, hint, labelHidden, required }}>
      {({ invalid, ...control }) =>
        asText ? (
          <input
            {...control}
            className={`form-control ${invalid ? 'is-invalid' : ''}`}
            value={typed.amount}
            onChange={({ target }) => type({ ...typed, amount: target.value })}
            onBlur={leave}
          />
        ) : (
          <span className="length">
            <input
              {...control}
              type="number"
              min={1}
              step={1}
              className={`form-control ${invalid ? 'is-invalid' : ''}`}
              value={typed.amount}
              onChange={({ target }) => type({ ...typed, amount: target.value })}
              onBlur={leave}
            />
            <select
              className="form-select"
              aria-label={`${label}: unit`}
              value={unit}
              onChange={({ target }) => type({ ...typed, unit: target.value as LengthUnit })}
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
