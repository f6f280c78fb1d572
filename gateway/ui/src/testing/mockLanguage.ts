import { http, HttpResponse, type HttpHandler } from 'msw';
import type {
  AiSettings,
  AiSettingsDraft,
  CampaignReview,
  Channel,
  CustomerSummary,
  EntrySuggestions,
  MessageBrief,
  MessageDraft,
  MessageDrafts,
  PersonalMessage,
  Reply,
  Rule,
  SubjectLine,
  SubjectLines,
  WordsAnswer,
} from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { plusDays, today } from '@/lib/range';
import { problem } from './mockHttp';
import { describe } from './mockRules';
import { membersOf } from './mockSegments';
import { ordersOf, type World } from './world';

const engine = { answeredBy: 'RULES_ENGINE' };

interface Reading {
  pattern: RegExp;
  read: (match: RegExpExecArray) => { rules: Rule[]; meaning: string };
}

const amount = (text = '') => Number(text.replaceAll(',', ''));
const days = (count = '', unit = 'day') =>
  count === 'a' ? `P1${unit.charAt(0).toUpperCase()}` : `P${count}${unit.charAt(0).toUpperCase()}`;

/** A few phrasings: insight-service is the one that knows the language. */
const readings: Reading[] = [
  {
    pattern: /\b(?:in|from) ((?:(?:Pune|Mumbai|Chennai|Delhi|Kochi)(?:,? (?:or|and) |, )?)+)/i,
    read: ([, cities = '']) => {
      const value = cities.split(/,? (?:or|and) |, /).map((city) => city.trim());
      return { rules: [{ field: 'city', operator: 'in', value }], meaning: `City is ${value.join(' or ')}` };
    },
  },
  {
    pattern: /\bspent (?:more than|over) (?:₹ ?|Rs\.? ?)?([\d,]+)(?: in the last (\d+) days)?/i,
    read: ([, sum, within]) => ({
      rules: [
        {
          field: 'orders.total',
          operator: '>',
          value: amount(sum),
          ...(within ? { within: `P${within}D` } : {}),
        },
      ],
      meaning: `Total spent is more than ${amount(sum)}${within ? ` in the last ${within} days` : ''}`,
    }),
  },
  {
    pattern: /\b(?:haven[’']t|have not|not) ordered for (a|\d+) (day|week|month)s?/i,
    read: ([, count, unit]) => ({
      rules: [{ field: 'orders.lastAt', operator: 'notWithinLast', value: days(count, unit) }],
      meaning: `No order in the last ${count === 'a' ? '' : `${count} `}${unit}${count === 'a' ? '' : 's'}`,
    }),
  },
  {
    pattern: /\b(?:on the )?gold(?: plan)?\b/i,
    read: () => ({
      rules: [{ field: 'attributes.plan', operator: '=', value: 'gold' }],
      meaning: 'Attribute plan is gold',
    }),
  },
  {
    pattern: /\bopened no mail\b/i,
    read: () => ({
      rules: [{ field: 'messages.opened', operator: '=', value: 0 }],
      meaning: 'Messages opened is 0',
    }),
  },
];

const fillers =
  /^(?:customers?|people|everybody|who|that|and|but|with|are|is|live|,|\.|\s)+|(?:and|but|who|,|\.|\s)+$/gi;

function wordsOf(world: World, text: string): WordsAnswer {
  const rules: Rule[] = [];
  const understood: WordsAnswer['understood'] = [];
  for (const { pattern, read } of readings) {
    const match = pattern.exec(text);
    if (!match) continue;
    const said = match[0].trimEnd();
    const { rules: found, meaning } = read(match);
    rules.push(...found);
    understood.push({ text: said, start: match.index, end: match.index + said.length, meaning });
  }
  understood.sort((a, b) => a.start - b.start);
  const notUnderstood: WordsAnswer['notUnderstood'] = [];
  let at = 0;
  for (const end of [...understood.map(({ start }) => start), text.length]) {
    const between = text.slice(at, end);
    const left = between.replaceAll(fillers, '');
    if (left !== '') {
      const start = at + between.indexOf(left);
      notUnderstood.push({
        text: left,
        start,
        end: start + left.length,
        reason: 'Nothing that can be asked about customers has this name.',
      });
    }
    at = understood.find(({ start }) => start === end)?.end ?? end;
  }
  if (rules.length === 0) return { text, understood, notUnderstood, complete: false, ...engine };
  const rule = { combinator: 'and' as const, rules };
  const members = membersOf(world, rule);
  return {
    text,
    rule,
    description: describe(world, rule),
    audience: {
      count: members.length,
      exact: true,
      low: members.length,
      high: members.length,
      of: world.customers.length,
      sample: members.slice(0, 10).map(({ id, externalId, firstName, lastName, city }) => ({
        customerId: id,
        externalId,
        firstName,
        lastName,
        city,
        orders: ordersOf(world, id).count,
        total: ordersOf(world, id).total.toFixed(2),
      })),
    },
    understood,
    notUnderstood,
    complete: notUnderstood.length === 0,
    ...engine,
  };
}

const questions = [
  'Which city grew most last quarter?',
  'How much did we sell last month?',
  'New customers by week this quarter',
];

function replyOf(world: World, question: string): Reply {
  const period = { from: plusDays(today(), -89), to: today() };
  const shared = { question, period, notUnderstood: [], suggestions: questions, ...engine };
  if (/city/i.test(question)) {
    return {
      ...shared,
      query: 'GROWTH',
      currency: 'INR',
      answer:
        'Pune grew most: revenue rose by 184,200 to 961,300, which is 24% more than in the 90 days before.',
      definition:
        'Totals of the orders placed in the period that are not cancelled or refunded, by the city of today.',
      columns: [
        { label: '', numeric: false, unit: 'TEXT' },
        { label: 'INR', numeric: true, unit: 'MONEY' },
        { label: 'Before', numeric: true, unit: 'MONEY' },
        { label: 'Change in %', numeric: true, unit: 'PERCENT' },
      ],
      rows: [
        ['Pune', '961300.00', '777100.00', '23.7'],
        ['Mumbai', '742000.00', '690400.00', '7.5'],
        ['Chennai', '388100.00', '402900.00', '-3.7'],
      ],
    };
  }
  if (/customers by|new customers/i.test(question)) {
    return {
      ...shared,
      query: 'TREND',
      answer: `${world.customers.length} customers came in this period.`,
      definition: 'Customers whom the platform first heard of in the period.',
      columns: [
        { label: '', numeric: false, unit: 'DAY' },
        { label: 'Value', numeric: true, unit: 'COUNT' },
      ],
      rows: [...Array(12).keys()].map((at) => [
        plusDays(today(), -7 * (11 - at)),
        String(6 + ((at * 7) % 9)),
      ]),
    };
  }
  if (/how much|revenue|sell/i.test(question)) {
    return {
      ...shared,
      query: 'HOW_MUCH',
      currency: 'INR',
      answer: 'Revenue was 1,284,500 INR.',
      definition: 'Totals of the orders placed in the period that are not cancelled or refunded.',
      columns: [
        { label: '', numeric: false, unit: 'TEXT' },
        { label: 'INR', numeric: true, unit: 'MONEY' },
      ],
      rows: [['REVENUE', '1284500.00']],
    };
  }
  if (/best customers/i.test(question)) {
    const best = world.customers
      .map(({ id }) => [id, ordersOf(world, id).total] as const)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 10)
      .map(([id, total]) => [id, total.toFixed(2)]);
    return {
      ...shared,
      period: undefined,
      query: 'BEST_CUSTOMERS',
      currency: 'INR',
      answer: `${best[0]?.[0]} comes first with INR ${best[0]?.[1]}, before ${best[1]?.[0]} with INR ${best[1]?.[1]}.`,
      definition: 'Customers by the totals of all their orders that are not cancelled or refunded.',
      columns: [
        { label: '', numeric: false, unit: 'TEXT' },
        { label: 'INR', numeric: true, unit: 'MONEY' },
      ],
      rows: best,
    };
  }
  if (/rate/i.test(question)) {
    return {
      ...shared,
      query: 'RANKING',
      answer: 'EMAIL comes first with 42.1%, before SMS with 0.0%.',
      definition: 'The share of the messages sent that were opened, by the day they were queued.',
      columns: [
        { label: '', numeric: false, unit: 'TEXT' },
        { label: 'Value', numeric: true, unit: 'SHARE' },
      ],
      rows: [
        ['EMAIL', '0.421'],
        ['SMS', '0'],
      ],
    };
  }
  return {
    question,
    columns: [],
    rows: [],
    notUnderstood: [question.replace(/\?$/, '')],
    suggestions: questions,
    ...engine,
  };
}

function checked(
  settings: AiSettings,
  channel: Channel,
  subject: string | undefined,
  body: string,
): MessageDraft {
  const said = (text: string) =>
    settings.forbiddenWords.filter((word) => text.toLowerCase().includes(word.toLowerCase()));
  return {
    ...(subject === undefined ? {} : { subject }),
    body,
    characters: body.length,
    ...(channel === 'SMS' ? { smsParts: Math.max(1, Math.ceil(body.length / 153)) } : {}),
    variables: [...body.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name ?? ''),
    checks: [
      ...said(subject ?? '').map((word) => ({
        pointer: '/subject',
        level: 'ERROR' as const,
        detail: `The subject says “${word}”, which your settings forbid.`,
      })),
      ...said(body).map((word) => ({
        pointer: '/body',
        level: 'ERROR' as const,
        detail: `The text says “${word}”, which your settings forbid.`,
      })),
      ...(channel === 'EMAIL' && body.length > 0 && !body.includes('unsubscribe_url')
        ? [
            {
              pointer: '/body',
              level: 'WARNING' as const,
              detail: 'There is no unsubscribe link; one is added at the end.',
            },
          ]
        : []),
    ],
  };
}

const subjectsFor = (about: string): SubjectLine[] =>
  [
    ['A plain statement', `${about}, for you`],
    ['Curiosity', `{{ customer.firstName | default: "Hello" }}, have you seen this?`],
    ['Brevity', 'We kept something for you'],
  ].map(([idea = '', text = '']) => ({ text, characters: text.length, idea, checks: [] }));

function draftsOf(settings: AiSettings, brief: MessageBrief): MessageDrafts {
  const channel = brief.channel ?? 'EMAIL';
  const offer = brief.offer ? ` ${brief.offer}.` : '';
  const openings = [
    'It has been a while',
    'We thought of you',
    'Good to have you with us',
    'A short word',
    'For you',
  ];
  return {
    variants: openings
      .slice(0, brief.variants ?? 3)
      .map((opening) =>
        checked(
          settings,
          channel,
          channel === 'EMAIL' ? `${opening}, {{ customer.firstName | default: "there" }}` : undefined,
          channel === 'EMAIL'
            ? `Dear {{ customer.firstName | default: "friend" }},\n\n${opening}. ${brief.goal}.${offer}\n\nSee you soon in {{ customer.city | default: "our shop" }}.`
            : `Hi {{ customer.firstName | default: "there" }}, ${opening.toLowerCase()}.${offer}`,
        ),
      ),
    subjects: channel === 'EMAIL' ? subjectsFor(brief.goal ?? '') : [],
    bestTime: {
      hour: 19,
      dayOfWeek: 'THURSDAY',
      reason: '38% of 412 openings were between 18:00 and 20:00.',
    },
    ...engine,
  };
}

function summaryOf(world: World, id: string): CustomerSummary | undefined {
  const customer = world.customers.find((one) => one.id === id);
  if (!customer) return undefined;
  const { count, total } = ordersOf(world, id);
  return {
    customerId: id,
    name: fullName(customer),
    headline:
      count === 0
        ? `${customer.firstName} has not ordered yet`
        : `${customer.firstName} ordered ${count === 1 ? 'once' : `${count} times`}, for ${Math.round(total)} INR in all`,
    sentences: [
      `They live in ${customer.city} and are on the ${String(customer.attributes?.plan)} plan.`,
      customer.consent?.email ? 'They agreed to e-mail.' : 'They have not agreed to e-mail.',
    ],
    facts: [
      { label: 'Orders', text: String(count) },
      { label: 'Spent', text: `${total.toFixed(2)} INR` },
    ],
    nextBestAction:
      count === 0
        ? {
            kind: 'WELCOME',
            title: 'Welcome them',
            why: 'They have been here for a while without an order.',
            channel: 'EMAIL',
          }
        : {
            kind: 'WIN_BACK',
            title: 'Win them back',
            why: 'They used to order every 9 days, and have been silent for longer than that.',
            channel: 'EMAIL',
          },
    missing: [],
    ...engine,
  };
}

/** insight-service as far as words go. It writes like a template, which is what it is without a model. */
export function languageHandlers(world: World): HttpHandler[] {
  let settings: AiSettings = {
    version: 0,
    enabled: true,
    available: false,
    unavailable: 'No key is configured, so the built-in rules answer.',
    keyConfigured: false,
    server: 'api.openai.com',
    model: 'gpt-5-mini',
    defaultModel: 'gpt-5-mini',
    dailyBudget: '5',
    inputPrice: '0.25',
    outputPrice: '2',
    forbiddenWords: ['cheap'],
    today: { day: today(), spent: '0.42', budget: '5', calls: 61, inputTokens: 81_204, outputTokens: 9_877 },
  };
  const missing = () => problem(404, 'There is no such customer');
  return [
    http.post<never, { text?: string }>('/api/insights/rule', async ({ request }) => {
      const { text = '' } = await request.json();
      return text.trim() === ''
        ? problem(422, 'Invalid input', [{ pointer: '/text', detail: 'Say whom you mean.' }])
        : HttpResponse.json(wordsOf(world, text));
    }),
    http.post<never, { question?: string }>('/api/insights/ask', async ({ request }) => {
      const { question = '' } = await request.json();
      return HttpResponse.json(replyOf(world, question));
    }),
    http.get<{ id: string }>('/api/insights/customers/:id/summary', ({ params }) => {
      const summary = summaryOf(world, params.id);
      return summary ? HttpResponse.json(summary) : missing();
    }),
    http.post<{ id: string }, { channel?: Channel; goal?: string }>(
      '/api/insights/customers/:id/message',
      async ({ params, request }) => {
        const customer = world.customers.find(({ id }) => id === params.id);
        if (!customer) return missing();
        const { channel = 'EMAIL', goal = '' } = await request.json();
        const body = `Dear ${customer.firstName},\n\nthank you for being with us. ${goal ? `${goal}.` : ''}\n\nKind regards`;
        const { variables, ...draft } = checked(
          settings,
          channel,
          channel === 'EMAIL' ? `A word to you, ${customer.firstName}` : undefined,
          channel === 'EMAIL' ? body : `Hi ${customer.firstName}, thank you for being with us.`,
        );
        return HttpResponse.json({
          customerId: customer.id,
          channel,
          ...draft,
          basedOn: [`Lives in ${customer.city}`, `Asked about the rain jacket in blue`, ...variables],
          ...engine,
        } satisfies PersonalMessage);
      },
    ),
    http.post<{ id: string }, { notes?: string }>(
      '/api/insights/customers/:id/entries',
      async ({ params, request }) => {
        const { notes } = await request.json();
        return HttpResponse.json({
          customerId: params.id,
          entries: [
            {
              kind: notes ? 'CALL' : 'NOTE',
              text: notes ? `Called: ${notes}.` : 'Has not ordered for longer than usual.',
              tags: ['follow-up'],
              task: { dueAt: new Date(Date.now() + 2 * 86_400_000).toISOString() },
              why: notes ? 'Your notes say so.' : 'Silent for 12 days, where 9 were usual.',
              source: 'AI',
            },
            {
              kind: 'NOTE',
              text: 'Buys jackets above all.',
              tags: [],
              why: '80% of what they bought is jackets.',
              source: 'AI',
            },
          ],
          ...engine,
        } satisfies EntrySuggestions);
      },
    ),
    http.get<{ id: string }>('/api/insights/campaigns/:id/review', ({ params }) => {
      const campaign = world.campaigns.find(({ id }) => id === params.id);
      if (!campaign) return problem(404, 'There is no such campaign');
      return HttpResponse.json({
        campaignId: campaign.id,
        name: campaign.name,
        headline: 'More ordered with the message than without, by what may still be chance',
        paragraphs: [
          'Of those who got the message 27% ordered within 7 days, of those held out 18%.',
          'Half of the messages were opened, and a fifth led to a click.',
        ],
        nextTime: [
          'Hold out more people, so that the difference can be told from chance.',
          'Send at 19:00, when most are opened.',
        ],
        figures: [
          {
            name: 'conversion',
            label: 'Conversion',
            text: '27%',
            definition: 'Customers who ordered, of those who got it.',
          },
        ],
        ...engine,
      } satisfies CampaignReview);
    }),
    http.post<never, MessageBrief>('/api/insights/messages', async ({ request }) => {
      const brief = await request.json();
      return brief.goal
        ? HttpResponse.json(draftsOf(settings, brief))
        : problem(422, 'Invalid input', [{ pointer: '/goal', detail: 'Say what it is to bring about.' }]);
    }),
    http.post<never, { about?: string }>('/api/insights/messages/subjects', async ({ request }) => {
      const { about = 'Our news' } = await request.json();
      return HttpResponse.json({ subjects: subjectsFor(about), ...engine } satisfies SubjectLines);
    }),
    http.post<never, { channel?: Channel; subject?: string; body?: string }>(
      '/api/insights/messages/check',
      async ({ request }) => {
        const { channel = 'EMAIL', subject, body = '' } = await request.json();
        return HttpResponse.json(checked(settings, channel, subject, body));
      },
    ),
    http.get('/api/settings/ai', () => HttpResponse.json(settings)),
    http.put<never, AiSettingsDraft>('/api/settings/ai', async ({ request }) => {
      if (request.headers.get('if-match') !== `"${settings.version}"`) {
        return problem(412, 'The settings were changed meanwhile');
      }
      const draft = await request.json();
      const { enabled = true, model, brandVoice, forbiddenWords = [], dailyBudget = '5' } = draft;
      if (Number.isNaN(Number(dailyBudget))) {
        return problem(422, 'Invalid input', [
          { pointer: '/dailyBudget', detail: 'An amount in US dollars is a decimal number.' },
        ]);
      }
      settings = {
        ...settings,
        ...draft,
        enabled,
        model: model ?? settings.defaultModel,
        brandVoice,
        forbiddenWords,
        version: settings.version + 1,
        today: { ...settings.today, budget: dailyBudget },
        unavailable: enabled
          ? 'No key is configured, so the built-in rules answer.'
          : 'The model is switched off.',
        updatedAt: new Date().toISOString(),
        updatedBy: 'Ada Lovelace',
      };
      return HttpResponse.json(settings);
    }),
  ];
}
