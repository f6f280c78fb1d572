import { http, HttpResponse, type HttpHandler } from 'msw';
import type {
  Campaign,
  CampaignContent,
  CampaignDraft,
  CampaignFigures,
  CampaignStats,
  Customer,
  FieldFault,
  Me,
  Message,
  Outlook,
  RenderedMessage,
  TemplateVariables,
  TestSend,
} from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { smsLength } from '@/lib/sms';
import { page, problem } from './mockHttp';
import { membersOf } from './mockSegments';
import { render, type World } from './world';

/** A few of each kind that the service offers, with what its customers have. */
const VARIABLES: TemplateVariables = {
  groups: [
    {
      label: 'Customer',
      variables: [
        {
          name: 'customer.firstName',
          label: 'First name',
          type: 'TEXT',
          snippet: "{{ customer.firstName | default: 'there' }}",
        },
        { name: 'customer.lastName', label: 'Last name', type: 'TEXT', snippet: '{{ customer.lastName }}' },
        {
          name: 'customer.city',
          label: 'City',
          type: 'TEXT',
          snippet: "{{ customer.city | default: '' }}",
        },
        {
          name: 'customer.birthDate',
          label: 'Date of birth',
          type: 'DATE',
          snippet: "{{ customer.birthDate | date: 'long' }}",
        },
        { name: 'customer.tags', label: 'Tags', type: 'LIST', snippet: "{{ customer.tags | join: ', ' }}" },
      ],
    },
    {
      label: 'Customer’s attributes',
      variables: [
        {
          name: 'customer.attributes.loyaltyPoints',
          label: 'loyaltyPoints',
          type: 'NUMBER',
          snippet: '{{ customer.attributes.loyaltyPoints | number }}',
        },
        {
          name: 'customer.attributes.plan',
          label: 'plan',
          type: 'TEXT',
          snippet: "{{ customer.attributes.plan | default: '' }}",
        },
      ],
    },
    {
      label: 'All orders',
      variables: [
        {
          name: 'orders.count',
          label: 'Number of orders',
          type: 'NUMBER',
          snippet: '{{ orders.count | number }}',
        },
        {
          name: 'orders.total',
          label: 'Total of orders',
          type: 'MONEY',
          snippet: '{{ orders.total | money }}',
        },
      ],
    },
    {
      label: 'Last order',
      variables: [
        { name: 'order.number', label: 'Number', type: 'TEXT', snippet: '{{ order.number }}' },
        { name: 'order.total', label: 'Total', type: 'MONEY', snippet: '{{ order.total | money }}' },
        {
          name: 'order.items',
          label: 'Each product',
          type: 'LIST',
          snippet: '{% for item in order.items %}{{ item.name }} {% endfor %}',
        },
      ],
    },
    {
      label: 'First product of the last order',
      variables: [{ name: 'product.name', label: 'Name', type: 'TEXT', snippet: '{{ product.name }}' }],
    },
    {
      label: 'This message',
      variables: [
        {
          name: 'campaign.name',
          label: 'Name of the campaign',
          type: 'TEXT',
          snippet: '{{ campaign.name }}',
        },
        {
          name: 'unsubscribe_url',
          label: 'Unsubscribe link',
          type: 'TEXT',
          snippet: '{{ unsubscribe_url }}',
        },
      ],
    },
  ],
};

const variantKey = (at: number) => String.fromCharCode(65 + at);

function reasonAgainst(world: World, campaign: Campaign, customer: Customer): Message['reason'] {
  const { channel } = campaign;
  const suppressed = world.suppressions.some(
    (one) => one.channel === channel && one.customerId === customer.id && !one.liftedAt,
  );
  if (suppressed) return 'UNSUBSCRIBED';
  const agreed = channel === 'EMAIL' ? customer.consent?.email : customer.consent?.sms;
  return agreed ? undefined : 'NO_CONSENT';
}

