import { useId, useRef, useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Link, useParams } from 'react-router';
import { Facts } from '@/components/Facts';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { ErrorState, Skeleton } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import type { RejectedRecord } from '@/lib/api/types';
import { formatDateTime, plural } from '@/lib/format';
import { useRejectedRecord, useResubmit, type Kind } from './api';
import { DiscardDialog } from './DiscardDialog';
import { Reasons } from './Reasons';

export function RejectedRecordPage({ kind }: { kind: Kind }) {
  const { recordId = '' } = useParams();
  const record = useRejectedRecord(kind, recordId);
  const back = { to: `/${kind}/rejected`, label: 'Rejected records' };
  if (!record.data) {
    return (
      <>
        <PageHeader title="Rejected record" back={back} />
        {record.isPending ? (
          <Skeleton rows={8} label="Loading the record" />
        ) : (
          <ErrorState error={record.error} onRetry={() => void record.refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={record.data.key ? `Record of ${record.data.key}` : 'Rejected record'}
        aside={<StateBadge state={record.data.state} />}
        back={back}
      />
      {record.data.state === 'REJECTED' ? (
        <Mending key={record.data.id} kind={kind} record={record.data} />
      ) : (
        <Settled kind={kind} record={record.data} />
      )}
      <Origin record={record.data} />
    </>
  );
}

/** Where the last name of a pointer stands in a text. */
function placeOf(text: string, pointer: string): [number, number] | undefined {
  const names = pointer
    .split('/')
    .slice(1)
    .filter((name) => !/^\d+$/.test(name))
    .map((name) => `"${name.replaceAll('~1', '/').replaceAll('~0', '~')}"`);
  let from = -1;
  for (const name of names) from = text.indexOf(name, from + 1);
  return from < 0 ? undefined : [from, from + (names.at(-1)?.length ?? 0)];
}

function Mending({ kind, record }: { kind: Kind; record: RejectedRecord }) {
  const [text, setText] = useState(record.record ?? '');
  const [discarding, setDiscarding] = useState(false);
  const resubmit = useResubmit(kind, record.id);
  const editor = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const refused = resubmit.error instanceof Problem && resubmit.error.faults.length > 0;
  const show = (pointer: string) => {
    const place = placeOf(text, pointer);
    editor.current?.focus();
    if (place) editor.current?.setSelectionRange(...place);
  };
  return (
    <div className="columns-side mb-4">
      <Panel
        title={refused ? 'Still wrong with it' : 'What is wrong'}
        note="A place shows where it is in the record."
      >
        <div role="status">
          <Reasons
            reasons={resubmit.error instanceof Problem && refused ? resubmit.error.faults : record.reasons}
            onShow={show}
          />
        </div>
        {resubmit.isError && !refused && <ErrorState error={resubmit.error} />}
      </Panel>
      <Panel
        title="The record"
        note={`Once mended, it is taken in as of ${formatDateTime(record.at)}, unless it says updatedAt: what is newer stays.`}
        actions={
          <>
            <Button variant="outline-danger" onClick={() => setDiscarding(true)}>
              Discard
            </Button>
            <Button disabled={resubmit.isPending || text.trim() === ''} onClick={() => resubmit.mutate(text)}>
              {resubmit.isPending ? 'Taking it in …' : 'Fix and resubmit'}
            </Button>
          </>
        }
      >
        {!record.whole && (
          <p role="note">
            The record has {plural(record.bytes, 'byte')}, too many to be kept here: write down what is to be
            taken in.
          </p>
        )}
        {record.encoding === 'BASE64' && (
          <p role="note">The record is no text in UTF-8. Its bytes, in base64: {record.content}</p>
        )}
        <label htmlFor={id} className="visually-hidden">
          Record as JSON
        </label>
        <textarea
          ref={editor}
          id={id}
          className="form-control font-monospace record-editor"
          rows={Math.min(30, Math.max(12, text.split('\n').length + 1))}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Panel>
      {discarding && <DiscardDialog kind={kind} record={record} onClose={() => setDiscarding(false)} />}
    </div>
  );
}

function Settled({ kind, record }: { kind: Kind; record: RejectedRecord }) {
  const document = record.settlement?.documentId;
  return (
    <Panel
      title={record.state === 'RESUBMITTED' ? 'It was mended and taken in' : 'It was discarded'}
      className="mb-4"
      actions={
        document && (
          <Link className="btn btn-primary" to={kind === 'customers' ? `/customers/${document}` : '/orders'}>
            {kind === 'customers' ? 'See the customer' : 'See orders'}
          </Link>
        )
      }
    >
      <Facts
        items={[
          ['By', record.settlement?.by],
          ['When', record.settlement && formatDateTime(record.settlement.at)],
          ['Why', record.settlement?.reason],
        ]}
      />
      {record.reasons.length > 0 && <Reasons reasons={record.reasons} />}
      {record.content !== undefined && <pre className="record-content">{record.content}</pre>}
    </Panel>
  );
}

function Origin({ record }: { record: RejectedRecord }) {
  return (
    <Panel title="Where it came from">
      <Facts
        items={[
          ['Topic', record.topic],
          ['Partition and offset', `${record.partition} at ${record.offset}`],
          ['Key', record.key],
          ['True at', formatDateTime(record.at)],
          ['Rejected', formatDateTime(record.rejectedAt)],
          ...record.headers.map(({ name, value }): [string, string] => [name, value]),
        ]}
      />
    </Panel>
  );
}
