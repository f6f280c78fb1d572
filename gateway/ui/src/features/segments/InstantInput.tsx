import { useState } from 'react';
import { fromLocalInput, toLocalInput } from '@/lib/format';

interface InstantInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day, which is what people mean most often and stands for its first moment, or a moment of it in the reader's zone. */
export function InstantInput({ label, value, onChange }: InstantInputProps) {
  const isDay = DATE.test(value) || value === '';
  const [day = '', time = ''] = isDay ? [value] : toLocalInput(value).split('T');
  const [timed, setTimed] = useState(!isDay);
  return (
    <span className="instant">
      <input
        type="date"
        className="form-control form-control-sm"
        aria-label={label}
        value={day}
        onChange={({ target }) =>
          onChange(time && target.value ? fromLocalInput(`${target.value}T${time}`) : target.value)
        }
      />
      {timed ? (
        <input
          type="time"
          className="form-control form-control-sm"
          aria-label={`${label}: time of that day`}
          value={time}
          disabled={day === ''}
          onChange={({ target }) => onChange(target.value ? fromLocalInput(`${day}T${target.value}`) : day)}
        />
      ) : (
        <button
          type="button"
          className="btn btn-sm btn-outline-secondary"
          aria-label={`${label}: add a time`}
          title="Without a time, the day counts from its beginning"
          onClick={() => setTimed(true)}
        >
          <i className="bi bi-clock" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
