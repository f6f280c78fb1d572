import { Field, TextField } from '@/components/forms';
import { TagsInput } from '@/components/TagsInput';
import type { Communication, TaskPlan } from '@/lib/api/types';
import { fromLocalInput, toLocalInput } from '@/lib/format';

/** What a person writes down, as the inputs hold it. */
export interface EntryDraft {
  text: string;
  tags: string[];
  /** When it was, as `datetime-local` has it; empty for now. */
  at: string;
  /** As `datetime-local` has it; empty for none. */
  dueAt: string;
  assignee: string;
}

export const emptyEntry: EntryDraft = { text: '', tags: [], at: '', dueAt: '', assignee: '' };

export const entryPointers = ['/text', '/tags', '/at', '/task/dueAt', '/task/assignee'] as const;

export function entryDraftOf(entry: Communication): EntryDraft {
  return {
    text: entry.body ?? '',
    tags: entry.tags,
    at: toLocalInput(entry.at),
    dueAt: entry.task ? toLocalInput(entry.task.dueAt) : '',
    assignee: entry.task?.assignee ?? '',
  };
}

/** Null where there is nothing to do. A person without a date is sent as it is, for the service to say what lacks. */
export function taskOf({ dueAt, assignee }: EntryDraft): TaskPlan | null {
  const person = assignee.trim();
  if (dueAt === '' && person === '') return null;
  return {
    ...(dueAt === '' ? {} : { dueAt: fromLocalInput(dueAt) }),
    ...(person === '' ? {} : { assignee: person }),
  };
}

interface EntryFieldsProps {
  draft: EntryDraft;
  onChange: (draft: EntryDraft) => void;
  /** Whether it can be said when it was. */
  dated?: boolean;
  /** Whether tags and a task can be given. */
  detailed: boolean;
  textLabel: string;
  textLabelHidden?: boolean;
}

export function EntryFields(props: EntryFieldsProps) {
  const { draft, onChange, dated = false, detailed, textLabel, textLabelHidden } = props;
  return (
    <>
      <Field label={textLabel} labelHidden={textLabelHidden} pointer="/text">
        {({ invalid, ...control }) => (
          <textarea
            {...control}
            className={`form-control ${invalid ? 'is-invalid' : ''}`}
            rows={2}
            placeholder="Write down what was said or agreed…"
            value={draft.text}
            onChange={(event) => onChange({ ...draft, text: event.target.value })}
          />
        )}
      </Field>
      {dated && (
        <TextField
          label="When"
          pointer="/at"
          type="datetime-local"
          hint="Empty for now."
          value={draft.at}
          onChange={(at) => onChange({ ...draft, at })}
        />
      )}
      {detailed && (
        <>
          <Field label="Tags" pointer="/tags">
            {({ id }) => (
              <TagsInput
                id={id}
                label="Tags"
                values={draft.tags}
                onChange={(tags) => onChange({ ...draft, tags })}
              />
            )}
          </Field>
          <div className="form-grid">
            <TextField
              label="To be done by"
              pointer="/task/dueAt"
              type="datetime-local"
              value={draft.dueAt}
              onChange={(dueAt) => onChange({ ...draft, dueAt })}
            />
            <TextField
              label="By whom"
              pointer="/task/assignee"
              placeholder="Name or e-mail; nobody in particular if empty"
              value={draft.assignee}
              onChange={(assignee) => onChange({ ...draft, assignee })}
            />
          </div>
        </>
      )}
    </>
  );
}
