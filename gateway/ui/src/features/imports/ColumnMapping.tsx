import { useState } from 'react';
import { Table } from '@/components/Table';
import type { ImportJob } from '@/lib/api/types';

interface ColumnMappingProps {
  job: ImportJob;
  busy: boolean;
  onChange: (change: { delimiter?: string; mapping?: string[] }) => void;
}

const ATTRIBUTE = 'attributes.';
const OTHER_ATTRIBUTE = '+';

const delimiters: [delimiter: string, name: string][] = [
  [',', 'Comma'],
  [';', 'Semicolon'],
  ['\t', 'Tab'],
  ['|', 'Bar'],
];

export function ColumnMapping({ job, busy, onChange }: ColumnMappingProps) {
  const set = (at: number, field: string) =>
    onChange({ mapping: job.mapping.map((present, column) => (column === at ? field : present)) });
  return (
    <>
      <div className="panel-body d-flex align-items-center gap-2">
        <label htmlFor="delimiter" className="text-secondary">
          Columns are separated by
        </label>
        <select
          id="delimiter"
          className="form-select form-select-sm w-auto"
          value={job.delimiter}
          disabled={busy}
          onChange={(event) => onChange({ delimiter: event.target.value })}
        >
          {delimiters.map(([delimiter, name]) => (
            <option key={delimiter} value={delimiter}>
              {name}
            </option>
          ))}
        </select>
        <span className="muted">Encoding: {job.charset}</span>
      </div>
      <Table
        label="Columns"
        columns={[
          {
            header: 'Column',
            cell: (column) => column || <em className="muted">without a name</em>,
          },
          {
            header: 'Stands for',
            wide: true,
            cell: (column, at) => (
              <FieldSelect
                job={job}
                column={column}
                field={job.mapping[at] ?? ''}
                busy={busy}
                onChange={(field) => set(at, field)}
              />
            ),
          },
          {
            header: 'First values',
            wide: true,
            cell: (_, at) => (
              <span className="first-values">
                {job.sample
                  .map((row) => row[at])
                  .filter(Boolean)
                  .slice(0, 3)
                  .join(' · ')}
              </span>
            ),
          },
        ]}
        rows={job.columns}
        keyOf={(_, at) => at}
      />
    </>
  );
}

interface FieldSelectProps {
  job: ImportJob;
  column: string;
  field: string;
  busy: boolean;
  onChange: (field: string) => void;
}

/** The name that an attribute gets from its column: without what its own name cannot have. */
const attributeName = (column: string) => column.replace(/[.$]/g, ' ').trim() || 'column';

function FieldSelect({ job, column, field, busy, onChange }: FieldSelectProps) {
  const attribute = field.startsWith(ATTRIBUTE);
  const [name, setName] = useState(attribute ? field.slice(ATTRIBUTE.length) : attributeName(column));
  return (
    <div className="d-flex gap-2">
      <select
        className="form-select form-select-sm w-auto"
        aria-label={`Field of ${column}`}
        value={attribute ? OTHER_ATTRIBUTE : field}
        disabled={busy}
        onChange={(event) =>
          onChange(event.target.value === OTHER_ATTRIBUTE ? ATTRIBUTE + name : event.target.value)
        }
      >
        <option value="">Left out</option>
        {job.fields.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
        {job.takesAttributes && <option value={OTHER_ATTRIBUTE}>An attribute …</option>}
      </select>
      {attribute && (
        <input
          className="form-control form-control-sm w-auto"
          aria-label={`Attribute of ${column}`}
          value={name}
          disabled={busy}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => name.trim() && ATTRIBUTE + name.trim() !== field && onChange(ATTRIBUTE + name.trim())}
        />
      )}
    </div>
  );
}
