import { describe, expect, it } from 'vitest';
import { cronOf, recurrenceOf, recurrenceWords, type Recurrence } from './recurrence';

const said: [Recurrence, string, string][] = [
  [{ every: 'day', time: '09:05' }, '0 5 9 * * *', 'every day at 09:05'],
  [
    { every: 'week', days: ['MON', 'THU'], time: '18:30' },
    '0 30 18 * * MON,THU',
    'every Monday and Thursday at 18:30',
  ],
  [{ every: 'month', day: '15', time: '00:00' }, '0 0 0 15 * *', 'on day 15 of every month at 00:00'],
  [{ every: 'month', day: 'L', time: '10:00' }, '0 0 10 L * *', 'on the last day of every month at 10:00'],
  [
    { every: 'expression', expression: '0 */15 9-17 * * MON-FRI' },
    '0 */15 9-17 * * MON-FRI',
    'by the cron expression 0 */15 9-17 * * MON-FRI',
  ],
];

describe('a recurrence', () => {
  it.each(said)('%j is the expression %s, and said as %s', (recurrence, cron, words) => {
    expect(cronOf(recurrence)).toBe(cron);
    expect(recurrenceOf(cron)).toEqual(recurrence);
    expect(recurrenceWords(cron)).toBe(words);
  });

  it('keeps the days of a week in their order', () => {
    expect(cronOf({ every: 'week', days: ['SUN', 'TUE'], time: '08:00' })).toBe('0 0 8 * * TUE,SUN');
  });

  it.each(['0 0 9 15 * MON', '0 0 9 * 6 *', '30 0 9 * * *', '0 0 9 * * 1-5', 'nonsense', '0 99 9 * * *'])(
    'of %s can only be said as an expression',
    (cron) => {
      expect(recurrenceOf(cron)).toEqual({ every: 'expression', expression: cron });
    },
  );
});
