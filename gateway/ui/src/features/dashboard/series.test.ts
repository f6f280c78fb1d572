import { describe, expect, it } from 'vitest';
import type { Dashboard, DashboardDay } from '@/lib/api/types';
import { plusDays } from '@/lib/range';
import { isCut, pointsOf, stepLabel, stepsFor, usualStep } from './series';

const day = (on: string, orders: number, revenue: number): DashboardDay => ({
  day: on,
  orders,
  revenue: revenue.toFixed(2),
  newCustomers: 0,
  messagesSent: 0,
});

function dashboardOf(from: string, days: number): Dashboard {
  const of = (first: string, orders: number) =>
    Array.from({ length: days }, (_, at) => day(plusDays(first, at), orders, orders * 10));
  return {
    period: { from, to: plusDays(from, days - 1), days },
    series: of(from, 2),
    seriesBefore: of(plusDays(from, -days), 1),
    bands: [{ metric: 'ORDERS', days: [{ day: from, expected: 1, low: 0.5, high: 1.5 }] }],
    anomalies: [{ day: from, metric: 'ORDERS', explanation: 'Twice as many.' }],
  } as unknown as Dashboard;
}

describe('a series', () => {
  it('has a point a day with its band, its note and the day before it', () => {
    const points = pointsOf(dashboardOf('2026-11-02', 3), 'orders', 'day');
    expect(points[0]).toEqual({
      day: '2026-11-02',
      value: 2,
      before: 1,
      band: [0.5, 1.5],
      note: 'Twice as many.',
    });
    expect(points[1]).toEqual({ day: '2026-11-03', value: 2, before: 1 });
  });

  it('keeps the band of a figure to that figure', () => {
    expect(pointsOf(dashboardOf('2026-11-02', 1), 'revenue', 'day')).toEqual([
      { day: '2026-11-02', value: 20, before: 10 },
    ]);
  });

  it('adds up weeks from Monday, those before at the same places', () => {
    // A Saturday: two days of one week, seven of the next, one of the third.
    const points = pointsOf(dashboardOf('2026-10-31', 10), 'revenue', 'week');
    expect(points).toEqual([
      { day: '2026-10-26', value: 40, before: 20 },
      { day: '2026-11-02', value: 140, before: 70 },
      { day: '2026-11-09', value: 20, before: 10 },
    ]);
  });

  it('averages over what is added up, never over averages', () => {
    const data = dashboardOf('2026-11-02', 2);
    data.series = [day('2026-11-02', 1, 100), day('2026-11-03', 3, 60)];
    expect(pointsOf(data, 'average', 'month')[0]).toMatchObject({ day: '2026-11-01', value: 40 });
    data.series = [day('2026-11-02', 0, 0), day('2026-11-03', 0, 0)];
    expect(pointsOf(data, 'average', 'month')[0]?.value).toBe(0);
  });

  it('of hours has a point for each', () => {
    const data = dashboardOf('2026-11-02', 1);
    data.series = [
      { ...day('2026-11-02', 4, 40), hour: 0 },
      { ...day('2026-11-02', 5, 50), hour: 13 },
    ];
    expect(pointsOf(data, 'orders', 'hour').map(({ day: at, value }) => [at, value])).toEqual([
      ['2026-11-02T00', 4],
      ['2026-11-02T13', 5],
    ]);
    expect(stepLabel('hour')('2026-11-02T13')).toMatch(/1|13/);
  });
});

describe('steps', () => {
  it.each([
    [1, ['hour'], 'hour'],
    [7, ['hour', 'day'], 'day'],
    [30, ['day', 'week'], 'day'],
    [90, ['day', 'week', 'month'], 'day'],
    [365, ['day', 'week', 'month'], 'week'],
    [730, ['day', 'week', 'month'], 'month'],
  ])('for %s days are %j, and %s at first', (days, steps, usual) => {
    expect(stepsFor(days)).toEqual(steps);
    expect(usualStep(days)).toBe(usual);
    expect(steps).toContain(usualStep(days));
  });

  it('say when the first or the last is not whole', () => {
    expect(isCut(dashboardOf('2026-11-02', 14), 'week')).toBe(false);
    expect(isCut(dashboardOf('2026-11-03', 13), 'week')).toBe(true);
    expect(isCut(dashboardOf('2026-11-02', 13), 'week')).toBe(true);
    expect(isCut(dashboardOf('2026-11-01', 30), 'month')).toBe(false);
    expect(isCut(dashboardOf('2026-11-01', 31), 'month')).toBe(true);
    expect(isCut(dashboardOf('2026-11-03', 3), 'day')).toBe(false);
  });
});
