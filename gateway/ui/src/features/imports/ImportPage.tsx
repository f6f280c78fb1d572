import Button from 'react-bootstrap/Button';
import { Link, useParams } from 'react-router';
import { Facts } from '@/components/Facts';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { ErrorState, Skeleton } from '@/components/states';
import type { ImportJob } from '@/lib/api/types';
import { formatDateTime, formatNumber, plural } from '@/lib/format';
import { rejectedAddress, useImport, useStep, useTrial, type Kind } from './api';
import { ColumnMapping } from './ColumnMapping';
import { TrialResult } from './TrialResult';

export function ImportPage({ kind }: { kind: Kind }) {
  const { importId = '' } = useParams();
  const job = useImport(kind, importId);
  if (job.isPending) return <Skeleton rows={8} label="Loading import" />;
  if (job.isError) return <ErrorState error={job.error} onRetry={() => void job.refetch()} />;
  return (
    <>
      <PageHeader
        title={job.data.fileName}
        aside={<StateBadge state={job.data.state} />}
        back={{ to: `/${kind}/import`, label: `Import ${kind}` }}
      />
      {job.data.state === 'UPLOADED' ? (
        <Preparation kind={kind} job={job.data} />
      ) : (
        <Outcome kind={kind} job={job.data} />
      )}
    </>
  );
}

function Preparation({ kind, job }: { kind: Kind; job: ImportJob }) {
  const trial = useTrial(kind, job.id);
  const start = useStep(kind, job.id, 'start');
  const cancel = useStep(kind, job.id, 'cancel');
  return (
    <>
      <Panel
        title="Columns"
        note="What each column stands for. Those left out are not read."
        className="mb-4"
        actions={
          <>
            <Button variant="outline-secondary" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              Discard
            </Button>
            <Button variant="outline-primary" disabled={trial.isPending} onClick={() => trial.mutate({})}>
              Try the first rows
            </Button>
            <Button disabled={start.isPending} onClick={() => start.mutate()}>
              Start import
            </Button>
          </>
        }
        flush
      >
        <ColumnMapping job={job} busy={trial.isPending} onChange={(change) => trial.mutate(change)} />
      </Panel>
      {(trial.error ?? start.error ?? cancel.error) && (
        <ErrorState error={trial.error ?? start.error ?? cancel.error} />
      )}
      {trial.data && <TrialResult trial={trial.data} />}
    </>
  );
}

function Outcome({ kind, job }: { kind: Kind; job: ImportJob }) {
  const cancel = useStep(kind, job.id, 'cancel');
  const running = job.state === 'RUNNING';
  return (
    <Panel
      title={running ? 'Taking it in' : 'What came of it'}
      actions={
        <>
          {running && (
            <Button variant="outline-danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              Stop here
            </Button>
          )}
          {job.rejected > 0 && (
            <a className="btn btn-outline-primary" href={rejectedAddress(kind, job.id)} download>
              <i className="bi bi-download me-1" aria-hidden="true" />
              {plural(job.rejected, 'rejected row')}
            </a>
          )}
          {job.state === 'DONE' && (
            <Link className="btn btn-primary" to={`/${kind}`}>
              See {kind}
            </Link>
          )}
        </>
      }
    >
      <div
        className="meter mb-3"
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={job.percent}
      >
        <span style={{ width: `${job.percent}%` }} />
      </div>
      <Facts
        items={[
          ['Rows done', formatNumber(job.rows)],
          ['Taken in', formatNumber(job.rows - job.rejected)],
          ['Rejected', formatNumber(job.rejected)],
          ['Started', job.startedAt && formatDateTime(job.startedAt)],
          ['Ended', job.endedAt && formatDateTime(job.endedAt)],
          ['Why it ended', job.failure],
        ]}
      />
      {cancel.isError && <ErrorState error={cancel.error} />}
    </Panel>
  );
}
