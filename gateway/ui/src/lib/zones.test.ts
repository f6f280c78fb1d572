import { describe, expect, it, vi } from 'vitest';
import { browserZone, exists, instantOf, localOf, parseLocal, wallTimeAt } from './zones';

const at = (local: string, zone: string) => {
  const wall = parseLocal(local);
  return wall && new Date(instantOf(wall, zone)).toISOString();
};

describe('a time in a zone', () => {
  it.each([
    ['2026-11-01T09:30', 'Asia/Kolkata', '2026-11-01T04:00:00.000Z'],
    ['2026-07-01T00:15', 'Europe/Berlin', '2026-06-30T22:15:00.000Z'],
    ['2026-01-01T09:00', 'America/New_York', '2026-01-01T14:00:00.000Z'],
    // The hour that daylight saving skips, and the one that it has twice.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(at(local, zone)).toBe(instant);
  });

  it('that daylight saving skips does not exist', () => {
    const wall = { year: 2026, month: 3, day: 29, hour: 2, minute: 30 };
    expect(exists(wall, 'Europe/Berlin')).toBe(false);
    expect(exists(wall, 'Asia/Kolkata')).toBe(true);
  });

  it('is what it was read from', () => {
    const instant = Date.parse('2026-11-01T04:00:00Z');
    expect(localOf(wallTimeAt(instant, 'Asia/Kolkata'))).toBe('2026-11-01T09:30');
    expect(instantOf(wallTimeAt(instant, 'Pacific/Chatham'), 'Pacific/Chatham')).toBe(instant);
  });
});

it('a place is called as it is called today', () => {
  const options = new Intl.DateTimeFormat().resolvedOptions();
  const named = (timeZone: string) =>
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
      ...options,
      timeZone,
    });
  named('Asia/Calcutta');
  expect(browserZone()).toBe('Asia/Kolkata');
  named('Europe/Berlin');
  expect(browserZone()).toBe('Europe/Berlin');
});
