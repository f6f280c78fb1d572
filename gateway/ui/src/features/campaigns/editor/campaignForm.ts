import type {
  Campaign,
  CampaignContent,
  CampaignDraft,
  CampaignSchedule,
  Channel,
  FollowUpCondition,
  WinnerMeasure,
} from '@/lib/api/types';

/** When it goes out, as people choose it; the API knows modes and schedules. */
export type When = 'NOW' | 'AT' | 'RECURRING' | 'LIVE';

/** Whose clock a time is read by; `INSTANT` is one that another system gave as a moment of the whole world. */
export type Clock = 'PLATFORM' | 'RECIPIENT' | 'INSTANT';

export interface ContentForm {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

export interface VariantForm {
  name: string;
  share: number;
  content: ContentForm;
}

export interface FollowUpForm {
  /** ISO-8601; empty while there is none. */
  after: string;
  condition: FollowUpCondition;
  content: ContentForm;
}

export interface CampaignForm {
  name: string;
  segmentId: string;
  channel: Channel;
  when: When;
  /** As `<input type="datetime-local">` has it, by the clock that is chosen. */
  localAt: string;
  clock: Clock;
  /** An instant; only for the clock `INSTANT`. */
  at: string;
  cron: string;
  start: string;
  end: string;
  /** ISO-8601; empty for never. */
  reentryAfter: string;
  /** Whether opens and clicks are counted; null for what the brand says. */
  tracking: boolean | null;
  /** Of the first message where it has no variants. */
  content: ContentForm;
  /** None or several. */
  variants: VariantForm[];
  winner: { by: WinnerMeasure; testShare: number; after: string } | null;
  holdout: number;
  followUps: FollowUpForm[];
  priority: number;
  ignoreCaps: boolean;
  ignoreQuietHours: boolean;
}

export const EMPTY_CONTENT: ContentForm = { subject: '', preheader: '', html: '', text: '' };
export const PRIORITY_BY_DEFAULT = 5;
const EVERY_MONDAY = '0 0 9 * * MON';

function contentOf(content: CampaignContent | undefined): ContentForm {
  const { subject = '', preheader = '', html = '', text = '' } = content ?? {};
  return { subject, preheader, html, text };
}

function whenOf(campaign: Campaign | undefined): When {
  if (campaign?.mode === 'ONE_OFF') return 'NOW';
  if (campaign?.mode === 'SCHEDULED') return campaign.schedule?.cron ? 'RECURRING' : 'AT';
  return 'LIVE';
}

export function formOf(campaign: Campaign | undefined, segmentId = ''): CampaignForm {
  const schedule = campaign?.schedule;
  return {
    name: campaign?.name ?? '',
    segmentId: campaign?.segmentId ?? segmentId,
    channel: campaign?.channel ?? 'EMAIL',
    when: whenOf(campaign),
    localAt: schedule?.localAt?.slice(0, 16) ?? '',
    clock: schedule?.at ? 'INSTANT' : (schedule?.zone ?? 'PLATFORM'),
    at: schedule?.at ?? '',
    cron: schedule?.cron ?? EVERY_MONDAY,
    start: schedule?.start ?? '',
    end: schedule?.end ?? '',
    reentryAfter: campaign?.reentry?.after ?? '',
    tracking: campaign?.content.tracking ?? campaign?.variants[0]?.content?.tracking ?? null,
    content: contentOf(campaign?.content),
    variants: (campaign?.variants ?? []).map(({ name = '', share = 0, content }) => ({
      name,
      share,
      content: contentOf(content),
    })),
    winner: campaign?.winner
      ? {
          by: campaign.winner.by ?? 'OPENS',
          testShare: campaign.winner.testShare ?? 20,
          after: campaign.winner.after ?? 'PT4H',
        }
      : null,
    holdout: campaign?.holdout ?? 0,
    followUps: (campaign?.followUps ?? []).map(({ after = '', when = 'ALWAYS', content }) => ({
      after,
      condition: when,
      content: contentOf(content),
    })),
    priority: campaign?.priority ?? PRIORITY_BY_DEFAULT,
    ignoreCaps: campaign?.guards.ignoreCaps ?? false,
    ignoreQuietHours: campaign?.guards.ignoreQuietHours ?? false,
  };
}

/** What a channel does not have is left out, and so is what is empty. */
export function contentDraftOf(
  content: ContentForm,
  { channel, tracking }: Pick<CampaignForm, 'channel' | 'tracking'>,
): CampaignContent {
  const { subject, preheader, html, text } = content;
  return {
    ...(channel === 'EMAIL' && subject.trim() ? { subject: subject.trim() } : {}),
    ...(channel === 'EMAIL' && preheader.trim() ? { preheader: preheader.trim() } : {}),
    ...(channel === 'EMAIL' && html.trim() ? { html } : {}),
    ...(text.trim() ? { text } : {}),
    ...(tracking !== null ? { tracking } : {}),
  };
}

function scheduleOf(form: CampaignForm): CampaignSchedule | undefined {
  const between = { ...(form.start ? { start: form.start } : {}), ...(form.end ? { end: form.end } : {}) };
  switch (form.when) {
    case 'NOW':
      return undefined;
    case 'AT':
      return form.clock === 'INSTANT'
        ? { at: form.at }
        : { ...(form.localAt ? { localAt: form.localAt } : {}), zone: form.clock };
    case 'RECURRING':
      return { cron: form.cron, ...between };
    case 'LIVE':
      return form.start || form.end ? between : undefined;
  }
}

/** Whether the whole audience is there at once, so that some can try for the rest. */
export function takesWinner({ when, clock, variants }: CampaignForm): boolean {
  return variants.length > 0 && (when === 'NOW' || (when === 'AT' && clock !== 'RECIPIENT'));
}

/** Nobody knows whether an SMS was opened. */
export const measuresOf = (channel: Channel): WinnerMeasure[] =>
  channel === 'SMS' ? ['CLICKS'] : ['OPENS', 'CLICKS'];

export function draftOf(form: CampaignForm): CampaignDraft {
  const { channel, followUps, variants, winner } = form;
  const schedule = scheduleOf(form);
  return {
    name: form.name.trim(),
    ...(form.segmentId ? { segmentId: form.segmentId } : {}),
    channel,
    mode: form.when === 'NOW' ? 'ONE_OFF' : form.when === 'LIVE' ? 'LIVE' : 'SCHEDULED',
    ...(variants.length === 0 ? { content: contentDraftOf(form.content, form) } : {}),
    ...(schedule ? { schedule } : {}),
    ...(form.when === 'LIVE' && form.reentryAfter ? { reentry: { after: form.reentryAfter } } : {}),
    followUps: followUps.map(({ after, condition, content }) => ({
      ...(after ? { after } : {}),
      when: condition,
      content: contentDraftOf(content, form),
    })),
    variants: variants.map(({ name, share, content }) => ({
      ...(name.trim() ? { name: name.trim() } : {}),
      share,
      content: contentDraftOf(content, form),
    })),
    ...(winner && takesWinner(form)
      ? { winner: channel === 'SMS' ? { ...winner, by: 'CLICKS' as const } : winner }
      : {}),
    holdout: form.holdout,
    priority: form.priority,
    guards: { ignoreCaps: form.ignoreCaps, ignoreQuietHours: form.ignoreQuietHours },
  };
}

/** One content among those of a campaign. */
export type Part = { kind: 'message' } | { kind: 'variant'; at: number } | { kind: 'followUp'; at: number };

/** What a variant is called: A, B, C by its place. */
export const variantKey = (at: number) => String.fromCharCode(65 + at);

export function partsOf({ variants, followUps }: CampaignForm): Part[] {
  return [
    ...(variants.length === 0
      ? [{ kind: 'message' } as const]
      : variants.map((_, at) => ({ kind: 'variant', at }) as const)),
    ...followUps.map((_, at) => ({ kind: 'followUp', at }) as const),
  ];
}

/** The part at a place, or the last one where there are not so many any more. */
export function partAt(form: CampaignForm, at: number): Part {
  const parts = partsOf(form);
  return parts[Math.min(at, parts.length - 1)] ?? { kind: 'message' };
}

export function pointerOf(part: Part): string {
  switch (part.kind) {
    case 'message':
      return '/content';
    case 'variant':
      return `/variants/${part.at}/content`;
    case 'followUp':
      return `/followUps/${part.at}/content`;
  }
}

export function contentAt(form: CampaignForm, part: Part): ContentForm {
  switch (part.kind) {
    case 'message':
      return form.content;
    case 'variant':
      return form.variants[part.at]?.content ?? EMPTY_CONTENT;
    case 'followUp':
      return form.followUps[part.at]?.content ?? EMPTY_CONTENT;
  }
}

export function withContent(form: CampaignForm, part: Part, change: Partial<ContentForm>): CampaignForm {
  const content = { ...contentAt(form, part), ...change };
  const replaced = <T extends { content: ContentForm }>(items: T[], at: number) =>
    items.map((item, index) => (index === at ? { ...item, content } : item));
  switch (part.kind) {
    case 'message':
      return { ...form, content };
    case 'variant':
      return { ...form, variants: replaced(form.variants, part.at) };
    case 'followUp':
      return { ...form, followUps: replaced(form.followUps, part.at) };
  }
}

/** One more to compare; the first is what the message said so far. */
export function withVariant(form: CampaignForm, shares: (count: number) => number[]): CampaignForm {
  const before =
    form.variants.length === 0 ? [{ name: '', share: 100, content: form.content }] : form.variants;
  const last = before.at(-1)?.content ?? EMPTY_CONTENT;
  const variants = [...before, { name: '', share: 0, content: last }];
  return { ...form, variants: withShares(variants, shares(variants.length)) };
}

/** One fewer; the last that is left is the message, and nothing is compared. */
export function withoutVariant(
  form: CampaignForm,
  at: number,
  shares: (count: number) => number[],
): CampaignForm {
  const variants = form.variants.filter((_, index) => index !== at);
  const [only] = variants;
  if (variants.length === 1 && only) {
    return { ...form, variants: [], content: only.content, winner: null };
  }
  return { ...form, variants: withShares(variants, shares(variants.length)) };
}

export function withShares(variants: VariantForm[], shares: number[]): VariantForm[] {
  return variants.map((variant, at) => ({ ...variant, share: shares[at] ?? 0 }));
}

/** What a launch would refuse, by where it is; the service decides, this only says it early. */
export interface Lack {
  pointer: string;
  detail: string;
}

export function lacksOf(form: CampaignForm): Lack[] {
  const lacks: Lack[] = [];
  if (!form.name.trim()) lacks.push({ pointer: '/name', detail: 'It has no name yet.' });
  if (!form.segmentId) lacks.push({ pointer: '/segmentId', detail: 'No segment is chosen.' });
  for (const part of partsOf(form)) {
    const content = contentAt(form, part);
    const pointer = pointerOf(part);
    if (form.channel === 'SMS') {
      if (!content.text.trim())
        lacks.push({ pointer: `${pointer}/text`, detail: `${partWords(part)} has no text.` });
      continue;
    }
    if (!content.subject.trim()) {
      lacks.push({ pointer: `${pointer}/subject`, detail: `${partWords(part)} has no subject.` });
    }
    if (!content.html.trim() && !content.text.trim()) {
      lacks.push({ pointer: `${pointer}/html`, detail: `${partWords(part)} has no body.` });
    }
  }
  for (const [at, { after }] of form.followUps.entries()) {
    if (!after)
      lacks.push({ pointer: `/followUps/${at}/after`, detail: `Follow-up ${at + 1} has no time to wait.` });
  }
  if (form.when === 'AT' && !(form.clock === 'INSTANT' ? form.at : form.localAt)) {
    lacks.push({ pointer: '/schedule/localAt', detail: 'No date and time is chosen.' });
  }
  return lacks;
}

/** Such as `Variant B`. */
export function partWords(part: Part): string {
  switch (part.kind) {
    case 'message':
      return 'The message';
    case 'variant':
      return `Variant ${variantKey(part.at)}`;
    case 'followUp':
      return `Follow-up ${part.at + 1}`;
  }
}
