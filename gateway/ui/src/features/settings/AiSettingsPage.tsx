import { useState, type FormEvent } from 'react';
import { ChangedMeanwhile, TheirVersion } from '@/components/ChangedMeanwhile';
import { Facts } from '@/components/Facts';
import { Field, FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import { Switch } from '@/components/Switch';
import { TagsInput } from '@/components/TagsInput';
import { UnsavedChanges } from '@/components/UnsavedChanges';
import { Problem } from '@/lib/api/problem';
import type { AiSettings } from '@/lib/api/types';
import { formatDateTime, formatMoney, formatNumber } from '@/lib/format';
import { useEdit } from '@/lib/useEdit';
import { changeOf, formOf, type AiForm } from './aiForm';
import { useAi, useSaveAi } from './api';
import { SaveBar } from './SaveBar';

export function AiSettingsPage() {
  const settings = useAi();
  if (settings.data) return <AiEditor latest={settings.data} />;
  return (
    <Panel>
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <Skeleton label="Loading the settings" />
      )}
    </Panel>
  );
}

const VOICE_AT_MOST = 2_000;

function AiEditor({ latest }: { latest: AiSettings }) {
  const save = useSaveAi();
  const [isSaved, setSaved] = useState(false);
  const { base, edit: form, change, ...editing } = useEdit(latest, formOf, save);
  const faults = editing.problem instanceof Problem ? editing.problem.faults : [];
  const wordFaults = faults.filter(({ pointer }) => pointer.startsWith('/forbiddenWords'));

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

  const text = (name: keyof AiForm) => ({
    pointer: `/${name}`,
    value: String(form[name]),
    onChange: (value: string) => change({ [name]: value }),
  });

  return (
    <form onSubmit={submit} noValidate>
      <UnsavedChanges when={editing.isDirty} />
      <FormProblemProvider value={editing.problem}>
        <ProblemAlert
          problem={editing.problem}
          shown={faults
            .map(({ pointer }) => pointer)
            .filter((pointer) => pointer.slice(1) in form || pointer.startsWith('/forbiddenWords/'))}
        />
        {editing.isConflict && (
          <ChangedMeanwhile
            what="these settings"
            theirs={
              editing.theirs &&
              `By ${editing.theirs.updatedBy ?? 'somebody'}, on ${formatDateTime(editing.theirs.updatedAt)}.`
            }
            onKeep={editing.keepMine}
            onTake={editing.takeTheirs}
          />
        )}
        {editing.mine && <TheirVersion onBack={editing.backToMine} />}
        <div className="editor">
          <div className="settings-sections">
            <Panel
              title="Language model"
              note="It puts things into words. Figures come from the data, rules are checked, and everything works without one."
            >
              <Switch
                label="Use the model where there is one"
                checked={form.enabled}
                onChange={(enabled) => change({ enabled })}
              />
              <div className="form-grid mt-3">
                <TextField
                  label="Model"
                  {...text('model')}
                  placeholder={latest.defaultModel}
                  hint={`${latest.defaultModel}, the environment’s, where this is empty.`}
                />
                <TextField
                  label="Budget a day, in US dollars"
                  {...text('dailyBudget')}
                  inputMode="decimal"
                  hint="Once it is spent, built-in rules answer until midnight."
                />
                <TextField
                  label="Price of a million tokens in"
                  {...text('inputPrice')}
                  inputMode="decimal"
                  hint="In US dollars, to work out what is spent."
                />
                <TextField
                  label="Price of a million tokens out"
                  {...text('outputPrice')}
                  inputMode="decimal"
                />
              </div>
            </Panel>
            <Panel title="How the business speaks" note="Every draft keeps to it">
              <Field
                label="Brand voice"
                pointer="/brandVoice"
                hint="In your own words: how you address people, what you never say."
              >
                {({ invalid, ...control }) => (
                  <textarea
                    {...control}
                    className={`form-control ${invalid ? 'is-invalid' : ''}`}
                    rows={4}
                    maxLength={VOICE_AT_MOST}
                    placeholder="Warm and plain. We say “you”, never “dear customer”, and use no exclamation marks."
                    value={form.brandVoice}
                    onChange={({ target }) => change({ brandVoice: target.value })}
                  />
                )}
              </Field>
              <Field
                label="Words that no draft may use"
                pointer="/forbiddenWords"
                className="mt-3"
                hint="Press Enter or type a comma after each."
              >
                {({ id }) => (
                  <TagsInput
                    id={id}
                    label="Words that no draft may use"
                    values={form.forbiddenWords}
                    onChange={(forbiddenWords) => change({ forbiddenWords })}
                  />
                )}
              </Field>
              {wordFaults.map(({ pointer, detail }) => (
                <div key={pointer} className="field-fault">
                  {form.forbiddenWords[Number(pointer.split('/')[2])]}: {detail}
                </div>
              ))}
            </Panel>
          </div>
          <div className="editor-preview">
            <State settings={latest} />
          </div>
        </div>
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

/** Whether the model is used at the moment, and what it has cost today. */
function State({ settings }: { settings: AiSettings }) {
  const { available, unavailable, keyConfigured, server, model, today, updatedAt, updatedBy } = settings;
  const [spent, budget] = [Number(today.spent), Number(today.budget)];
  const share = budget === 0 ? 0 : Math.min(100, (spent / budget) * 100);
  return (
    <>
      <Panel title="At the moment">
        <p>
          <span className={`state-badge tone-${available ? 'good' : 'calm'}`}>
            {available ? 'The model answers' : 'Built-in rules answer'}
          </span>
        </p>
        {unavailable && <p className="text-secondary">{unavailable}</p>}
        <Facts
          items={[
            ['Model', model],
            ['Server', server],
            // Whether there is one, and never what it is.
            ['Key', keyConfigured ? 'Configured in the environment' : 'None configured'],
            ...(updatedAt
              ? ([['Last changed', `${formatDateTime(updatedAt)}${updatedBy ? ` by ${updatedBy}` : ''}`]] as [
                  string,
                  string,
                ][])
              : []),
          ]}
        />
      </Panel>
      <Panel title="Today">
        <div
          className="meter mb-2"
          role="progressbar"
          aria-label="Of today’s budget"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share)}
        >
          <span style={{ width: `${share}%` }} />
        </div>
        <p>
          <strong>{formatMoney(today.spent, 'USD')}</strong> of {formatMoney(today.budget, 'USD')} spent
        </p>
        <Facts
          items={[
            ['Questions to the model', formatNumber(today.calls)],
            ['Tokens in', formatNumber(today.inputTokens)],
            ['Tokens out', formatNumber(today.outputTokens)],
          ]}
        />
      </Panel>
    </>
  );
}
