import { http, HttpResponse, type HttpHandler } from 'msw';
import type {
  CampaignInsight,
  Campaign,
  Customer,
  CustomerBase,
  CustomerInsight,
  Dashboard,
  DashboardDay,
  Message,
  SegmentSuggestions,
} from '@/lib/api/types';
import { daysIn, plusDays, today } from '@/lib/range';
import { problem } from './mockHttp';
import { membersOf } from './mockSegments';
import { ordersOf, type World } from './world';

const DAY = 86_400_000;
const money = (amount: number) => amount.toFixed(2);
const now = () => new Date().toISOString();

/** Without randomness, from 0 to 1. */
function noise(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 9_973;
  return hash / 9_973;
}

const daysAgo = (day: string) => daysIn({ from: day, to: today() }) - 1;
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const busy = [1.35, 0.8, 0.85, 0.9, 1, 1.2, 1.5];

/** Days that are not as others are. */
const unusual: Record<number, number> = { 9: 0.3, 16: 1.9 };

function expectedOn(day: string): number {
  return (busy[weekday(day)] ?? 1) * Math.max(0.35, 1 - daysAgo(day) / 700);
}

function figuresOn(day: string): DashboardDay {
  const share = daysAgo(day) === 0 ? 0.6 : 1;
  const level = expectedOn(day) * (0.92 + 0.16 * noise(day)) * (unusual[daysAgo(day)] ?? 1) * share;
  return {
    day,
    orders: Math.round(26 * level),
    revenue: money(48_000 * level),
    newCustomers: Math.round(6 * level * (0.8 + 0.4 * noise(`${day}n`))),
    messagesSent: daysAgo(day) % 7 === 2 ? 120 : 0,
  };
}

const hoursOf = (day: DashboardDay): DashboardDay[] =>
  Array.from({ length: 24 }, (_, hour) => {
    const share = Math.max(0, Math.sin(((hour - 6) / 18) * Math.PI)) / 11.43;
    return {
      day: day.day,
      hour,
      orders: Math.round(day.orders * share),
      revenue: money(Number(day.revenue) * share),
      newCustomers: Math.round(day.newCustomers * share),
      messagesSent: hour === 10 ? day.messagesSent : 0,
    };
  });

const daysFrom = (from: string, count: number) =>
  Array.from({ length: count }, (_, at) => figuresOn(plusDays(from, at)));

const sum = (days: DashboardDay[], of: (day: DashboardDay) => number) =>
  days.reduce((total, day) => total + of(day), 0);

function sumsOf(world: World, days: DashboardDay[], upTo: string) {
  const orders = sum(days, (day) => day.orders);
  const revenue = sum(days, (day) => Number(day.revenue));
  const sent = sum(days, (day) => day.messagesSent);
  const known = world.customers.filter(({ createdAt }) => createdAt.slice(0, 10) <= upTo).length;
  return {
    customers: {
      total: upTo >= today() ? world.customers.length : known,
      new: sum(days, (day) => day.newCustomers),
      active: Math.round(orders * 0.7),
      repeatRate: days.length > 1 ? 0.2 + Math.min(0.3, days.length / 900) : undefined,
    },
    orders: {
      total: Math.round(orders * 1.04),
      counted: orders,
      revenue: money(revenue),
      average: money(orders === 0 ? 0 : revenue / orders),
    },
    messages: {
      queued: upTo >= today() ? 12 : 0,
      sent,
      delivered: Math.round(sent * 0.97),
      opened: Math.round(sent * 0.42),
      clicked: Math.round(sent * 0.11),
      failed: Math.round(sent * 0.01),
      skipped: Math.round(sent * 0.08),
      heldOut: Math.round(sent * 0.05),
      unconfirmed: 0,
      unsubscribed: Math.round(sent * 0.004),
      bounced: Math.round(sent * 0.012),
      complained: 0,
    },
  };
}

const splits = {
  CITY: ['Pune', 'Mumbai', 'Bengaluru', 'Delhi', 'Chennai', 'Kolkata', 'Hyderabad', 'Ahmedabad', 'Kochi'],
  COUNTRY: ['IN'],
  CHANNEL: ['web', 'store'],
  CATEGORY: ['Jackets', 'Shoes', 'Gear', 'Socks'],
  TAG: ['vip', 'newsletter'],
} as const;

type Split = Dashboard['breakdowns'][number]['split'];

