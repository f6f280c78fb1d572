import { createContext, useContext, useId, type InputHTMLAttributes, type ReactNode } from 'react';
import Alert from 'react-bootstrap/Alert';
import { faultsAt, faultsElsewhere, Problem } from '@/lib/api/problem';

/** The problem that the last submit came back with, for the inputs of the form around them. */
export const FormProblem = createContext<unknown>(null);
export const FormProblemProvider = FormProblem.Provider;

interface FieldFrame {
  label: string;
  /** JSON pointer of the input's value in the request body: faults there are shown under the input. */
  pointer: string;
  hint?: ReactNode;
  required?: boolean;
  labelHidden?: boolean;
}

interface FieldProps extends FieldFrame {
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

interface ControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  invalid: boolean;
}

export function Field({ label, pointer, hint, required, labelHidden, className = '', children }: FieldProps) {
  const id = useId();
  const faults = faultsAt(useContext(FormProblem), pointer);
  const invalid = faults.length > 0;
  const described = [hint ? `${id}-hint` : null, invalid ? `${id}-fault` : null].filter(Boolean).join(' ');
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : 'form-label'}>
        {label}
        {required && (
          <span className="required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        invalid,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(invalid ? { 'aria-invalid': true as const } : {}),
        ...(required ? { 'aria-required': true as const } : {}),
      })}
      {hint && (
        <div id={`${id}-hint`} className="form-text">
          {hint}
        </div>
      )}
      {invalid && (
        <div id={`${id}-fault`} className="field-fault">
          {faults.join(' ')}
        </div>
      )}
    </div>
  );
}

/** The faults of something that no single input stands for. */
export function Faults({ pointer }: { pointer: string }) {
  const faults = faultsAt(useContext(FormProblem), pointer);
  return faults.length > 0 && <div className="field-fault">{faults.join(' ')}</div>;
}

type NativeInput = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'value' | 'onChange' | 'required' | 'className'
>;

interface TextFieldProps extends FieldFrame, NativeInput {
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, pointer, hint, required, labelHidden, className, value, onChange, ...input } = props;
  return (
    <Field {...{ label, pointer, hint, required, labelHidden, className }}>
      {({ invalid, ...control }) => (
        <input
          {...control}
          {...input}
          className={`form-control ${invalid ? 'is-invalid' : ''}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
  className?: string;
  disabled?: boolean;
}

export function SelectField(props: SelectFieldProps) {
  const { label, pointer, hint, required, labelHidden, className, value, onChange, options, disabled } =
    props;
  return (
    <Field {...{ label, pointer, hint, required, labelHidden, className }}>
      {({ invalid, ...control }) => (
        <select
          {...control}
          className={`form-select ${invalid ? 'is-invalid' : ''}`}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ProblemAlertProps {
  problem: unknown;
  /** Pointers that inputs show themselves. */
  shown?: readonly string[];
}

/** What went wrong, with the faults that belong to no input of the form. */
export function ProblemAlert({ problem, shown = [] }: ProblemAlertProps) {
  if (problem === null || problem === undefined) return null;
  const title = problem instanceof Problem ? problem.title : 'That did not work';
  const detail = problem instanceof Problem ? problem.detail : undefined;
  const rest = faultsElsewhere(problem, shown);
  return (
    <Alert variant="danger" className="problem">
      <strong>{title}</strong>
      {detail && detail !== title && <div>{detail}</div>}
      {rest.length > 0 && (
        <ul>
          {rest.map((fault) => (
            <li key={fault.pointer + fault.detail}>
              {fault.pointer && <code>{fault.pointer}</code>} {fault.detail}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
