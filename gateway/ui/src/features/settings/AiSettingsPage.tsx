import { Facts } from '@/components/Facts';
import { Field, TextField } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { Switch } from '@/components/Switch';
import { TagsInput } from '@/components/TagsInput';
import type { AiSettings, FieldFault } from '@/lib/api/types';
import { formatDateTime, formatMoney, formatNumber } from '@/lib/format';
import { changeOf, formOf, type AiForm } from './aiForm';
import { useAi, useSaveAi } from './api';
import { SettingsForm } from './SettingsForm';

export function AiSettingsPage() {
  return (
    <SettingsForm
      what="these settings"
      settings={useAi()}
      save={useSaveAi()}
      formOf={formOf}
      changeOf={changeOf}
      theirsOf={({ updatedBy, updatedAt }) =>
        `By ${updatedBy ?? 'somebody'}, on ${formatDateTime(updatedAt)}.`
      }
      isShown={isShown}
    >
      {({ form, change, latest, faults }) => (
        <AiFields form={form} onChange={change} latest={latest} faults={faults} />
      )}
    </SettingsForm>
  );
}

const isShown = (pointer: string) =>
  /^\/(model|dailyBudget|inputPrice|outputPrice|brandVoice|forbiddenWords(\/\d+)?)$/.test(pointer);

const VOICE_AT_MOST = 2_000;

interface AiFieldsProps {
  form: AiForm;
  onChange: (part: Partial<AiForm>) => void;
  latest: AiSettings;
  faults: FieldFault[];
}

function AiFields({ form, onChange, latest, faults }: AiFieldsProps) {
  const wordFaults = faults.filter(({ pointer }) => pointer.startsWith('/forbiddenWords/'));
  const text = (name: keyof AiForm) => ({
    pointer: `/${name}`,
    value: String(form[name]),
    onChange: (value: string) => onChange({ [name]: value }),
  });

  return (
    <div className="editor">
      <div className="settings-sections">
        <Panel
          title="Language model"
          note="It puts things into words. Figures come from the data, rules are checked, and everything works without one."
        >
          <Switch
            label="Use the model where there is one"
            checked={form.enabled}
            onChange={(enabled) => onChange({ enabled })}
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
            <TextField label="Price of a million tokens out" {...text('outputPrice')} inputMode="decimal" />
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
                onChange={({ target }) => onChange({ brandVoice: target.value })}
              />
            )}
          </Field>
          <Field
            label="Words that no draft may use"
            pointer="/forbiddenWords"
            className="mt-3"
            hint="Press Enter or type a comma after each."
          >
            {({ id, 'aria-describedby': describedBy }) => (
              <TagsInput
                id={id}
                aria-describedby={describedBy}
                label="Words that no draft may use"
                values={form.forbiddenWords}
                onChange={(forbiddenWords) => onChange({ forbiddenWords })}
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