function breakdownOf(split: Split, sums: Dashboard['before'], before: Dashboard['before']) {
  const values: readonly string[] = splits[split];
  const weight = (at: number, when: string) =>
    (values.length - at) * (0.85 + 0.3 * noise(`${values[at]}${when}`));
  const whole = (when: string) => values.reduce((total, _, at) => total + weight(at, when), 0);
  return {
    split,
    values: values.map((value, at) => {
      const share = weight(at, 'now') / whole('now');
      const was = weight(at, 'before') / whole('before');
      const revenue = Number(sums.orders.revenue) * share;
      const revenueBefore = Number(before.orders.revenue) * was;
      return {
        value,
        orders: Math.round(sums.orders.counted * share),
        revenue: money(revenue),
        share,
        newCustomers: Math.round(sums.customers.new * share),
        ordersBefore: Math.round(before.orders.counted * was),
        revenueBefore: money(revenueBefore),
        ...(revenueBefore > 0 ? { change: (revenue - revenueBefore) / revenueBefore } : {}),
      };
    }),
  };
}

function dashboardOf(world: World, from: string, to: string, hourly: boolean): Dashboard {
  const days = daysIn({ from, to });
  const comparedWith = { from: plusDays(from, -days), to: plusDays(from, -1), days };
  const series = daysFrom(from, days);
  const seriesBefore = daysFrom(comparedWith.from, days);
  const sums = sumsOf(world, series, to);
  const before = sumsOf(world, seriesBefore, comparedWith.to);
  const breakdowns = (Object.keys(splits) as Split[]).map((split) => breakdownOf(split, sums, before));
  const band = (scale: number) => (day: string) => {
    const expected = expectedOn(day) * scale;
    return { day, expected, low: expected * 0.78, high: expected * 1.22 };
  };
  const revenueOn = band(48_000);
  return {
    asOf: now(),
    currency: 'INR',
    period: { from, to, days },
    comparedWith,
    ...sums,
    before,
    granularity: hourly ? 'HOUR' : 'DAY',
    series: hourly ? series.flatMap(hoursOf) : series,
    seriesBefore: hourly ? seriesBefore.flatMap(hoursOf) : seriesBefore,
    topCities: (breakdowns[0]?.values ?? []).slice(0, 5).map(({ value, revenue }) => ({
      city: value,
      customers: world.customers.filter(({ city }) => city === value).length,
      revenue,
    })),
    breakdowns,
    movers: breakdowns
      .filter(({ split }) => split === 'CITY' || split === 'CATEGORY')
      .flatMap(({ split, values }) =>
        values.map(({ value, revenue, revenueBefore, change }) => ({
          split,
          value,
          revenue,
          revenueBefore,
          difference: money(Number(revenue) - Number(revenueBefore)),
          change,
        })),
      )
      .sort((a, b) => Math.abs(Number(b.difference)) - Math.abs(Number(a.difference)))
      .slice(0, 6),
    bands: hourly
      ? []
      : [
          { metric: 'REVENUE', days: series.map(({ day }) => revenueOn(day)) },
          { metric: 'ORDERS', days: series.map(({ day }) => band(26)(day)) },
        ],
    anomalies: series
      .filter(({ day }) => unusual[daysAgo(day)] !== undefined)
      .reverse()
      .map(({ day, revenue }) => {
        const { expected, low, high } = revenueOn(day);
        const up = Number(revenue) > high;
        return {
          day,
          metric: 'REVENUE' as const,
          value: revenue,
          expected,
          low,
          high,
          score: 4.2,
          drivers: [
            {
              split: 'CITY' as const,
              value: 'Pune',
              actual: expected * 0.1,
              expected: expected * 0.3,
              part: 0.6,
            },
          ],
          explanation: `Revenue was ${Math.round((Math.abs(Number(revenue) - expected) / expected) * 100)}% ${up ? 'above' : 'below'} what this weekday usually has. Most of it comes from Pune, and from the channel web.`,
        };
      }),
    pending: 0,
  };
}

const groups: [CustomerBase['groups'][number]['key'], string, string, number, number][] = [
  ['CHAMPIONS', 'Champions', 'bought lately, often and for much', 0.14, 0.41],
  ['LOYAL', 'Loyal', 'buy often or for much, and not long ago', 0.2, 0.26],
  ['NEW', 'New', 'bought very lately, and little so far', 0.12, 0.04],
  ['AT_RISK', 'At risk', 'used to buy often or for much, and have not for a while', 0.16, 0.17],
  ['LOST', 'Lost', 'bought least, and longest ago', 0.18, 0.12],
  ['PROSPECTS', 'Prospects', 'have not bought anything yet', 0.2, 0],
];

function baseOf(world: World): CustomerBase {
  const spent = world.customers.reduce((total, { id }) => total + ordersOf(world, id).total, 0);
  return {
    countedAt: now(),
    currency: 'INR',
    customers: world.customers.length,
    groups: groups.map(([key, title, meaning, share, revenueShare]) => ({
      key,
      title,
      meaning,
      customers: Math.round(world.customers.length * share),
      share,
      revenue: money(spent * revenueShare),
      revenueShare,
      expectedValue: money(spent * revenueShare * 0.2),
    })),
    modelNote: 'Expectations are by BG/NBD and Gamma-Gamma, fitted to 106 customers who bought.',
  };
}

