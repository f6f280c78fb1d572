import { Field, SelectField } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { Switch } from '@/components/Switch';
import { useCan } from '@/lib/session';
import type { CampaignForm } from './campaignForm';

interface GuardsSectionProps {
  form: CampaignForm;
  onChange: (change: Partial<CampaignForm>) => void;
}

const priorityWord = (priority: number) =>
  priority <= 3 ? 'low' : priority <= 6 ? 'normal' : priority <= 8 ? 'high' : 'highest';

export function GuardsSection({ form, onChange }: GuardsSectionProps) {
  const mayOverride = useCan('launch');
  const only = mayOverride ? '' : ' Only a manager changes this.';
  return (
    <Panel
      id="guards"
      title="Guards"
      note="Nobody gets a message they did not agree to, or asked to be spared: that always holds"
    >
      <Field
        label="Priority"
        pointer="/priority"
        hint="Where campaigns compete for the same people, the higher one goes first and so takes what caps allow."
      >
        {({ invalid, ...control }) => (
          <div className={`share-row share-row-single ${invalid ? 'is-invalid' : ''}`}>
            <input
              {...control}
              type="range"
              className="form-range"
              min={1}
              max={10}
              value={form.priority}
              aria-valuetext={`${form.priority}, ${priorityWord(form.priority)}`}
              onChange={({ target }) => onChange({ priority: target.valueAsNumber })}
            />
            <output className="num" htmlFor={control.id}>
              {form.priority} <small>{priorityWord(form.priority)}</small>
            </output>
          </div>
        )}
      </Field>
      <SelectField
        className="tracking"
        label={form.channel === 'SMS' ? 'Clicks' : 'Opens and clicks'}
        hint={
          form.channel === 'SMS'
            ? 'Links are replaced by short ones of ours; the preview counts with their length.'
            : undefined
        }
        pointer="/content/tracking"
        options={[
          { value: '', label: 'As the brand has it' },
          { value: 'true', label: 'Are counted' },
          { value: 'false', label: 'Are not counted' },
        ]}
        value={form.tracking === null ? '' : String(form.tracking)}
        onChange={(value) => onChange({ tracking: value === '' ? null : value === 'true' })}
      />
      <Switch
        label="Ignore frequency caps"
        note={`It is sent, and counted, however much somebody got lately.${only}`}
        disabled={!mayOverride}
        checked={form.ignoreCaps}
        onChange={(ignoreCaps) => onChange({ ignoreCaps })}
      />
      <Switch
        label="Ignore quiet hours"
        note={`It is sent at night, too.${only}`}
        disabled={!mayOverride}
        checked={form.ignoreQuietHours}
        onChange={(ignoreQuietHours) => onChange({ ignoreQuietHours })}
      />
    </Panel>
  );
}