/** Everybody in the segment gets the first message, or a reason why not; what came back of it is made up evenly. */
export function deliver(world: World, campaign: Campaign, newId: (prefix: string) => string): void {
  const segment = world.segments.find(({ id }) => id === campaign.segmentId);
  const at = campaign.startedAt ?? new Date().toISOString();
  for (const [place, customer] of (segment ? membersOf(world, segment.rule) : []).entries()) {
    const isThere = world.messages.some(
      (message) => message.campaignId === campaign.id && message.customerId === customer.id,
    );
    if (isThere) continue;
    const reason = reasonAgainst(world, campaign, customer);
    const isHeldOut = (place * 37) % 100 < campaign.holdout;
    const variant = campaign.variants.length > 0 ? variantKey(place % campaign.variants.length) : undefined;
    const content =
      campaign.variants[place % Math.max(1, campaign.variants.length)]?.content ?? campaign.content;
    const isSent = !isHeldOut && !reason;
    const isMail = campaign.channel === 'EMAIL';
    const isUnconfirmed = isSent && place % 31 === 30;
    const opens = isSent && isMail && !isUnconfirmed && place % (variant === 'A' ? 4 : 3) !== 1;
    const message: Message = {
      id: newId('m'),
      campaignId: campaign.id,
      campaignName: campaign.name,
      customerId: customer.id,
      customerName: fullName(customer),
      channel: campaign.channel,
      step: 0,
      occurrence: 0,
      attempts: isSent ? 1 : 0,
      queuedAt: at,
      state: isHeldOut ? 'HELD_OUT' : reason ? 'SKIPPED' : isUnconfirmed ? 'UNCONFIRMED' : 'SENT',
      ...(isHeldOut ? {} : { variant, to: isMail ? customer.email : customer.phone }),
      ...(isUnconfirmed ? { reason: 'NO_ANSWER', detail: 'The connection closed while it was sent.' } : {}),
      ...(reason && !isHeldOut ? { reason } : {}),
      ...(isSent
        ? {
            ...(isMail ? { subject: render(world, content?.subject, customer) } : {}),
            body: render(world, content?.text, customer) || undefined,
            html: content?.html ? render(world, content.html, customer) : undefined,
          }
        : {}),
      ...(isSent && !isUnconfirmed ? { sentAt: at } : {}),
      ...(opens ? { openedAt: at } : {}),
      ...(opens && place % 5 === 0 ? { clickedAt: at } : {}),
      ...(opens && place % 29 === 5 ? { unsubscribedAt: at } : {}),
    };
    world.messages.unshift(message);
    if (!isSent) continue;
    world.communications.unshift({
      id: message.id,
      kind: 'MESSAGE',
      channel: message.channel,
      customerId: customer.id,
      customerName: message.customerName,
      campaignId: campaign.id,
      campaignName: campaign.name,
      to: message.to,
      subject: message.subject,
      body: message.body,
      html: message.html,
      state: message.state,
      reason: message.reason,
      tags: [],
      at: message.queuedAt,
      ...feedbackOf(message),
    });
  }
}

function feedbackOf({ openedAt, clickedAt, unsubscribedAt }: Message) {
  return {
    ...(openedAt ? { openedAt } : {}),
    ...(clickedAt ? { clickedAt } : {}),
    ...(unsubscribedAt ? { unsubscribedAt } : {}),
  };
}

