import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ChangedMeanwhile, TheirVersion } from '@/components/ChangedMeanwhile';
import { FormProblemProvider, ProblemAlert } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import { UnsavedChanges } from '@/components/UnsavedChanges';
import { Problem } from '@/lib/api/problem';
import type { FieldFault } from '@/lib/api/types';
import { useEdit } from '@/lib/useEdit';
import { SaveBar } from './SaveBar';

interface Editing<S, F> {
  form: F;
  change: (part: Partial<F>) => void;
  /** As they are saved. */
  latest: S;
  /** What the last attempt to save came back with. */
  faults: FieldFault[];
}

interface SettingsFormProps<S extends { version: number }, F, C> {
  /** Such as `the brand`. */
  what: string;
  settings: UseQueryResult<S>;
  save: UseMutationResult<S, Error, { change: C; version: number }>;
  formOf: (settings: S | undefined) => F;
  changeOf: (form: F) => C;
  /** What somebody else saved meanwhile, in words. */
  theirsOf: (theirs: S, base: S | undefined) => ReactNode;
  /** Whether an input shows what is wrong there itself. */
  isShown: (pointer: string) => boolean;
  children: (editing: Editing<S, F>) => ReactNode;
}

/** Settings that are saved as a whole: loaded, edited by one person at a time, saved or taken back. */
export function SettingsForm<S extends { version: number }, F, C>(props: SettingsFormProps<S, F, C>) {
  const { what, settings } = props;
  if (settings.data) return <Editor {...props} latest={settings.data} />;
  return (
    <Panel>
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <Skeleton label={`Loading ${what}`} />
      )}
    </Panel>
  );
}

type EditorProps<S extends { version: number }, F, C> = SettingsFormProps<S, F, C> & { latest: S };

function Editor<S extends { version: number }, F, C>(props: EditorProps<S, F, C>) {
  const { what, latest, save, formOf, changeOf, theirsOf, isShown, children } = props;
  const [isSaved, setSaved] = useState(false);
  const { base, edit: form, change, ...editing } = useEdit(latest, formOf, save);
  const faults = editing.problem instanceof Problem ? editing.problem.faults : [];

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      { change: changeOf(form), version: base?.version ?? 0 },
      {
        onSuccess: (stored) => {
          editing.saved(stored);
          setSaved(true);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate>
      <UnsavedChanges when={editing.isDirty} />
      <FormProblemProvider value={editing.problem}>
        <ProblemAlert
          problem={editing.problem}
          shown={faults.map(({ pointer }) => pointer).filter(isShown)}
        />
        {editing.isConflict && (
          <ChangedMeanwhile
            what={what}
            theirs={editing.theirs && theirsOf(editing.theirs, base)}
            onKeep={editing.keepMine}
            onTake={editing.takeTheirs}
          />
        )}
        {editing.mine && <TheirVersion onBack={editing.backToMine} />}
        {children({ form, change, latest, faults })}
        <SaveBar
          isDirty={editing.isDirty}
          isSaving={save.isPending}
          isSaved={isSaved}
          onReset={() => change(formOf(base))}
        />
      </FormProblemProvider>
    </form>
  );
}
