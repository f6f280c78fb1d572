import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Facts } from '@/components/Facts';
import { Field, FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { TagsInput } from '@/components/TagsInput';
import { Problem } from '@/lib/api/problem';
import type { AiSettings, AiSettingsDraft } from '@/lib/api/types';
import { formatDateTime, formatMoney, formatNumber } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useAiSettings, useSaveAiSettings } from './aiApi';

const subtitle =
  'A language model puts things into words. Figures and rules are always checked by the platform, and everything works without one.';

export function AiSettingsPage() {
  const settings = useAiSettings();
  const canRead = useCan('write');
  if (!canRead) {
    return (
      <>
        <PageHeader title="AI settings" subtitle={subtitle} />
        <Panel>
          <EmptyState icon="lock" title="These settings are not for you to see" />
        </Panel>
      </>
    );
  }
  if (!settings.data) {
    return (
      <>
        <PageHeader title="AI settings" subtitle={subtitle} />
        <Panel>
          {settings.isError ? (
            <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
          ) : (
            <Skeleton label="Loading the settings" />
          )}
        </Panel>
      </>
    );
  }
  return (
    <>
      <PageHeader title="AI settings" subtitle={subtitle} />
      <div className="columns-side columns-side-end">
        <div>
          <SettingsForm latest={settings.data} />
        </div>
        <div>
          <State settings={settings.data} />
        </div>
      </div>
    </>
  );
}

/** Whether the model is used at the moment, and what it has cost today. */
function State({ settings }: { settings: AiSettings }) {
  const { available, unavailable, keyConfigured, server, model, today } = settings;
  const spent = Number(today.spent);
  const budget = Number(today.budget);
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
            ['Key', keyConfigured ? 'Configured in the environment' : 'None configured'],
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
          aria-valuenow={budget === 0 ? 0 : Math.min(100, Math.round((spent / budget) * 100))}
        >
          <span style={{ width: `${budget === 0 ? 0 : Math.min(100, (spent / budget) * 100)}%` }} />
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

interface Edit {
  enabled: boolean;
  model: string;
  dailyBudget: string;
  inputPrice: string;
  outputPrice: string;
  brandVoice: string;
  forbiddenWords: string[];
}

const editOf = (settings: AiSettings): Edit => ({
  enabled: settings.enabled,
  // The environment's is not written down, so that it is followed when it changes.
  model: settings.model === settings.defaultModel ? '' : settings.model,
  dailyBudget: settings.dailyBudget,
  inputPrice: settings.inputPrice,
  outputPrice: settings.outputPrice,
  brandVoice: settings.brandVoice ?? '',
  forbiddenWords: settings.forbiddenWords,
});

const draftOf = ({
  model,
  brandVoice,
  dailyBudget,
  inputPrice,
  outputPrice,
  ...edit
}: Edit): AiSettingsDraft => ({
  ...edit,
  ...(model.trim() ? { model: model.trim() } : {}),
  ...(brandVoice.trim() ? { brandVoice: brandVoice.trim() } : {}),
  ...(dailyBudget.trim() ? { dailyBudget: dailyBudget.trim() } : {}),
  ...(inputPrice.trim() ? { inputPrice: inputPrice.trim() } : {}),
  ...(outputPrice.trim() ? { outputPrice: outputPrice.trim() } : {}),
});

const pointers = ['/model', '/dailyBudget', '/inputPrice', '/outputPrice', '/brandVoice', '/forbiddenWords'];

function SettingsForm({ latest }: { latest: AiSettings }) {
  // What the edit started from: its version is the one to be replaced.
  const [base, setBase] = useState(latest);
  const [edit, setEdit] = useState(() => editOf(latest));
  const save = useSaveAiSettings(base.version);
  const canChange = useCan('configure');
  const isStale = save.error instanceof Problem && save.error.status === 412;
  const set = (change: Partial<Edit>) => {
    setEdit((current) => ({ ...current, ...change }));
    if (save.isSuccess) save.reset();
  };
  const take = (settings: AiSettings) => {
    setBase(settings);
    setEdit(editOf(settings));
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(draftOf(edit), { onSuccess: take });
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormProblemProvider value={isStale ? null : save.error}>
        <ProblemAlert problem={isStale ? null : save.error} shown={pointers} />
        {isStale && (
          <div className="notice notice-warn" role="alert">
            <div>
              <strong>Somebody else changed these settings meanwhile.</strong> Nothing of yours was saved.
            </div>
            <Button
              size="sm"
              variant="outline-secondary"
              onClick={() => {
                take(latest);
                save.reset();
              }}
            >
              See the latest
            </Button>
          </div>
        )}
        <fieldset disabled={!canChange}>
          <Panel title="Language model">
            <div className="form-check form-switch mb-3">
              <input
                id="ai-enabled"
                type="checkbox"
                role="switch"
                className="form-check-input"
                checked={edit.enabled}
                onChange={({ target }) => set({ enabled: target.checked })}
              />
              <label className="form-check-label" htmlFor="ai-enabled">
                Use the model where there is one
              </label>
            </div>
            <div className="form-grid">
              <TextField
                label="Model"
                pointer="/model"
                placeholder={latest.defaultModel}
                hint={`Left empty, it is the environment’s: ${latest.defaultModel}.`}
                value={edit.model}
                onChange={(model) => set({ model })}
              />
              <TextField
                label="Budget a day, in US dollars"
                pointer="/dailyBudget"
                inputMode="decimal"
                hint="Once it is spent, the built-in rules answer until midnight."
                value={edit.dailyBudget}
                onChange={(dailyBudget) => set({ dailyBudget })}
              />
              <TextField
                label="Price of a million tokens in"
                pointer="/inputPrice"
                inputMode="decimal"
                hint="In US dollars, to work out what is spent."
                value={edit.inputPrice}
                onChange={(inputPrice) => set({ inputPrice })}
              />
              <TextField
                label="Price of a million tokens out"
                pointer="/outputPrice"
                inputMode="decimal"
                value={edit.outputPrice}
                onChange={(outputPrice) => set({ outputPrice })}
              />
            </div>
          </Panel>
          <Panel
            title="How the business speaks"
            note="Holds for every draft, and for the checks of what people write"
          >
            <Field label="Brand voice" pointer="/brandVoice">
              {({ invalid, ...control }) => (
                <textarea
                  {...control}
                  className={`form-control ${invalid ? 'is-invalid' : ''}`}
                  rows={4}
                  maxLength={2_000}
                  placeholder="Warm and plain. We say “you”, never “dear customer”, and use no exclamation marks."
                  value={edit.brandVoice}
                  onChange={({ target }) => set({ brandVoice: target.value })}
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
                  values={edit.forbiddenWords}
                  onChange={(forbiddenWords) => set({ forbiddenWords })}
                />
              )}
            </Field>
          </Panel>
        </fieldset>
        {canChange ? (
          <div className="form-actions">
            {save.isSuccess && (
              <span className="text-secondary me-auto" role="status">
                Saved
              </span>
            )}
            <Button type="submit" disabled={save.isPending}>
              {save.isPending ? 'Saving…' : 'Save settings'}
            </Button>
          </div>
        ) : (
          <p className="text-secondary mt-3">Only managers and administrators change these settings.</p>
        )}
        {base.updatedAt && (
          <p className="text-secondary mt-2">
            Last changed {formatDateTime(base.updatedAt)}
            {base.updatedBy && ` by ${base.updatedBy}`}
          </p>
        )}
      </FormProblemProvider>
    </form>
  );
}