function figuresOf(messages: readonly Message[]): CampaignFigures {
  const count = (fits: (message: Message) => boolean) => messages.filter(fits).length;
  const inState = (state: Message['state']) => count((message) => message.state === state);
  const reasons = (state: Message['state']) => {
    const counts: Record<string, number> = {};
    for (const { state: its, reason } of messages) {
      if (its === state && reason) counts[reason] = (counts[reason] ?? 0) + 1;
    }
    return counts;
  };
  return {
    total: messages.length,
    queued: count(({ state, reason }) => state === 'QUEUED' && !reason),
    deferred: count(({ state, reason }) => state === 'QUEUED' && reason !== undefined),
    sending: inState('SENDING'),
    sent: inState('SENT'),
    delivered: inState('DELIVERED'),
    failed: inState('FAILED'),
    skipped: inState('SKIPPED'),
    heldOut: inState('HELD_OUT'),
    unconfirmed: inState('UNCONFIRMED'),
    accepted: count(({ sentAt }) => sentAt !== undefined),
    handedOver: count(({ sentAt, bouncedAt }) => sentAt !== undefined || bouncedAt !== undefined),
    opened: count(({ openedAt }) => openedAt !== undefined),
    clicked: count(({ clickedAt }) => clickedAt !== undefined),
    unsubscribed: count(({ unsubscribedAt }) => unsubscribedAt !== undefined),
    bounced: count(({ bouncedAt }) => bouncedAt !== undefined),
    complained: 0,
    deferredBy: reasons('QUEUED'),
    skippedBy: reasons('SKIPPED'),
    failedBy: reasons('FAILED'),
  };
}

/** Near enough to Wilson's interval to look at. */
function rateOf(successes: number, of: number) {
  if (of === 0) return { successes, of, rate: 0, low: 0, high: 1 };
  const rate = successes / of;
  const half = 1.96 * Math.sqrt((rate * (1 - rate) + 1 / of) / of);
  return { successes, of, rate, low: Math.max(0, rate - half), high: Math.min(1, rate + half) };
}

export function statsOf(world: World, campaign: Campaign): CampaignStats {
  const own = world.messages.filter((message) => message.campaignId === campaign.id);
  const steps = [...new Set(own.map(({ step }) => step))].sort();
  const ofVariant = (key: string | undefined) => figuresOf(own.filter(({ variant }) => variant === key));
  const keys = campaign.variants.map((_, at) => variantKey(at));
  return {
    ...figuresOf(own),
    members: world.segments.find((segment) => segment.id === campaign.segmentId)?.size ?? 0,
    audience: own.filter(({ step }) => step === 0).length,
    steps: steps.map((step) => ({
      step,
      figures: figuresOf(own.filter((message) => message.step === step)),
      variants: keys.map((key) => ({ variant: key, figures: ofVariant(key) })),
    })),
    comparisons:
      keys.length === 0
        ? []
        : (['OPENS', 'CLICKS'] as const).map((by) => ({
            by,
            rates: keys
              .map((variant, at) => {
                const { opened, clicked, accepted } = ofVariant(variant);
                return {
                  variant,
                  name: campaign.variants[at]?.name,
                  rate: rateOf(by === 'OPENS' ? opened : clicked, accepted),
                };
              })
              .sort((a, b) => b.rate.rate - a.rate.rate),
            probabilityOfChance: by === 'OPENS' ? 0.031 : 0.44,
          })),
  };
}

function outlookOf(world: World, campaign: Campaign): Outlook {
  const segment = world.segments.find(({ id }) => id === campaign.segmentId);
  const members = segment ? membersOf(world, segment.rule) : [];
  const people = members.map((customer, place) => {
    const reason = reasonAgainst(world, campaign, customer);
    const isHeldOut = (place * 37) % 100 < campaign.holdout;
    return {
      customerId: customer.id,
      name: fullName(customer),
      fate: isHeldOut ? ('HELD_OUT' as const) : reason ? ('WITHHELD' as const) : ('GETS_IT' as const),
      ...(reason && !isHeldOut ? { reason } : {}),
    };
  });
  const withheld: Record<string, number> = {};
  for (const { reason } of people) if (reason) withheld[reason] = (withheld[reason] ?? 0) + 1;
  return {
    asOf: new Date().toISOString(),
    members: members.length,
    examined: members.length,
    exact: true,
    gets: people.filter(({ fate }) => fate === 'GETS_IT').length,
    later: {},
    heldOut: people.filter(({ fate }) => fate === 'HELD_OUT').length,
    withheld,
    people,
    faults: [],
  };
}

