import Button from 'react-bootstrap/Button';
import { Faults, TextField } from '@/components/forms';
import { NumberField } from '@/components/NumberField';
import { Panel } from '@/components/Panel';
import { Switch } from '@/components/Switch';
import type { DeliverySettings } from '@/lib/api/types';
import {
  domainLimitsOf,
  domainsWords,
  domainWords,
  limitOf,
  limitWords,
  type DeliveryForm,
  type DomainLimitForm,
  type LimitForm,
} from './deliveryForm';

interface SendingLimitsProps {
  form: DeliveryForm;
  defaults: DeliverySettings['defaultLimits'];
  onChange: (part: Partial<DeliveryForm>) => void;
}

const DOMAINS_AT_MOST = 50;

/** How much goes out at a time: as the environment says, or as is set here. */
export function SendingLimits({ form, defaults, onChange }: SendingLimitsProps) {
  const email = limitOf(defaults.email);
  const sms = limitOf(defaults.sms);
  const domains = domainLimitsOf(defaults.domains);
  return (
    <Panel
      title="Sending limits"
      note="How much each instance sends at a time. What is too many for now waits. A change holds within a second."
    >
      <Limit
        what="All mail"
        pointer="/limits/email"
        limit={form.emailLimit}
        otherwise={email}
        onChange={(emailLimit) => onChange({ emailLimit })}
      />
      <Limit
        what="All text messages"
        pointer="/limits/sms"
        limit={form.smsLimit}
        otherwise={sms}
        onChange={(smsLimit) => onChange({ smsLimit })}
      />
      <Switch
        label="Limits for recipients’ domains are set here"
        note={form.domainLimits ? undefined : `By the environment: ${domainsWords(domains)}.`}
        checked={form.domainLimits !== null}
        onChange={(own) => onChange({ domainLimits: own ? domains : null })}
      />
      {form.domainLimits && (
        <DomainLimits limits={form.domainLimits} onChange={(domainLimits) => onChange({ domainLimits })} />
      )}
    </Panel>
  );
}

interface LimitProps {
  what: string;
  pointer: string;
  limit: LimitForm | null;
  /** That of the environment. */
  otherwise: LimitForm;
  onChange: (limit: LimitForm | null) => void;
}

function Limit({ what, pointer, limit, otherwise, onChange }: LimitProps) {
  return (
    <div role="group" aria-label={what}>
      <Switch
        label={`The limit of ${what.charAt(0).toLowerCase()}${what.slice(1)} is set here`}
        note={limit ? undefined : `By the environment: ${limitWords(otherwise)}.`}
        checked={limit !== null}
        onChange={(own) => onChange(own ? otherwise : null)}
      />
      {limit && (
        <div className="form-grid form-grid-three">
          <LimitFields pointer={pointer} limit={limit} onChange={(part) => onChange({ ...limit, ...part })} />
        </div>
      )}
    </div>
  );
}

interface LimitFieldsProps {
  pointer: string;
  limit: LimitForm;
  onChange: (part: Partial<LimitForm>) => void;
}

/** A field that is empty is no limit. */
function LimitFields({ pointer, limit, onChange }: LimitFieldsProps) {
  return (
    <>
      <NumberField
        label="A second at most"
        pointer={`${pointer}/perSecond`}
        min={0}
        max={10_000}
        step={0.01}
        value={limit.perSecond}
        onChange={(perSecond) => onChange({ perSecond })}
      />
      <NumberField
        label="At once at most"
        pointer={`${pointer}/concurrency`}
        min={0}
        max={1_000}
        value={limit.concurrency}
        onChange={(concurrency) => onChange({ concurrency })}
      />
    </>
  );
}

interface DomainLimitsProps {
  limits: DomainLimitForm[];
  onChange: (limits: DomainLimitForm[]) => void;
}

function DomainLimits({ limits, onChange }: DomainLimitsProps) {
  const set = (at: number, part: Partial<DomainLimitForm>) =>
    onChange(limits.map((limit, index) => (index === at ? { ...limit, ...part } : limit)));
  const isFull = limits.length >= DOMAINS_AT_MOST;
  return (
    <div className="caps" role="group" aria-label="Limits for recipients’ domains">
      <div className="caps-head">
        <h3>Domains</h3>
        <Button
          variant="outline-secondary"
          size="sm"
          disabled={isFull}
          title={isFull ? `At most ${DOMAINS_AT_MOST} domains` : undefined}
          onClick={() => onChange([...limits, { domain: '', perSecond: null, concurrency: null }])}
        >
          <i className="bi bi-plus-lg me-1" aria-hidden="true" /> Add a domain
        </Button>
      </div>
      {limits.length === 0 && <p className="form-text">No domain has a limit of its own.</p>}
      {limits.map((limit, at) => (
        <div key={at} className="cap-row domain-row">
          <TextField
            label="Domain"
            hint="* is each other one"
            pointer={`/limits/domains/${at}/domain`}
            value={limit.domain}
            onChange={(domain) => set(at, { domain })}
          />
          <LimitFields pointer={`/limits/domains/${at}`} limit={limit} onChange={(part) => set(at, part)} />
          <Button
            variant="outline-secondary"
            aria-label={`Remove the limit of ${domainWords(limit.domain) || 'a domain'}`}
            onClick={() => onChange(limits.filter((_, index) => index !== at))}
          >
            <i className="bi bi-x-lg" aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Faults pointer="/limits/domains" />
    </div>
  );
}
