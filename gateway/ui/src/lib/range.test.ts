import { describe, expect, it } from 'vitest';
import { chosenRange, daysIn, isDay, PRESETS, today } from './range';

const of = (name: string, day: string) => PRESETS.find((preset) => preset.name === name)?.of(day);

describe('a range of days', () => {
  it.each([
    ['7d', '2026-11-27', '2026-11-21', '2026-11-27'],
    ['30d', '2026-03-01', '2026-01-31', '2026-03-01'],
    ['month', '2026-11-27', '2026-11-01', '2026-11-27'],
    ['last-month', '2024-03-31', '2024-02-01', '2024-02-29'],
    ['last-month', '2026-01-15', '2025-12-01', '2025-12-31'],
    ['last-quarter', '2026-11-27', '2026-07-01', '2026-09-30'],
    ['last-quarter', '2026-02-10', '2025-10-01', '2025-12-31'],
    ['year', '2026-11-27', '2026-01-01', '2026-11-27'],
  ])('%s on %s is from %s to %s', (name, day, from, to) => {
    expect(of(name, day)).toMatchObject({ from, to });
  });

  it('has as many days as its ends say, across a change of clocks, too', () => {
    expect(daysIn({ from: '2026-10-24', to: '2026-10-26' })).toBe(3);
    expect(daysIn({ from: '2026-11-27', to: '2026-11-27' })).toBe(1);
  });

  it('is asked for without a last day where that is today, which it may not be yet where the platform is', () => {
    const query = (range: string, from = '', to = '') => chosenRange({ range, from, to }, '2026-11-27').query;
    expect(query('30d')).toEqual({ days: 30 });
    expect(query('month')).toEqual({ from: '2026-11-01' });
    expect(query('last-month')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(query('', '2026-11-20', '2026-11-27')).toEqual({ from: '2026-11-20' });
    expect(query('', '2026-11-20', '2026-11-26')).toEqual({ from: '2026-11-20', to: '2026-11-26' });
  });

  it('comes from an address, which may hold anything', () => {
    const read = (range = '', from = '', to = '') => chosenRange({ range, from, to }, '2026-11-27');
    expect(read()).toMatchObject({ preset: '30d', from: '2026-10-29', to: '2026-11-27' });
    expect(read('90d')).toMatchObject({ preset: '90d', from: '2026-08-30' });
    expect(read('nonsense')).toMatchObject({ preset: '30d' });
    expect(read('7d', '2026-01-01', '2026-01-31')).toMatchObject({ from: '2026-01-01', to: '2026-01-31' });
    expect(read('', '2026-02-30', '2026-03-01')).toMatchObject({ preset: '30d' });
    expect(read('', '2026-03-02', '2026-03-01')).toMatchObject({ preset: '30d' });
  });

  it('knows days from what only looks like one', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-1-1')).toBe(false);
  });

  it('ends on the day in the reader’s calendar', () => {
    // Tests run in Kolkata, 5 h 30 min ahead.
    expect(today(new Date('2026-11-27T20:00:00Z'))).toBe('2026-11-28');
  });
});