function insightOf(world: World, customer: Customer): CustomerInsight {
  const orders = ordersOf(world, customer.id);
  const own = world.orders.filter(
    ({ customerId, status }) => customerId === customer.id && status !== 'CANCELLED',
  );
  const last = own[0];
  const silent = last ? Math.floor((Date.now() - new Date(last.placedAt).getTime()) / DAY) : undefined;
  const score = (value: number) => Math.max(1, Math.min(5, Math.round(value)));
  const [key, title, meaning] = groups[orders.count === 0 ? 5 : orders.count > 2 ? 0 : 3] ?? ['LOST', '', ''];
  const messages = world.messages.filter(
    ({ customerId, state }) => customerId === customer.id && state === 'SENT',
  );
  const alive = silent === undefined ? undefined : Math.max(0.2, 1 - silent / 60);
  const category = own[0]?.items?.[0]?.category;
  return {
    id: customer.id,
    mergedIds: [],
    asOf: now(),
    currency: 'INR',
    knownSince: customer.createdAt.slice(0, 10),
    orders: {
      count: orders.count,
      revenue: money(orders.total),
      ...(orders.count > 0 ? { average: money(orders.total / orders.count) } : {}),
      firstAt: own.at(-1)?.placedAt,
      lastAt: last?.placedAt,
      daysSinceLast: silent,
      ...(orders.count > 1 ? { daysBetween: 9.4 } : {}),
      cancelled: 0,
    },
    ...(silent === undefined
      ? {}
      : {
          scores: {
            recency: score(5 - silent / 8),
            frequency: score(orders.count + 1),
            monetary: score(orders.total / 4_000),
          },
        }),
    group: { key, title, meaning },
    outlook: {
      basis: silent === undefined ? 'NO_ORDERS' : 'MODEL',
      horizonDays: 90,
      ...(alive === undefined
        ? {}
        : {
            probabilityAlive: alive,
            probabilityOfOrder: alive * 0.7,
            expectedOrders: alive * 2.4,
            expectedValue: money(alive * 2.4 * 5_200),
            churnRisk: 1 - alive * 0.7,
            fittedAt: now(),
          }),
      churn: alive === undefined ? 'UNKNOWN' : alive > 0.7 ? 'LOW' : alive > 0.4 ? 'MEDIUM' : 'HIGH',
      explanation:
        alive === undefined
          ? 'They have not bought, so nothing can be expected from their orders.'
          : `By BG/NBD from ${orders.count} orders, the last of them ${silent} days ago; values by Gamma-Gamma.`,
    },
    categories: category
      ? [{ category, orders: orders.count, revenue: money(orders.total), share: 0.8 }]
      : [],
    favouriteCategory: category,
    favouriteChannel: own[0]?.channel,
    bestHour: {
      hour: 19,
      timeZone: customer.timeZone ?? 'Asia/Kolkata',
      basis: orders.count > 1 ? 'OWN' : 'EVERYBODY',
      responses: orders.count + 4,
      ...(orders.count > 1 ? { probability: 0.62 } : {}),
      explanation: `From ${orders.count + 4} openings, clicks and orders between 18:00 and 20:00.`,
    },
    messages: { sent: messages.length, opened: 0, clicked: 0, lastSentAt: messages[0]?.sentAt },
  };
}

