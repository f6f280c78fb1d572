import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { AnsweredBy } from '@/components/AnsweredBy';
import { Field, FormProblemProvider, ProblemAlert } from '@/components/forms';
import { MadeByAi } from '@/components/MadeByAi';
import { EmptyState, Skeleton } from '@/components/states';
import { Tags } from '@/components/Tags';
import type { Customer, EntrySuggestion } from '@/lib/api/types';
import { formatConstant, formatDateTime, fullName } from '@/lib/format';
import { useAddNote } from './api';
import { useSuggestEntries } from './insightApi';

interface SuggestEntriesDialogProps {
  customer: Customer;
  onClose: () => void;
}

/** Entries for the log, made of rough notes or of what is known; each is saved only if a person accepts it. */
export function SuggestEntriesDialog({ customer, onClose }: SuggestEntriesDialogProps) {
  const [notes, setNotes] = useState('');
  const [dismissed, setDismissed] = useState<readonly EntrySuggestion[]>([]);
  const suggest = useSuggestEntries(customer.id);
  const open = suggest.data?.entries.filter((entry) => !dismissed.includes(entry)) ?? [];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!suggest.isPending) suggest.mutate(notes.trim());
  }

  return (
    <Modal show onHide={onClose} size="lg" centered scrollable aria-labelledby="suggest-entries">
      <Modal.Header closeButton>
        <Modal.Title id="suggest-entries" as="h2">
          Suggest log entries for {fullName(customer)}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <form onSubmit={submit} noValidate>
          <FormProblemProvider value={suggest.error}>
            <ProblemAlert problem={suggest.error} shown={['/notes']} />
            <Field
              label="Rough notes of a conversation"
              pointer="/notes"
              hint="Left empty, entries are suggested from what is known of them."
            >
              {({ invalid, ...control }) => (
                <textarea
                  {...control}
                  className={`form-control ${invalid ? 'is-invalid' : ''}`}
                  rows={3}
                  placeholder="Called, wants the blue jacket, ring back Friday morning"
                  value={notes}
                  onChange={(event) => setNotes(event.target.value)}
                />
              )}
            </Field>
            <div className="form-actions mt-3">
              <Button
                type="submit"
                variant={suggest.data ? 'outline-secondary' : 'primary'}
                disabled={suggest.isPending}
              >
                {suggest.isPending ? 'Thinking…' : 'Suggest entries'}
              </Button>
            </div>
          </FormProblemProvider>
        </form>
        <div aria-live="polite" aria-busy={suggest.isPending}>
          {suggest.isPending ? (
            <Skeleton rows={4} label="Looking for entries" />
          ) : (
            suggest.data && (
              <>
                {open.length === 0 ? (
                  <EmptyState
                    icon="journal-check"
                    title={
                      suggest.data.entries.length === 0 ? 'Nothing to suggest' : 'All of them are decided on'
                    }
                  />
                ) : (
                  <ul className="entry-suggestions" aria-label="Suggested entries">
                    {open.map((entry) => (
                      <SuggestedEntry
                        key={`${suggest.submittedAt} ${suggest.data.entries.indexOf(entry)}`}
                        entry={entry}
                        customerId={customer.id}
                        onDismiss={() => setDismissed([...dismissed, entry])}
                      />
                    ))}
                  </ul>
                )}
                <AnsweredBy origin={suggest.data} />
              </>
            )
          )}
        </div>
      </Modal.Body>
    </Modal>
  );
}

interface SuggestedEntryProps {
  entry: EntrySuggestion;
  customerId: string;
  onDismiss: () => void;
}

function SuggestedEntry({ entry, customerId, onDismiss }: SuggestedEntryProps) {
  const [text, setText] = useState(entry.text);
  const add = useAddNote();
  return (
    <li className="entry-suggestion">
      <div className="timeline-head">
        <strong>{formatConstant(entry.kind)}</strong>
        <MadeByAi />
        {add.isSuccess && <span className="state-badge tone-good">In the log</span>}
      </div>
      <FormProblemProvider value={add.error}>
        <ProblemAlert problem={add.error} shown={['/text']} />
        <Field label="Text of the entry" labelHidden pointer="/text">
          {({ invalid, ...control }) => (
            <textarea
              {...control}
              className={`form-control ${invalid ? 'is-invalid' : ''}`}
              rows={2}
              value={text}
              disabled={add.isSuccess}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </FormProblemProvider>
      <Tags tags={entry.tags} />
      {entry.task && (
        <p className="task-line">
          <span className="state-badge tone-busy">Task</span> due {formatDateTime(entry.task.dueAt)}
          {entry.task.assignee && ` · ${entry.task.assignee}`}
        </p>
      )}
      <p className="entry-why">Why: {entry.why}</p>
      {!add.isSuccess && (
        <div className="page-actions">
          <Button
            size="sm"
            disabled={add.isPending || text.trim() === ''}
            onClick={() =>
              add.mutate({
                customerId,
                kind: entry.kind,
                text: text.trim(),
                tags: entry.tags,
                ...(entry.task ? { task: entry.task } : {}),
                source: 'AI',
              })
            }
          >
            Add to the log
          </Button>
          <Button size="sm" variant="outline-secondary" onClick={onDismiss}>
            Dismiss
          </Button>
        </div>
      )}
    </li>
  );
}
