import { SelectField, TextField } from '@/components/forms';
import { InstantField } from '@/components/InstantField';
import { LengthField } from '@/components/LengthField';
import { Panel } from '@/components/Panel';
import { RadioChoice } from '@/components/RadioChoice';
import { Switch } from '@/components/Switch';
import { browserZone, exists, parseLocal } from '@/lib/zones';
import type { CampaignForm, Clock, When } from './campaignForm';
import { RecurrenceEditor } from './RecurrenceEditor';

const choices: { value: When; label: string; icon: string; note: string }[] = [
  {
    value: 'LIVE',
    label: 'Live',
    icon: 'broadcast',
    note: 'Everybody in the segment, and whoever joins it, the moment they join.',
  },
  { value: 'NOW', label: 'Once, now', icon: 'send', note: 'Everybody who is in the segment at the launch.' },
  {
    value: 'AT',
    label: 'Once, at a time',
    icon: 'calendar-event',
    note: 'Everybody who is in the segment when that time comes.',
  },
  {
    value: 'RECURRING',
    label: 'Recurring',
    icon: 'arrow-repeat',
    note: 'Everybody who is in the segment each time it comes round.',
  },
];

interface WhenSectionProps {
  form: CampaignForm;
  onChange: (change: Partial<CampaignForm>) => void;
  /** The zone of the business. */
  platformZone: string;
}

export function WhenSection({ form, onChange, platformZone }: WhenSectionProps) {
  return (
    <Panel id="when" title="When">
      <RadioChoice
        label="When it goes out"
        labelHidden
        cards
        options={choices}
        value={form.when}
        onChange={(when) => onChange({ when })}
      />
      {form.when === 'AT' && <AtATime {...{ form, onChange, platformZone }} />}
      {form.when === 'RECURRING' && (
        <>
          <RecurrenceEditor
            cron={form.cron}
            onChange={(cron) => onChange({ cron })}
            zone={platformZone}
            start={form.start}
            end={form.end}
          />
          <Between form={form} onChange={onChange} />
        </>
      )}
      {form.when === 'LIVE' && (
        <>
          <Between form={form} onChange={onChange} />
          <Switch
            label="Whoever joins again may get it again"
            note="Without this, nobody gets it twice, however often they leave and join."
            checked={form.reentryAfter !== ''}
            onChange={(again) => onChange({ reentryAfter: again ? 'P30D' : '' })}
          />
          {form.reentryAfter !== '' && (
            <LengthField
              label="After at least"
              pointer="/reentry/after"
              value={form.reentryAfter}
              onChange={(reentryAfter) => reentryAfter && onChange({ reentryAfter })}
            />
          )}
        </>
      )}
    </Panel>
  );
}

function AtATime({ form, onChange, platformZone }: WhenSectionProps) {
  const wall = parseLocal(form.localAt);
  const isSkipped = form.clock === 'PLATFORM' && wall !== undefined && !exists(wall, platformZone);
  const clocks: { value: Clock; label: string }[] = [
    { value: 'PLATFORM', label: `The business’s (${platformZone})` },
    { value: 'RECIPIENT', label: 'Each recipient’s own' },
    ...(form.clock === 'INSTANT' ? [{ value: 'INSTANT' as const, label: `Yours (${browserZone()})` }] : []),
  ];
  return (
    <div className="form-grid">
      {form.clock === 'INSTANT' ? (
        <InstantField
          label="Date and time"
          pointer="/schedule/at"
          required
          value={form.at}
          onChange={(at) => onChange({ at })}
        />
      ) : (
        <TextField
          label="Date and time"
          pointer="/schedule/localAt"
          type="datetime-local"
          required
          hint={
            isSkipped
              ? `Clocks in ${platformZone} skip this time: daylight saving puts them forward then.`
              : undefined
          }
          value={form.localAt}
          onChange={(localAt) => onChange({ localAt })}
        />
      )}
      <SelectField
        label="Time zone"
        pointer="/schedule/zone"
        options={clocks}
        hint={
          form.clock === 'RECIPIENT'
            ? 'It goes around the world in about a day, reaching everybody at their own time.'
            : undefined
        }
        value={form.clock}
        onChange={(clock) => onChange({ clock: clock as Clock })}
      />
    </div>
  );
}

function Between({ form, onChange }: Omit<WhenSectionProps, 'platformZone'>) {
  const zone = `By your clock (${browserZone()}).`;
  return (
    <div className="form-grid">
      <InstantField
        label="Not before"
        pointer="/schedule/start"
        hint={`${zone} Empty for the launch.`}
        value={form.start}
        onChange={(start) => onChange({ start })}
      />
      <InstantField
        label="Not after"
        pointer="/schedule/end"
        hint={form.when === 'LIVE' ? 'Empty until somebody stops it.' : 'Empty for ever.'}
        value={form.end}
        onChange={(end) => onChange({ end })}
      />
    </div>
  );
}
