import type { ReactNode } from 'react';
import { fromLocalInput, toLocalInput } from '@/lib/format';
import { TextField } from './forms';

interface InstantFieldProps {
  label: string;
  pointer: string;
  hint?: ReactNode;
  required?: boolean;
  /** An instant; empty for none. */
  value: string;
  onChange: (value: string) => void;
}

/** A moment, by the reader's clock. */
export function InstantField({ value, onChange, ...frame }: InstantFieldProps) {
  return (
    <TextField
      {...frame}
      type="datetime-local"
      value={value ? toLocalInput(value) : ''}
      onChange={(local) => onChange(local ? fromLocalInput(local) : '')}
    />
  );
}
