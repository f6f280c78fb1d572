import { useId, useRef, useState, type DragEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Link, useNavigate } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState, ErrorState } from '@/components/states';
import type { ImportJob } from '@/lib/api/types';
import { formatDateTime, formatNumber } from '@/lib/format';
import { useImports, useUpload, type Kind } from './api';

const columns = (kind: Kind) =>
  columnsOf<ImportJob>(
    {
      id: 'fileName',
      header: 'File',
      cell: (job) => (
        <Link to={`/${kind}/import/${job.id}`} className="fw-semibold">
          {job.fileName}
        </Link>
      ),
    },
    { id: 'state', header: 'State', cell: (job) => <StateBadge state={job.state} /> },
    { id: 'rows', header: 'Rows', numeric: true, cell: (job) => formatNumber(job.rows) },
    {
      id: 'rejected',
      header: 'Rejected',
      numeric: true,
      cell: (job) => formatNumber(job.rejected),
    },
    { id: 'createdBy', header: 'By', cell: (job) => <span className="muted">{job.createdBy}</span> },
    {
      id: 'createdAt',
      header: 'Uploaded',
      cell: (job) => <span className="muted">{formatDateTime(job.createdAt)}</span>,
    },
  );

export function ImportsPage({ kind }: { kind: Kind }) {
  const imports = useImports(kind);
  const upload = useUpload(kind);
  const navigate = useNavigate();
  const take = (file: File) =>
    upload.mutate(file, { onSuccess: (job) => void navigate(`/${kind}/import/${job.id}`) });
  const label = kind === 'customers' ? 'Customers' : 'Orders';
  return (
    <>
      <PageHeader
        title={`Import ${kind}`}
        subtitle="From a table with a header row, saved as CSV. Nothing is taken in before you start it."
        back={{ to: `/${kind}`, label }}
      />
      <Panel className="mb-4">
        <FileDrop busy={upload.isPending} onFile={take} />
        {upload.isError && <ErrorState error={upload.error} />}
      </Panel>
      <Panel title="Imports" flush>
        <DataTable
          label="Imports"
          columns={columns(kind)}
          pages={imports}
          rowId={(job) => job.id}
          empty={<EmptyState icon="file-earmark-spreadsheet" title="No imports yet" />}
        />
      </Panel>
    </>
  );
}

function FileDrop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={`file-drop ${over ? 'file-drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <i className="bi bi-file-earmark-spreadsheet" aria-hidden="true" />
      <p>Drop a CSV file here, or</p>
      <label htmlFor={id} className="visually-hidden">
        CSV file
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        className="visually-hidden"
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      <Button variant="outline-primary" disabled={busy} onClick={() => input.current?.click()}>
        {busy ? 'Uploading …' : 'Choose a file'}
      </Button>
    </div>
  );
}
