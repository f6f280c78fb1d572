import type { DeliveryChange } from '@/lib/api/types';
import { formatPercent, plural } from '@/lib/format';
import { lengthWords } from '@/lib/length';

export interface CapForm {
  messages: number | null;
  per: string;
}

/** How much goes out at a time; null for as many as go. */
export interface LimitForm {
  perSecond: number | null;
  concurrency: number | null;
}

export interface DomainLimitForm extends LimitForm {
  domain: string;
}

export interface DeliveryForm {
  approvalRequired: boolean;
  emailCaps: CapForm[];
  smsCaps: CapForm[];
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  spreadOver: string;
  pauses: boolean;
  bounceRate: number | null;
  complaintRate: number | null;
  atLeast: number | null;
  /** Each null for as the environment says. */
  emailLimit: LimitForm | null;
  smsLimit: LimitForm | null;
  domainLimits: DomainLimitForm[] | null;
}

type Values = Omit<DeliveryChange, 'changes' | 'version'>;
type Limits = NonNullable<DeliveryChange['limits']>;

/** 0 is as many as go, too. */
export const limitOf = (limit: Limits['email']): LimitForm => ({
  perSecond: limit?.perSecond || null,
  concurrency: limit?.concurrency || null,
});

export const domainLimitsOf = (domains: Limits['domains']): DomainLimitForm[] =>
  (domains ?? []).map(({ domain = '', ...limit }) => ({ domain, ...limitOf(limit) }));

const capsOf = (caps: Values['emailCaps']): CapForm[] =>
  (caps ?? []).map(({ messages = null, per = '' }) => ({ messages, per }));

export function formOf(settings: Values | undefined): DeliveryForm {
  const quiet = settings?.quietHours;
  const pause = settings?.automaticPause;
  return {
    approvalRequired: settings?.approvalRequired ?? false,
    emailCaps: capsOf(settings?.emailCaps),
    smsCaps: capsOf(settings?.smsCaps),
    isQuiet: quiet !== undefined,
    quietFrom: quiet?.from ?? '21:00',
    quietTo: quiet?.to ?? '08:00',
    spreadOver: quiet?.spreadOver ?? 'PT1H',
    pauses: pause !== undefined,
    bounceRate: pause?.bounceRate ?? (pause ? null : 10),
    complaintRate: pause?.complaintRate ?? (pause ? null : 0.5),
    atLeast: pause?.atLeast ?? (pause ? null : 100),
    emailLimit: settings?.limits?.email ? limitOf(settings.limits.email) : null,
    smsLimit: settings?.limits?.sms ? limitOf(settings.limits.sms) : null,
    domainLimits: settings?.limits?.domains ? domainLimitsOf(settings.limits.domains) : null,
  };
}

const capsDraftOf = (caps: CapForm[]) =>
  caps.map(({ messages, per }) => ({ ...(messages === null ? {} : { messages }), ...(per ? { per } : {}) }));

const limitDraftOf = ({ perSecond, concurrency }: LimitForm) => ({
  ...(perSecond === null ? {} : { perSecond }),
  ...(concurrency === null ? {} : { concurrency }),
});

function limitsDraftOf({ emailLimit, smsLimit, domainLimits }: DeliveryForm): Limits {
  return {
    ...(emailLimit ? { email: limitDraftOf(emailLimit) } : {}),
    ...(smsLimit ? { sms: limitDraftOf(smsLimit) } : {}),
    ...(domainLimits
      ? { domains: domainLimits.map(({ domain, ...limit }) => ({ domain, ...limitDraftOf(limit) })) }
      : {}),
  };
}

export function changeOf(form: DeliveryForm): DeliveryChange {
  const { quietFrom, quietTo, spreadOver, bounceRate, complaintRate, atLeast } = form;
  return {
    approvalRequired: form.approvalRequired,
    emailCaps: capsDraftOf(form.emailCaps),
    smsCaps: capsDraftOf(form.smsCaps),
    ...(form.isQuiet
      ? { quietHours: { from: quietFrom, to: quietTo, ...(spreadOver ? { spreadOver } : {}) } }
      : {}),
    ...(form.pauses
      ? {
          automaticPause: {
            ...(bounceRate === null ? {} : { bounceRate }),
            ...(complaintRate === null ? {} : { complaintRate }),
            ...(atLeast === null ? {} : { atLeast }),
          },
        }
      : {}),
    ...(form.emailLimit || form.smsLimit || form.domainLimits ? { limits: limitsDraftOf(form) } : {}),
  };
}

export function limitWords({ perSecond, concurrency }: LimitForm): string {
  const rate = perSecond === null ? '' : `${perSecond} a second`;
  const atOnce = concurrency === null ? '' : `${concurrency} at once`;
  return [rate, atOnce].filter(Boolean).join(', ') || 'as many as go';
}

export const domainWords = (domain: string) => (domain === '*' ? 'each other domain' : domain);

export function domainsWords(domains: DomainLimitForm[]): string {
  return domains.length === 0
    ? 'no domain has a limit of its own'
    : domains.map(({ domain, ...limit }) => `${domainWords(domain)} ${limitWords(limit)}`).join('; ');
}

const changedLimit = (what: string, limit: LimitForm | null) =>
  `${what} ${limit ? limitWords(limit) : 'limited by the environment'}`;

function capsWords(what: string, caps: CapForm[]): string {
  return caps.length === 0
    ? `no cap on ${what}`
    : `${what} ${caps.map(({ messages, per }) => `${messages ?? '…'} in ${lengthWords(per)}`).join(' and ')}`;
}

/** What one state of the settings has and the one before had not. */
export function differences(after: Values, before: Values): string[] {
  const [now, then] = [formOf(after), formOf(before)];
  const differs = (...names: (keyof DeliveryForm)[]) =>
    names.some((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]));
  return [
    differs('approvalRequired') &&
      (now.approvalRequired ? 'approval is required' : 'no approval is required'),
    differs('emailCaps') && capsWords('e-mails', now.emailCaps),
    differs('smsCaps') && capsWords('text messages', now.smsCaps),
    differs('isQuiet', 'quietFrom', 'quietTo', 'spreadOver') &&
      (now.isQuiet ? `quiet from ${now.quietFrom} to ${now.quietTo}` : 'no quiet hours'),
    differs('pauses', 'bounceRate', 'complaintRate', 'atLeast') &&
      (now.pauses
        ? `pauses at ${rate(now.bounceRate)} bounces or ${rate(now.complaintRate)} complaints of ${plural(now.atLeast ?? 0, 'message')} or more`
        : 'never pauses by itself'),
    differs('emailLimit') && changedLimit('mail', now.emailLimit),
    differs('smsLimit') && changedLimit('SMS', now.smsLimit),
    differs('domainLimits') &&
      (now.domainLimits ? domainsWords(now.domainLimits) : 'domains limited by the environment'),
  ].filter((words) => words !== false);
}

/** A limit as it is being typed. */
const rate = (percent: number | null) => (percent === null ? '…' : formatPercent(percent, 2));