function resultsOf(world: World, campaign: Campaign, touch: string, windowDays: number): CampaignInsight {
  const own = world.messages.filter(({ campaignId }) => campaignId === campaign.id);
  const count = (...states: Message['state'][]) => own.filter(({ state }) => states.includes(state)).length;
  const sent = count('SENT', 'DELIVERED');
  const reach = {
    queued: count('QUEUED'),
    sent,
    delivered: sent,
    opened: Math.round(sent * 0.5),
    clicked: Math.round(sent * 0.2),
    failed: 0,
    skipped: count('SKIPPED'),
    unconfirmed: 0,
    heldOut: Math.round(sent / 5),
    unsubscribed: 0,
    bounced: 0,
    complained: 0,
  };
  const people = touch === 'opened' ? reach.opened : touch === 'clicked' ? reach.clicked : sent;
  const customers = Math.round(people * (0.1 + windowDays / 100));
  const revenue = customers * 6_240;
  const curve = (rate: number) =>
    Array.from({ length: windowDays }, (_, day) => {
      const conversion = rate * (1 - Math.exp(-(day + 1) / 3));
      return {
        day,
        people,
        customers: Math.round(people * conversion),
        conversion,
        revenue: money(people * conversion * 6_240),
        perPerson: conversion * 6_240,
      };
    });
  return {
    id: campaign.id,
    name: campaign.name,
    launchedAt: campaign.launchedAt,
    asOf: now(),
    currency: 'INR',
    touch: touch.toUpperCase() as CampaignInsight['touch'],
    windowDays,
    messages: reach,
    revenue: {
      people,
      customers,
      orders: customers,
      revenue: money(revenue),
      ...(people > 0 ? { conversion: customers / people, perPerson: money(revenue / people) } : {}),
    },
    uplift: {
      confidence: 0.95,
      messaged: { people: sent, customers, conversion: 0.27, revenuePerPerson: 1_685, overShare: 1 },
      heldOut: {
        people: reach.heldOut,
        customers: 1,
        conversion: 0.18,
        revenuePerPerson: 1_123,
        overShare: 1,
      },
      conversion: { estimate: 0.09, low: -0.02, high: 0.2, significant: false },
      revenuePerPerson: { estimate: 562, low: 120, high: 1_004, significant: true },
      extraRevenue: { estimate: 562 * sent, low: 120 * sent, high: 1_004 * sent, significant: true },
      explanation:
        'Customers who got the message ordered more often than those held out, by 9 points. The range from −2 to +20 points still allows for chance.',
    },
    variants: [],
    steps: [],
    curves: [
      { of: 'MESSAGED', people: sent, points: curve(0.27) },
      { of: 'HELD_OUT', people: reach.heldOut, points: curve(0.18) },
    ],
  };
}

function suggestionsOf(world: World): SegmentSuggestions {
  const items: Omit<SegmentSuggestions['items'][number], 'size'>[] = [
    {
      key: 'AT_RISK_HIGH_VALUE',
      name: 'Big spenders who went quiet',
      why: 'They spent 9,000 or more, and have not ordered for 15 days, while they used to every 9.',
      rule: {
        combinator: 'and',
        rules: [
          { field: 'orders.total', operator: '>=', value: 9_000 },
          { field: 'orders.lastAt', operator: 'notWithinLast', value: 'P15D' },
        ],
      },
      revenue: '412000.00',
      figures: [{ name: 'Days since their last order', value: '15' }],
    },
    {
      key: 'SECOND_PURCHASE_DUE',
      name: 'Second purchase due',
      why: 'They ordered once, and most who come back do so by now: 5 days after the first order.',
      rule: {
        combinator: 'and',
        rules: [
          { field: 'orders.count', operator: '=', value: 1 },
          { field: 'orders.lastAt', operator: 'notWithinLast', value: 'P5D' },
        ],
      },
      figures: [],
    },
    {
      key: 'BIRTHDAY_SOON',
      name: 'Birthday within two months',
      why: 'Their birthday comes up within 60 days, and they agreed to e-mail.',
      rule: {
        combinator: 'and',
        rules: [
          { field: 'birthDate', operator: 'anniversaryWithinNext', value: 'P60D' },
          { field: 'consent.email', operator: '=', value: true },
        ],
      },
      figures: [],
    },
    {
      key: 'BEST_CUSTOMERS',
      name: 'The best of all',
      why: 'A tenth of the customers brings a third of the revenue: these.',
      rule: { combinator: 'and', rules: [{ field: 'orders.total', operator: '>', value: 20_000 }] },
      revenue: '903000.00',
      figures: [],
    },
  ];
  return {
    countedAt: now(),
    currency: 'INR',
    items: items
      .map((item) => ({ ...item, size: membersOf(world, item.rule).length }))
      .filter(({ size }) => size > 0),
  };
}

/** insight-service as far as figures go: of a business that is made up, but adds up. */
export function insightHandlers(world: World): HttpHandler[] {
  return [
    http.get('/api/insights/dashboard', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const to = query.get('to') ?? today();
      const from = query.get('from') ?? plusDays(to, 1 - Number(query.get('days') ?? 30));
      return HttpResponse.json(dashboardOf(world, from, to, query.get('granularity') === 'hour'));
    }),
    http.get('/api/insights/customers', () => HttpResponse.json(baseOf(world))),
    http.get<{ id: string }>('/api/insights/customers/:id', ({ params }) => {
      const customer = world.customers.find(({ id }) => id === params.id);
      return customer
        ? HttpResponse.json(insightOf(world, customer))
        : problem(404, 'There is no such customer');
    }),
    http.get<{ id: string }>('/api/insights/campaigns/:id', ({ params, request }) => {
      const campaign = world.campaigns.find(({ id }) => id === params.id);
      if (!campaign) return problem(404, 'There is no such campaign');
      const query = new URL(request.url).searchParams;
      const window = Number(query.get('window') ?? 7);
      return HttpResponse.json(resultsOf(world, campaign, query.get('touch') ?? 'sent', window));
    }),
    http.get('/api/insights/segments', () => HttpResponse.json(suggestionsOf(world))),
  ];
}
