import { useContext, useRef, type ComponentProps, type RefObject } from 'react';
import { Field, FormProblem } from '@/components/forms';
import { faultsAt } from '@/lib/api/problem';
import { offsetOf, placeOf } from './places';
import { selectionIn } from './snippets';
import { VariableMenu } from './VariableMenu';

type Control = HTMLInputElement | HTMLTextAreaElement;

interface TemplateFieldProps {
  label: string;
  pointer: string;
  value: string;
  onChange: (value: string) => void;
  /** Several lines; one where this is absent. */
  rows?: number;
  /** Markup: written with letters of one width, and not spell-checked. */
  code?: boolean;
  hint?: string;
  placeholder?: string;
  required?: boolean;
}

/** A Liquid template, with a menu of what it can say of a customer and a way to each of its faults. */
export function TemplateField(props: TemplateFieldProps) {
  const { label, pointer, value, onChange, rows, code = false, hint, placeholder, required } = props;
  const control = useRef<Control>(null);
  const places = faultsAt(useContext(FormProblem), pointer).flatMap((detail) => placeOf(detail) ?? []);

  function insert(inserted: string) {
    const input = control.current;
    const from = input?.selectionStart ?? value.length;
    const to = input?.selectionEnd ?? value.length;
    onChange(value.slice(0, from) + inserted + value.slice(to));
    requestAnimationFrame(() => {
      input?.focus();
      const [start, end] = selectionIn(inserted);
      input?.setSelectionRange(from + start, from + end);
    });
  }

  function goTo(line: number, column: number) {
    const input = control.current;
    const at = offsetOf(value, line, column);
    input?.focus();
    input?.setSelectionRange(at, Math.min(at + 1, value.length));
  }

  return (
    <div className="content-field">
      <VariableMenu label={label} onInsert={insert} />
      <Field label={label} pointer={pointer} hint={hint} required={required}>
        {({ invalid, ...attributes }) => {
          const common: ComponentProps<'input'> & ComponentProps<'textarea'> = {
            ...attributes,
            className: `form-control ${invalid ? 'is-invalid' : ''} ${code ? 'font-monospace' : ''}`,
            value,
            placeholder,
          };
          return rows === undefined ? (
            <input
              {...common}
              ref={control as RefObject<HTMLInputElement>}
              onChange={(event) => onChange(event.target.value)}
            />
          ) : (
            <textarea
              {...common}
              ref={control as RefObject<HTMLTextAreaElement>}
              rows={rows}
              spellCheck={!code}
              onChange={(event) => onChange(event.target.value)}
            />
          );
        }}
      </Field>
      {places.length > 0 && (
        <div className="template-places">
          {places.map(({ line, column }) => (
            <button
              key={`${line}:${column}`}
              type="button"
              className="btn btn-link btn-sm p-0"
              onClick={() => goTo(line, column)}
            >
              Go to line {line}, column {column}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
