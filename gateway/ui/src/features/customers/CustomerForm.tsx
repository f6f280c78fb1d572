import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Field, FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import { TagsInput } from '@/components/TagsInput';
import type { Customer, CustomerChange } from '@/lib/api/types';
import { changesIn, draftOf, type CustomerDraft } from './customerDraft';

const shown = [
  '/externalId',
  '/firstName',
  '/lastName',
  '/email',
  '/phone',
  '/city',
  '/country',
  '/birthDate',
  '/timeZone',
  '/tags',
];

interface CustomerFormProps {
  customer?: Customer;
  problem: unknown;
  busy: boolean;
  submitLabel: string;
  onSubmit: (change: CustomerChange) => void;
  onCancel: () => void;
}

export function CustomerForm(props: CustomerFormProps) {
  const { customer, problem, busy, submitLabel, onSubmit, onCancel } = props;
  const [draft, setDraft] = useState(() => draftOf(customer));
  const set = (change: Partial<CustomerDraft>) => setDraft((before) => ({ ...before, ...change }));

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit(changesIn(draft, customer));
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormProblemProvider value={problem}>
        <ProblemAlert problem={problem} shown={shown} />
        <div className="form-grid">
          <TextField
            label="First name"
            pointer="/firstName"
            value={draft.firstName}
            onChange={(firstName) => set({ firstName })}
          />
          <TextField
            label="Last name"
            pointer="/lastName"
            value={draft.lastName}
            onChange={(lastName) => set({ lastName })}
          />
          <TextField
            label="E-mail"
            pointer="/email"
            type="email"
            value={draft.email}
            onChange={(email) => set({ email })}
          />
          <TextField
            label="Phone"
            pointer="/phone"
            type="tel"
            placeholder="+919812345678"
            value={draft.phone}
            onChange={(phone) => set({ phone })}
          />
          <TextField
            label="External id"
            pointer="/externalId"
            hint="Your shop’s number for this customer. This or an e-mail is needed."
            value={draft.externalId}
            onChange={(externalId) => set({ externalId })}
          />
          <TextField
            label="Birthday"
            pointer="/birthDate"
            type="date"
            value={draft.birthDate}
            onChange={(birthDate) => set({ birthDate })}
          />
          <TextField label="City" pointer="/city" value={draft.city} onChange={(city) => set({ city })} />
          <TextField
            label="Country"
            pointer="/country"
            placeholder="IN"
            maxLength={2}
            value={draft.country}
            onChange={(country) => set({ country: country.toUpperCase() })}
          />
          <TextField
            label="Time zone"
            pointer="/timeZone"
            placeholder="Asia/Kolkata"
            value={draft.timeZone}
            onChange={(timeZone) => set({ timeZone })}
          />
          <Field label="Tags" pointer="/tags">
            {({ id }) => (
              <TagsInput
                id={id}
                label="Tags"
                values={draft.tags}
                placeholder="vip, newsletter"
                onChange={(tags) => set({ tags })}
              />
            )}
          </Field>
          <fieldset className="wide">
            <legend className="form-label">Agreed to receive</legend>
            <div className="d-flex gap-4">
              {(['email', 'sms'] as const).map((channel) => (
                <label key={channel} className="form-check">
                  <input
                    type="checkbox"
                    className="form-check-input"
                    checked={draft.consent[channel]}
                    onChange={(event) =>
                      set({ consent: { ...draft.consent, [channel]: event.target.checked } })
                    }
                  />
                  <span className="form-check-label">{channel === 'email' ? 'E-mail' : 'SMS'}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <Attributes rows={draft.attributes} onChange={(attributes) => set({ attributes })} />
        </div>
        <div className="form-actions">
          <Button variant="outline-secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={busy}>
            {busy ? 'Saving…' : submitLabel}
          </Button>
        </div>
      </FormProblemProvider>
    </form>
  );
}

interface AttributesProps {
  rows: CustomerDraft['attributes'];
  onChange: (rows: CustomerDraft['attributes']) => void;
}

function Attributes({ rows, onChange }: AttributesProps) {
  const change = (at: number, part: Partial<{ name: string; value: string }>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="wide">
      <legend className="form-label">Attributes of your own</legend>
      <div className="pair-rows">
        {rows.map((row, at) => (
          <div key={at} className="pair-row">
            <TextField
              label={`Attribute ${at + 1}`}
              labelHidden
              pointer={`/attributes/${row.name}`}
              placeholder="plan"
              value={row.name}
              onChange={(name) => change(at, { name })}
            />
            <TextField
              label={`Value ${at + 1}`}
              labelHidden
              pointer=""
              placeholder="gold"
              value={row.value}
              onChange={(value) => change(at, { value })}
            />
            <Button
              variant="outline-secondary"
              aria-label={`Remove attribute ${row.name || at + 1}`}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            >
              <i className="bi bi-x" aria-hidden="true" />
            </Button>
          </div>
        ))}
      </div>
      <Button
        variant="outline-secondary"
        size="sm"
        onClick={() => onChange([...rows, { name: '', value: '' }])}
      >
        <i className="bi bi-plus" aria-hidden="true" /> Add attribute
      </Button>
    </fieldset>
  );
}
