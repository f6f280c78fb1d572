import { useId, type ReactNode } from 'react';

interface SwitchProps {
  label: string;
  note?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ label, note, checked, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="form-check form-switch switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="form-check-input"
        checked={checked}
        disabled={disabled}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id} className="form-check-label">
        {label}
      </label>
      {note && (
        <div id={`${id}-note`} className="form-text">
          {note}
        </div>
      )}
    </div>
  );
}
