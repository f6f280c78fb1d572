import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Field, FormProblemProvider, ProblemAlert } from '@/components/forms';
import { MessageViewer } from '@/components/MessageViewer';
import { Panel } from '@/components/Panel';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import type { Communication, NewCommunication } from '@/lib/api/types';
import { formatAgo, formatConstant, formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useAddNote, useTimeline } from './api';

const icons: Record<string, string> = {
  NOTE: 'pencil-square',
  CALL: 'telephone',
  MEETING: 'calendar-event',
};

function iconOf(entry: Communication): string {
  return icons[entry.kind] ?? (entry.channel === 'SMS' ? 'phone' : 'envelope');
}

export function Timeline({ customerId }: { customerId: string }) {
  const timeline = useTimeline(customerId);
  const canWrite = useCan('write');
  const [viewed, setViewed] = useState<Communication | null>(null);
  return (
    <Panel title="Communications" note="Messages, notes, calls and meetings">
      {canWrite && <AddNote customerId={customerId} />}
      {timeline.isPending ? (
        <Skeleton rows={4} label="Loading communications" />
      ) : timeline.isError && timeline.items.length === 0 ? (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : timeline.items.length === 0 ? (
        <EmptyState icon="chat-left-text" title="Nothing yet">
          Messages of campaigns show here as they are sent.
        </EmptyState>
      ) : (
        <ol className="timeline">
          {timeline.items.map((entry) => (
            <li key={entry.id}>
              <span className="timeline-icon" aria-hidden="true">
                <i className={`bi bi-${iconOf(entry)}`} />
              </span>
              <div className="timeline-body">
                <div className="timeline-head">
                  {entry.kind === 'MESSAGE' ? (
                    <button type="button" className="link-button" onClick={() => setViewed(entry)}>
                      {entry.subject ?? (entry.channel === 'SMS' ? 'Text message' : 'Message')}
                    </button>
                  ) : (
                    <strong>{formatConstant(entry.kind)}</strong>
                  )}
                  {entry.state && <StateBadge state={entry.state} />}
                </div>
                {entry.kind !== 'MESSAGE' && entry.body && <p>{entry.body}</p>}
                <small>
                  {[entry.campaignName, entry.author, entry.reason && formatConstant(entry.reason)]
                    .filter(Boolean)
                    .map((part) => `${part} · `)}
                  <time dateTime={entry.at} title={formatDateTime(entry.at)}>
                    {formatAgo(entry.at)}
                  </time>
                </small>
              </div>
            </li>
          ))}
        </ol>
      )}
      {timeline.hasNextPage && (
        <Button
          variant="outline-secondary"
          size="sm"
          disabled={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
      <MessageViewer message={viewed} onClose={() => setViewed(null)} />
    </Panel>
  );
}

const kinds = ['NOTE', 'CALL', 'MEETING'] as const;

function AddNote({ customerId }: { customerId: string }) {
  const [kind, setKind] = useState<NewCommunication['kind']>('NOTE');
  const [text, setText] = useState('');
  const add = useAddNote();

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate({ customerId, kind, text: text.trim() }, { onSuccess: () => setText('') });
  }

  return (
    <form onSubmit={submit} className="note-form">
      <FormProblemProvider value={add.error}>
        <ProblemAlert problem={add.error} shown={['/text']} />
        <Field label="Add to the log" labelHidden pointer="/text">
          {({ invalid, ...control }) => (
            <textarea
              {...control}
              className={`form-control ${invalid ? 'is-invalid' : ''}`}
              rows={2}
              placeholder="Write down what was said or agreed…"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="note-form-foot">
          <div className="segmented" role="group" aria-label="Kind">
            {kinds.map((option) => (
              <button
                key={option}
                type="button"
                aria-pressed={kind === option}
                onClick={() => setKind(option)}
              >
                {formatConstant(option)}
              </button>
            ))}
          </div>
          <Button type="submit" size="sm" disabled={add.isPending || text.trim() === ''}>
            Add {kind.toLowerCase()}
          </Button>
        </div>
      </FormProblemProvider>
    </form>
  );
}
