import { Field, TextField } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { Switch } from '@/components/Switch';
import type { BrandSettings } from '@/lib/api/types';
import { useBrand, useSaveBrand } from './api';
import { BrandPreview } from './BrandPreview';
import {
  changeOf,
  contrast,
  differences,
  formOf,
  isColor,
  readableOn,
  texts,
  type BrandForm,
} from './brandForm';
import { Changes } from './Changes';
import { SettingsForm } from './SettingsForm';

export function BrandSettingsPage() {
  return (
    <SettingsForm
      what="the brand"
      settings={useBrand()}
      save={useSaveBrand()}
      formOf={formOf}
      changeOf={changeOf}
      theirsOf={(theirs, base) =>
        `By ${theirs.changes[0]?.by ?? 'somebody'}: ${differences(theirs, base ?? {}).join(', ')}.`
      }
      isShown={(pointer) => texts.some((name) => pointer === `/${name}`)}
    >
      {({ form, change, latest }) => <BrandFields form={form} onChange={change} latest={latest} />}
    </SettingsForm>
  );
}

/** What is used where no colour is chosen. */
const COLOR = '#4338ca';
/** WCAG 2.2, for text of normal size. */
const READABLE = 4.5;

interface BrandFieldsProps {
  form: BrandForm;
  onChange: (part: Partial<BrandForm>) => void;
  latest: BrandSettings;
}

function BrandFields({ form, onChange, latest }: BrandFieldsProps) {
  const text = (name: Exclude<keyof BrandForm, 'tracking'>) => ({
    pointer: `/${name}`,
    value: form[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  const ground = isColor(form.color) ? form.color : COLOR;
  const ink = isColor(form.textColor) ? form.textColor : readableOn(ground);
  const ratio = contrast(ground, ink);

  return (
    <div className="editor">
      <div className="settings-sections">
        <Panel title="Who you are">
          <div className="form-grid">
            <TextField label="Name" {...text('name')} required hint="As recipients know the business." />
            <TextField label="Website" {...text('websiteUrl')} type="url" placeholder="https://example.com" />
            <Field
              className="wide"
              label="Postal address"
              pointer="/postalAddress"
              hint="Stands at the foot of every e-mail: the law demands it in advertising."
            >
              {({ invalid, ...control }) => (
                <textarea
                  {...control}
                  rows={3}
                  className={`form-control ${invalid ? 'is-invalid' : ''}`}
                  value={form.postalAddress}
                  onChange={({ target }) => onChange({ postalAddress: target.value })}
                />
              )}
            </Field>
          </div>
        </Panel>
        <Panel title="Looks">
          <div className="form-grid">
            <ColorField
              label="Colour"
              hint="Of buttons, links and the headline."
              {...text('color')}
              shown={ground}
            />
            <ColorField
              label="Text on it"
              hint={
                ratio < READABLE
                  ? `Hard to read on that colour: a contrast of ${ratio.toFixed(1)}, where ${READABLE} is needed.`
                  : 'White or black where this is empty, whichever reads better.'
              }
              {...text('textColor')}
              shown={ink}
            />
            <TextField
              className="wide"
              label="Logo"
              {...text('logoUrl')}
              type="url"
              placeholder="https://example.com/logo.png"
              hint="The address of an image. Without one, the name is written."
            />
            <TextField
              label="Language"
              {...text('locale')}
              placeholder="en-IN"
              hint="How dates and money are written, as a tag such as en-IN."
            />
          </div>
        </Panel>
        <Panel title="Sender">
          <div className="form-grid">
            <TextField label="From: name" {...text('fromName')} placeholder={form.name} />
            <TextField
              label="From: address"
              {...text('fromAddress')}
              type="email"
              placeholder="hello@example.com"
              hint="Mail from it has to be signed for its domain, or it ends as spam."
            />
            <TextField
              label="Reply to"
              {...text('replyTo')}
              type="email"
              hint="The sender’s address where this is empty."
            />
          </div>
        </Panel>
        <Panel title="Tracking">
          <Switch
            label="Opens and clicks are counted"
            note="By a small picture in each e-mail, and links that lead through us. Without it, nothing is known of who reads what."
            checked={form.tracking}
            onChange={(tracking) => onChange({ tracking })}
          />
        </Panel>
        <Changes
          changes={latest.changes.map(({ at, by, brand }, place) => ({
            at,
            by,
            words: differences(brand, latest.changes[place + 1]?.brand ?? {}),
          }))}
        />
      </div>
      <div className="editor-preview">
        <Panel title="Preview" note="How an e-mail looks with it">
          <BrandPreview form={form} color={ground} textColor={ink} />
        </Panel>
      </div>
    </div>
  );
}

interface ColorFieldProps {
  label: string;
  pointer: string;
  hint?: string;
  value: string;
  /** What is shown where nothing is chosen. */
  shown: string;
  onChange: (value: string) => void;
}

function ColorField({ label, pointer, hint, value, shown, onChange }: ColorFieldProps) {
  return (
    <Field label={label} pointer={pointer} hint={hint}>
      {({ invalid, ...control }) => (
        <span className="color-input">
          <input
            type="color"
            className="form-control form-control-color"
            aria-label={`${label}: choose`}
            value={shown}
            onChange={({ target }) => onChange(target.value)}
          />
          <input
            {...control}
            className={`form-control ${invalid ? 'is-invalid' : ''}`}
            placeholder={shown}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        </span>
      )}
    </Field>
  );
}
