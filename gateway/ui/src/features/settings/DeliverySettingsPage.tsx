import Button from 'react-bootstrap/Button';
import { Faults, TextField } from '@/components/forms';
import { LengthField } from '@/components/LengthField';
import { NumberField } from '@/components/NumberField';
import { Panel } from '@/components/Panel';
import { Switch } from '@/components/Switch';
import { useDeliverySettings, useSaveDelivery } from './api';
import { Changes } from './Changes';
import { changeOf, differences, formOf, type CapForm, type DeliveryForm } from './deliveryForm';
import { QuietDay } from './QuietDay';
import { SendingLimits } from './SendingLimits';
import { SettingsForm } from './SettingsForm';

export function DeliverySettingsPage() {
  return (
    <SettingsForm
      what="these settings"
      settings={useDeliverySettings()}
      save={useSaveDelivery()}
      formOf={formOf}
      changeOf={changeOf}
      theirsOf={(theirs, base) =>
        `By ${theirs.changes[0]?.by ?? 'somebody'}: ${differences(theirs, base ?? FIRST).join(', ')}.`
      }
      isShown={isShown}
    >
      {({ form, change, latest }) => (
        <div className="settings-sections">
          <Panel title="Approval">
            <Switch
              label="A campaign needs approval before it is launched"
              note="Somebody else than who wrote it, or asked for it, has to look at it and say yes."
              checked={form.approvalRequired}
              onChange={(approvalRequired) => change({ approvalRequired })}
            />
          </Panel>
          <Panel
            title="Frequency caps"
            note="How much a person gets at most, of all campaigns together. What is over is skipped."
          >
            <Caps
              what="e-mails"
              name="emailCaps"
              caps={form.emailCaps}
              onChange={(emailCaps) => change({ emailCaps })}
            />
            <Caps
              what="text messages"
              name="smsCaps"
              caps={form.smsCaps}
              onChange={(smsCaps) => change({ smsCaps })}
            />
          </Panel>
          <QuietHours form={form} onChange={change} />
          <AutomaticPause form={form} onChange={change} />
          <SendingLimits form={form} defaults={latest.defaultLimits} onChange={change} />
          <Changes
            changes={latest.changes.map(({ at, by, settings }, place) => ({
              at,
              by,
              words: differences(settings, latest.changes[place + 1]?.settings ?? FIRST),
            }))}
          />
        </div>
      )}
    </SettingsForm>
  );
}

/** What held before anybody set anything. */
const FIRST = changeOf(formOf(undefined));

const isShown = (pointer: string) =>
  /^\/(email|sms)Caps(\/\d+\/(messages|per))?$|^\/quietHours\/(from|to|spreadOver)$|^\/automaticPause\/\w+$|^\/limits\/(email|sms|domains\/\d+)\/(perSecond|concurrency|domain)$|^\/limits\/domains$/.test(
    pointer,
  );

interface CapsProps {
  what: string;
  name: 'emailCaps' | 'smsCaps';
  caps: CapForm[];
  onChange: (caps: CapForm[]) => void;
}

const CAPS_AT_MOST = 5;

function Caps({ what, name, caps, onChange }: CapsProps) {
  const set = (at: number, part: Partial<CapForm>) =>
    onChange(caps.map((cap, index) => (index === at ? { ...cap, ...part } : cap)));
  return (
    <div className="caps" role="group" aria-label={`Caps on ${what}`}>
      <div className="caps-head">
        <h3>{what.charAt(0).toUpperCase() + what.slice(1)}</h3>
        <Button
          variant="outline-secondary"
          size="sm"
          disabled={caps.length >= CAPS_AT_MOST}
          title={caps.length >= CAPS_AT_MOST ? `At most ${CAPS_AT_MOST} caps` : undefined}
          aria-label={`Add a cap on ${what}`}
          onClick={() => onChange([...caps, { messages: 3, per: 'P7D' }])}
        >
          <i className="bi bi-plus-lg me-1" aria-hidden="true" /> Add a cap
        </Button>
      </div>
      {caps.length === 0 && <p className="form-text">No cap: every campaign may write to them.</p>}
      {caps.map(({ messages, per }, at) => (
        <div key={at} className="cap-row">
          <NumberField
            label="At most"
            pointer={`/${name}/${at}/messages`}
            min={1}
            max={100}
            value={messages}
            onChange={(value) => set(at, { messages: value })}
          />
          <LengthField
            label="In any"
            pointer={`/${name}/${at}/per`}
            value={per}
            onChange={(value) => set(at, { per: value })}
          />
          <Button
            variant="outline-secondary"
            aria-label={`Remove cap ${at + 1} on ${what}`}
            onClick={() => onChange(caps.filter((_, index) => index !== at))}
          >
            <i className="bi bi-x-lg" aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Faults pointer={`/${name}`} />
    </div>
  );
}

interface PartProps {
  form: DeliveryForm;
  onChange: (part: Partial<DeliveryForm>) => void;
}

function QuietHours({ form, onChange }: PartProps) {
  return (
    <Panel
      title="Quiet hours"
      note="By each recipient’s own clock. What is held back is sent afterwards, not dropped."
    >
      <Switch
        label="Nobody is written to at night"
        checked={form.isQuiet}
        onChange={(isQuiet) => onChange({ isQuiet })}
      />
      {form.isQuiet && (
        <>
          <div className="form-grid form-grid-three">
            <TextField
              label="From"
              pointer="/quietHours/from"
              type="time"
              value={form.quietFrom}
              onChange={(quietFrom) => onChange({ quietFrom })}
            />
            <TextField
              label="To"
              pointer="/quietHours/to"
              type="time"
              value={form.quietTo}
              onChange={(quietTo) => onChange({ quietTo })}
            />
            <LengthField
              label="Then sent over"
              pointer="/quietHours/spreadOver"
              units={['MIN', 'H']}
              value={form.spreadOver}
              onChange={(spreadOver) => onChange({ spreadOver })}
            />
          </div>
          <QuietDay from={form.quietFrom} to={form.quietTo} spreadOver={form.spreadOver} />
        </>
      )}
    </Panel>
  );
}

function AutomaticPause({ form, onChange }: PartProps) {
  return (
    <Panel
      title="Automatic pause"
      note="A campaign that goes wrong stops before the damage is done: mailbox providers block who is complained about."
    >
      <Switch
        label="Campaigns pause by themselves"
        checked={form.pauses}
        onChange={(pauses) => onChange({ pauses })}
      />
      {form.pauses && (
        <div className="form-grid form-grid-three">
          <NumberField
            label="When more bounce than"
            pointer="/automaticPause/bounceRate"
            unit="%"
            min={0}
            max={100}
            step={0.1}
            value={form.bounceRate}
            onChange={(bounceRate) => onChange({ bounceRate })}
          />
          <NumberField
            label="Or more complain than"
            pointer="/automaticPause/complaintRate"
            unit="%"
            min={0}
            max={100}
            step={0.1}
            value={form.complaintRate}
            onChange={(complaintRate) => onChange({ complaintRate })}
          />
          <NumberField
            label="Judged from"
            pointer="/automaticPause/atLeast"
            unit="sent"
            min={1}
            value={form.atLeast}
            onChange={(atLeast) => onChange({ atLeast })}
          />
        </div>
      )}
    </Panel>
  );
}
