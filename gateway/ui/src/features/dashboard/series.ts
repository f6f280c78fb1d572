import type { TrendPoint } from '@/components/TrendChart';
import type { Dashboard, DashboardDay, Watched } from '@/lib/api/types';
import { formatDay, formatHour } from '@/lib/format';
import { plusDays } from '@/lib/range';

/** What of a day can be shown as it goes along. */
export type Metric = 'revenue' | 'orders' | 'average' | 'newCustomers' | 'messagesSent';

export type Step = 'hour' | 'day' | 'week' | 'month';

export const HOURS_AT_MOST = 7;

/** The steps that a period of so many days can be looked at in. */
export function stepsFor(days: number): Step[] {
  return [
    ...(days <= HOURS_AT_MOST ? (['hour'] as const) : []),
    ...(days > 1 ? (['day'] as const) : []),
    ...(days > 14 ? (['week'] as const) : []),
    ...(days > 60 ? (['month'] as const) : []),
  ];
}

/** The one that shows most without becoming a hedge. */
export function usualStep(days: number): Step {
  return days === 1 ? 'hour' : days <= 100 ? 'day' : days <= 400 ? 'week' : 'month';
}

/** The metric's name where the API watches for what is unusual about it. */
export const watched: Partial<Record<Metric, Watched>> = {
  revenue: 'REVENUE',
  orders: 'ORDERS',
  newCustomers: 'NEW_CUSTOMERS',
};

interface Sums {
  orders: number;
  revenue: number;
  newCustomers: number;
  messagesSent: number;
}

function sumOf(days: (DashboardDay | undefined)[]): Sums {
  const sums = { orders: 0, revenue: 0, newCustomers: 0, messagesSent: 0 };
  for (const day of days) {
    if (!day) continue;
    sums.orders += day.orders;
    sums.revenue += Number(day.revenue);
    sums.newCustomers += day.newCustomers;
    sums.messagesSent += day.messagesSent;
  }
  return sums;
}

const valueOf = (metric: Metric, sums: Sums) =>
  metric === 'average' ? (sums.orders === 0 ? 0 : sums.revenue / sums.orders) : sums[metric];

function keyOf({ day, hour }: Pick<DashboardDay, 'day' | 'hour'>, step: Step): string {
  switch (step) {
    case 'hour':
      return `${day}T${String(hour ?? 0).padStart(2, '0')}`;
    case 'day':
      return day;
    case 'week': {
      const date = new Date(`${day}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      return date.toISOString().slice(0, 10);
    }
    case 'month':
      return `${day.slice(0, 7)}-01`;
  }
}

/** The series of a metric; weeks begin on Monday, and those at the ends may not be whole. */
export function pointsOf(data: Dashboard, metric: Metric, step: Step): TrendPoint[] {
  const places = new Map<string, number[]>();
  data.series.forEach((day, at) => {
    const key = keyOf(day, step);
    places.set(key, [...(places.get(key) ?? []), at]);
  });
  const of = step === 'day' ? watched[metric] : undefined;
  const bands = new Map(
    data.bands
      .find((band) => band.metric === of)
      ?.days.map(({ day, low, high }) => [day, [low, high]] as const),
  );
  const notes = new Map(
    data.anomalies
      .filter(({ metric: about }) => about === of)
      .map(({ day, explanation }) => [day, explanation]),
  );
  return [...places].map(([key, at]) => {
    const band = bands.get(key);
    return {
      day: key,
      value: valueOf(metric, sumOf(at.map((place) => data.series[place]))),
      before: valueOf(metric, sumOf(at.map((place) => data.seriesBefore[place]))),
      ...(band ? { band: [band[0], band[1]] as [number, number] } : {}),
      ...(notes.has(key) ? { note: notes.get(key) } : {}),
    };
  });
}

/** Whether the period begins or ends within a week or month, which then shows less than there was. */
export function isCut({ period }: Dashboard, step: Step): boolean {
  if (step !== 'week' && step !== 'month') return false;
  const key = (day: string) => keyOf({ day }, step);
  return key(period.from) !== period.from || key(plusDays(period.to, 1)) === key(period.to);
}

/** How a point of a step is called. */
export function stepLabel(step: Step): (key: string) => string {
  switch (step) {
    case 'hour':
      return (key) => `${formatDay(key.slice(0, 10))}, ${formatHour(Number(key.slice(11)))}`;
    case 'day':
      return formatDay;
    case 'week':
      return (key) => `Week of ${formatDay(key)}`;
    case 'month':
      return (key) =>
        new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
          new Date(`${key}T00:00:00Z`),
        );
  }
}
