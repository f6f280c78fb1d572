import { useState } from 'react';
import { parsePeriod, PERIOD_UNITS, periodText, type PeriodUnit } from './period';

interface PeriodInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function PeriodInput({ label, value, onChange }: PeriodInputProps) {
  const period = parsePeriod(value);
  // A unit chosen before the amount has no period to live in yet.
  const [unit, setUnit] = useState<PeriodUnit>(period?.unit ?? 'D');
  const [asText] = useState(period === null);
  if (asText || period === null) {
    return (
      <input
        className="form-control form-control-sm"
        aria-label={`${label}, as ISO-8601 writes it`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <span className="period">
      <input
        type="number"
        min={1}
        step={1}
        className="form-control form-control-sm"
        aria-label={`${label}: how many`}
        value={period.amount}
        onChange={(event) => onChange(periodText({ amount: event.target.value, unit }))}
      />
      <select
        className="form-select form-select-sm"
        aria-label={`${label}: unit`}
        value={unit}
        onChange={(event) => {
          const chosen = event.target.value as PeriodUnit;
          setUnit(chosen);
          onChange(periodText({ amount: period.amount, unit: chosen }));
        }}
      >
        {PERIOD_UNITS.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