const known =
  /^(customer\.(firstName|lastName|name|email|phone|city|country|birthDate|createdAt|tags|attributes\.\w+)|orders\.(count|total|average|lastAt)|order\.\w+|product\.\w+|item\.\w+|campaign\.name|brand\.\w+|unsubscribe_url)$/;

/** Unknown variables, and what is opened and not closed. */
function templateFaults(content: CampaignContent | undefined, pointer: string): FieldFault[] {
  return (['subject', 'preheader', 'html', 'text'] as const).flatMap((part) => {
    const template = content?.[part] ?? '';
    return [...template.matchAll(/\{\{\s*([\w.]+)?[^}]*(\}\})?/g)].flatMap(({ 1: name, 2: end, index }) => {
      const before = template.slice(0, index).split('\n');
      const place = `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
      if (!end) return [{ pointer: `${pointer}/${part}`, detail: `${place}: “{{” is not closed.` }];
      if (name && known.test(name)) return [];
      return [{ pointer: `${pointer}/${part}`, detail: `${place}: there is no ${name ?? 'name'}.` }];
    });
  });
}

function draftFaults(draft: CampaignDraft): FieldFault[] {
  return [
    ...(draft.name ? [] : [{ pointer: '/name', detail: 'A campaign needs a name.' }]),
    ...(draft.segmentId ? [] : [{ pointer: '/segmentId', detail: 'Choose who gets it.' }]),
    ...templateFaults(draft.content, '/content'),
    ...(draft.variants ?? []).flatMap(({ content }, at) =>
      templateFaults(content, `/variants/${at}/content`),
    ),
    ...(draft.followUps ?? []).flatMap(({ content, after }, at) => [
      ...templateFaults(content, `/followUps/${at}/content`),
      ...(after ? [] : [{ pointer: `/followUps/${at}/after`, detail: 'A length of time is needed.' }]),
    ]),
    ...(draft.mode === 'SCHEDULED' && !draft.schedule?.cron && !draft.schedule?.localAt && !draft.schedule?.at
      ? [{ pointer: '/schedule/localAt', detail: 'Say when.' }]
      : []),
  ];
}

function missingIn({ channel, content, variants, followUps }: Campaign): FieldFault[] {
  const contents: [CampaignContent | undefined, string][] = [
    ...(variants.length === 0 ? ([[content, '/content']] as [CampaignContent, string][]) : []),
    ...variants.map((one, at): [CampaignContent | undefined, string] => [
      one.content,
      `/variants/${at}/content`,
    ]),
    ...followUps.map((one, at): [CampaignContent | undefined, string] => [
      one.content,
      `/followUps/${at}/content`,
    ]),
  ];
  return contents.flatMap(([said, pointer]) => [
    ...(channel === 'EMAIL' && !said?.subject
      ? [{ pointer: `${pointer}/subject`, detail: 'An e-mail needs a subject.' }]
      : []),
    ...(said?.text || (channel === 'EMAIL' && said?.html)
      ? []
      : [{ pointer: `${pointer}/text`, detail: 'There is nothing to send.' }]),
  ]);
}

function rendered(
  world: World,
  channel: Campaign['channel'],
  content: CampaignContent,
  customer: Customer,
): RenderedMessage {
  const text =
    render(world, content.text, customer) ||
    render(world, content.html, customer)
      .replaceAll(/<[^>]+>/g, ' ')
      .trim();
  const isMail = channel === 'EMAIL';
  const sms = smsLength(text);
  const html =
    isMail && content.html
      ? `<!doctype html><html><head><style>body{margin:0;background:#f4f5f9;font-family:sans-serif}</style></head><body><div style="max-width:600px;margin:0 auto;background:#fff;padding:24px"><p style="color:${world.brand.color ?? '#4338ca'};font-weight:700;font-size:20px">${world.brand.name}</p>${render(world, content.html, customer)}<hr><p style="color:#666;font-size:12px">${world.brand.postalAddress ?? ''}<br><a href="#unsubscribe">Unsubscribe</a></p></div></body></html>`
      : '';
  return {
    customerId: customer.id,
    customerName: fullName(customer),
    subject: isMail ? render(world, content.subject, customer) : '',
    preheader: isMail ? render(world, content.preheader, customer) : '',
    html,
    text,
    ...(isMail
      ? {}
      : {
          sms: {
            encoding: sms.encoding,
            characters: sms.units,
            segments: sms.segments,
            left: sms.left,
            beyondGsm: sms.outside,
          },
        }),
    bytes: html.length,
    warnings: isMail ? warningsOf(content) : [],
  };
}

function warningsOf({ subject = '', preheader }: CampaignContent): RenderedMessage['warnings'] {
  return [
    ...(subject.length > 60
      ? [
          {
            pointer: '/content/subject',
            detail: `The subject has ${subject.length} characters; many inboxes show some 60.`,
          },
        ]
      : []),
    ...(preheader
      ? []
      : [
          {
            pointer: '/content/preheader',
            detail: 'Without a preheader, inboxes show the beginning of the mail beside the subject.',
          },
        ]),
  ];
}

const conflict = (detail: string) =>
  HttpResponse.json(
    { type: 'about:blank', title: 'Conflict', status: 409, detail },
    { status: 409, headers: { 'content-type': 'application/problem+json' } },
  );

export function campaignHandlers(world: World, newId: (prefix: string) => string, me: Me): HttpHandler[] {
  const now = () => new Date().toISOString();
  const missing = () => problem(404, 'There is no such campaign');
  const campaignOf = (params: { id: string }) => world.campaigns.find(({ id }) => id === params.id);
  const nameOf = (segmentId: string | undefined) => world.segments.find(({ id }) => id === segmentId)?.name;
  const isStale = (request: Request, { version }: Campaign) => {
    const wanted = request.headers.get('if-match');
    return wanted !== null && wanted !== `"${version}"`;
  };

  function written(draft: CampaignDraft) {
    return {
      name: draft.name ?? '',
      segmentId: draft.segmentId ?? '',
      segmentName: nameOf(draft.segmentId),
      channel: draft.channel ?? 'EMAIL',
      mode: draft.mode ?? 'ONE_OFF',
      content: draft.content ?? {},
      schedule: draft.schedule,
      reentry: draft.reentry,
      followUps: draft.followUps ?? [],
      variants: draft.variants ?? [],
      winner: draft.winner,
      holdout: draft.holdout ?? 0,
      priority: draft.priority ?? 5,
      guards: draft.guards ?? {},
      state: 'DRAFT' as const,
      approval: undefined,
      changedBy: me.name,
      updatedAt: now(),
    };
  }

  function begin(campaign: Campaign) {
    campaign.launchedAt = now();
    if (campaign.mode === 'SCHEDULED') {
      campaign.state = 'SCHEDULED';
      campaign.nextAt = new Date(Date.now() + 86_400_000).toISOString();
      return;
    }
    campaign.state = 'RUNNING';
    campaign.startedAt = now();
    deliver(world, campaign, newId);
  }

  const act: Record<string, (campaign: Campaign, body: { note?: string; localAt?: string }) => void> = {
    submit: (campaign) =>
      Object.assign(campaign, {
        state: 'IN_APPROVAL',
        approval: { requestedBy: { id: me.id, name: me.name }, requestedAt: now() },
      }),
    approve: (campaign, { note }) =>
      Object.assign(campaign, {
        state: 'APPROVED',
        approval: {
          ...campaign.approval,
          approved: true,
          decidedBy: { id: me.id, name: me.name },
          decidedAt: now(),
          note,
        },
      }),
    reject: (campaign, { note }) =>
      Object.assign(campaign, {
        state: 'DRAFT',
        approval: {
          ...campaign.approval,
          approved: false,
          decidedBy: { id: me.id, name: me.name },
          decidedAt: now(),
          note,
        },
      }),
    launch: begin,
    schedule: (campaign, schedule) => {
      Object.assign(campaign, { schedule, mode: 'SCHEDULED' });
      begin(campaign);
    },
    unschedule: (campaign) =>
      Object.assign(campaign, { state: 'DRAFT', launchedAt: undefined, nextAt: undefined }),
    pause: (campaign) => Object.assign(campaign, { state: 'PAUSED', stateReason: undefined }),
    resume: (campaign) =>
      Object.assign(campaign, {
        state: campaign.startedAt ? 'RUNNING' : 'SCHEDULED',
        stateReason: undefined,
      }),
    stop: (campaign) =>
      Object.assign(campaign, {
        state: 'STOPPED',
        endedAt: now(),
        nextAt: undefined,
        stateReason: undefined,
      }),
  };

  return [
    http.get('/api/campaigns', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [state, channel, segmentId] = [
        query.getAll('state'),
        query.get('channel'),
        query.get('segmentId'),
      ];
      const search = (query.get('search') ?? '').toLowerCase();
      return page(
        world.campaigns.filter(
          (campaign) =>
            (state.length === 0 || state.includes(campaign.state)) &&
            (!channel || campaign.channel === channel) &&
            (!segmentId || campaign.segmentId === segmentId) &&
            campaign.name.toLowerCase().includes(search),
        ),
        request,
      );
    }),
    http.post<never, CampaignDraft>('/api/campaigns', async ({ request }) => {
      const draft = await request.json();
      const errors = draftFaults(draft);
      if (errors.length > 0) return problem(422, 'The campaign is not valid', errors);
      const campaign: Campaign = {
        ...written(draft),
        id: newId('k'),
        version: 1,
        occurrence: 0,
        enrolled: 0,
        decisions: [],
        createdBy: me.name,
        createdAt: now(),
      };
      world.campaigns.unshift(campaign);
      return HttpResponse.json(campaign, { status: 201 });
    }),
    http.post<
      never,
      { channel: Campaign['channel']; content: CampaignContent; customerId: string; campaignName: string }
    >('/api/campaigns/preview', async ({ request }) => {
      const { channel, content, customerId } = await request.json();
      const errors = templateFaults(content, '/content');
      if (errors.length > 0) return problem(422, 'The content is not valid', errors);
      const customer = world.customers.find(({ id }) => id === customerId);
      if (!customer) return problem(404, 'There is no such customer');
      return HttpResponse.json(rendered(world, channel, content, customer));
    }),
    http.get<{ id: string }>('/api/campaigns/:id/stats', ({ params }) => {
      const campaign = campaignOf(params);
      return campaign ? HttpResponse.json(statsOf(world, campaign)) : missing();
    }),
    http.get<{ id: string }>('/api/campaigns/:id/audience', ({ params }) => {
      const campaign = campaignOf(params);
      return campaign ? HttpResponse.json(outlookOf(world, campaign)) : missing();
    }),
    http.get<{ id: string }>('/api/campaigns/:id/messages', ({ params, request }) => {
      const query = new URL(request.url).searchParams;
      const [states, reason] = [query.getAll('state'), query.get('reason')];
      return page(
        world.messages.filter(
          (message) =>
            message.campaignId === params.id &&
            (states.length === 0 || states.includes(message.state)) &&
            (!reason || message.reason === reason),
        ),
        request,
      );
    }),
    http.post<{ id: string; messageId: string }, { as: 'SENT' | 'NOT_SENT' }>(
      '/api/campaigns/:id/messages/:messageId/settle',
      async ({ params, request }) => {
        const message = world.messages.find(({ id }) => id === params.messageId);
        if (!message) return problem(404, 'There is no such message');
        const { as } = await request.json();
        Object.assign(
          message,
          as === 'SENT'
            ? { state: 'SENT', reason: undefined, sentAt: now() }
            : { state: 'FAILED', reason: 'NOT_SENT', endedAt: now() },
        );
        return HttpResponse.json(message);
      },
    ),
    http.post<{ id: string; messageId: string }>(
      '/api/campaigns/:id/messages/:messageId/retry',
      ({ params }) => {
        const message = world.messages.find(({ id }) => id === params.messageId);
        if (!message) return problem(404, 'There is no such message');
        Object.assign(message, { state: 'SENT', reason: undefined, sentAt: now() });
        return HttpResponse.json(message);
      },
    ),
    http.get('/api/campaigns/variables', () => HttpResponse.json(VARIABLES)),
    http.get<{ id: string }>('/api/campaigns/:id', ({ params }) => {
      const campaign = campaignOf(params);
      return campaign ? HttpResponse.json(campaign) : missing();
    }),
    http.put<{ id: string }, CampaignDraft>('/api/campaigns/:id', async ({ params, request }) => {
      const campaign = campaignOf(params);
      if (!campaign) return missing();
      if (isStale(request, campaign)) return problem(412, 'The campaign was changed meanwhile');
      const draft = await request.json();
      const errors = draftFaults(draft);
      if (errors.length > 0) return problem(422, 'The campaign is not valid', errors);
      Object.assign(campaign, written(draft), { version: campaign.version + 1 });
      return HttpResponse.json(campaign);
    }),
    http.post<{ id: string }, TestSend>('/api/campaigns/:id/test', async ({ params, request }) => {
      if (!campaignOf(params)) return missing();
      const { to = [] } = await request.json();
      const errors = to.flatMap((address, at) =>
        /^\+\d+$|@/.test(address) ? [] : [{ pointer: `/to/${at}`, detail: 'This is not an e-mail address.' }],
      );
      if (errors.length > 0) return problem(422, 'The test is not valid', errors);
      return HttpResponse.json({ results: to.map((address) => ({ to: address, taken: true })) });
    }),
    http.post<{ id: string }>('/api/campaigns/:id/duplicate', ({ params }) => {
      const campaign = campaignOf(params);
      if (!campaign) return missing();
      const copy: Campaign = {
        ...structuredClone(campaign),
        id: newId('k'),
        version: 1,
        name: `Copy of ${campaign.name}`,
        state: 'DRAFT',
        stateReason: undefined,
        approval: undefined,
        launchedAt: undefined,
        startedAt: undefined,
        nextAt: undefined,
        decisions: [],
        createdAt: now(),
        updatedAt: now(),
      };
      world.campaigns.unshift(copy);
      return HttpResponse.json(copy, { status: 201 });
    }),
    http.post<{ id: string; action: string }>('/api/campaigns/:id/:action', async ({ params, request }) => {
      const campaign = campaignOf(params);
      const step = act[params.action];
      if (!campaign || !step) return missing();
      if (isStale(request, campaign)) return problem(412, 'The campaign was changed meanwhile');
      const text = await request.text();
      const isOff = ['launch', 'schedule', 'submit'].includes(params.action);
      const errors = isOff ? missingIn(campaign) : [];
      if (errors.length > 0) return problem(422, 'The campaign is not complete', errors);
      if (params.action === 'launch' && world.delivery.approvalRequired && campaign.state !== 'APPROVED') {
        return conflict('This campaign has to be approved before it is launched.');
      }
      step(campaign, text ? (JSON.parse(text) as { note?: string }) : {});
      campaign.version += 1;
      campaign.updatedAt = now();
      return HttpResponse.json(campaign);
    }),
  ];
}
