import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { FormProblemProvider, ProblemAlert } from '@/components/forms';
import { MessageViewer } from '@/components/MessageViewer';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { Feedback } from '@/components/Feedback';
import { MadeByAi } from '@/components/MadeByAi';
import { messageReason } from '@/components/reasons';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { Tags } from '@/components/Tags';
import { TaskLine, TaskToggle } from '@/components/TaskOfEntry';
import type { Communication, NewCommunication } from '@/lib/api/types';
import { formatAgo, formatConstant, formatDateTime, fromLocalInput } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useAddNote, useDeleteNote, useEditNote, useTimeline } from './api';
import { emptyEntry, entryDraftOf, EntryFields, entryPointers, taskOf } from './EntryFields';

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
  const [edited, setEdited] = useState<Communication | null>(null);
  const [deleted, setDeleted] = useState<Communication | null>(null);
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
                  <Feedback of={entry} />
                  {entry.source === 'AI' && <MadeByAi acceptedBy={entry.acceptedBy} />}
                </div>
                {entry.kind !== 'MESSAGE' && <p>{entry.body || '–'}</p>}
                <Tags tags={entry.tags} />
                {entry.task && <TaskLine task={entry.task} />}
                <small>
                  {[entry.campaignName, entry.author, entry.reason && messageReason(entry.reason)]
                    .filter(Boolean)
                    .map((part) => `${part} · `)}
                  <time dateTime={entry.at} title={formatDateTime(entry.at)}>
                    {formatAgo(entry.at)}
                  </time>
                </small>
                {canWrite && entry.kind !== 'MESSAGE' && (
                  <div className="timeline-actions" role="group" aria-label="This entry">
                    <TaskToggle entry={entry} />
                    <Button variant="link" size="sm" onClick={() => setEdited(entry)}>
                      Edit
                    </Button>
                    <Button variant="link" size="sm" onClick={() => setDeleted(entry)}>
                      Delete
                    </Button>
                  </div>
                )}
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
      {edited && <EditEntry entry={edited} onClose={() => setEdited(null)} />}
      {deleted && <DeleteEntry entry={deleted} onClose={() => setDeleted(null)} />}
    </Panel>
  );
}

const kinds = (['NOTE', 'CALL', 'MEETING'] as const).map((value) => ({
  value,
  label: formatConstant(value),
}));

function AddNote({ customerId }: { customerId: string }) {
  const [kind, setKind] = useState<NewCommunication['kind']>('NOTE');
  const [draft, setDraft] = useState(emptyEntry);
  const [detailed, setDetailed] = useState(false);
  const add = useAddNote();
  // A note is of the moment at which it is written.
  const isDated = kind !== 'NOTE';

  function submit(event: FormEvent) {
    event.preventDefault();
    const task = taskOf(draft);
    add.mutate(
      {
        customerId,
        kind,
        text: draft.text.trim(),
        ...(draft.tags.length > 0 ? { tags: draft.tags } : {}),
        ...(isDated && draft.at ? { at: fromLocalInput(draft.at) } : {}),
        ...(task ? { task } : {}),
      },
      {
        onSuccess: () => {
          setDraft(emptyEntry);
          setDetailed(false);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="note-form">
      <FormProblemProvider value={add.error}>
        <ProblemAlert
          problem={add.error}
          shown={entryPointers.filter((pointer) => isDated || pointer !== '/at')}
        />
        <EntryFields
          draft={draft}
          onChange={setDraft}
          dated={isDated}
          detailed={detailed}
          textLabel="Add to the log"
          textLabelHidden
        />
        <div className="note-form-foot">
          <Segmented label="Kind" options={kinds} value={kind} onChange={setKind} />
          {!detailed && (
            <Button variant="link" size="sm" onClick={() => setDetailed(true)}>
              Tags and task
            </Button>
          )}
          <Button type="submit" size="sm" disabled={add.isPending || draft.text.trim() === ''}>
            Add {kind.toLowerCase()}
          </Button>
        </div>
      </FormProblemProvider>
    </form>
  );
}

function EditEntry({ entry, onClose }: { entry: Communication; onClose: () => void }) {
  const [draft, setDraft] = useState(() => entryDraftOf(entry));
  const edit = useEditNote(entry);
  const kind = formatConstant(entry.kind).toLowerCase();

  function submit(event: FormEvent) {
    event.preventDefault();
    const task = taskOf(draft);
    edit.mutate(
      {
        text: draft.text.trim(),
        tags: draft.tags,
        // What a patch does not name stays: nobody in particular has to be said.
        task: task && { ...task, assignee: task.assignee ?? null },
      },
      { onSuccess: onClose },
    );
  }

  return (
    <Modal show onHide={onClose} centered aria-labelledby="edit-entry">
      <form onSubmit={submit} noValidate>
        <Modal.Header closeButton>
          <Modal.Title id="edit-entry" as="h2">
            Edit {kind}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <FormProblemProvider value={edit.error}>
            <ProblemAlert problem={edit.error} shown={entryPointers} />
            <EntryFields draft={draft} onChange={setDraft} detailed textLabel="What was said or agreed" />
          </FormProblemProvider>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={edit.isPending}>
            Save
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}

function DeleteEntry({ entry, onClose }: { entry: Communication; onClose: () => void }) {
  const remove = useDeleteNote(entry);
  const kind = formatConstant(entry.kind).toLowerCase();
  return (
    <ConfirmDialog
      title={`Delete this ${kind}?`}
      action={`Delete ${kind}`}
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        What was written down goes{entry.task ? ', and its task with it' : ''}. It cannot be brought back.
      </p>
    </ConfirmDialog>
  );
}
