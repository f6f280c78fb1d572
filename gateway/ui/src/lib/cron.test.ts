import { describe, expect, it } from 'vitest';
import { nextRuns, parseCron } from './cron';

const friday = Date.parse('2026-11-27T10:00:00Z');
const next = (expression: string, zone = 'UTC', count = 3) =>
  nextRuns(expression, zone, friday, count).map((run) => new Date(run).toISOString().slice(0, 19));

describe('what comes next', () => {
  it.each([
    ['0 30 9 * * *', ['2026-11-28T09:30:00', '2026-11-29T09:30:00', '2026-11-30T09:30:00']],
    ['0 0 11 * * FRI', ['2026-11-27T11:00:00', '2026-12-04T11:00:00', '2026-12-11T11:00:00']],
    ['0 0 9 * * MON,WED', ['2026-11-30T09:00:00', '2026-12-02T09:00:00', '2026-12-07T09:00:00']],
    ['0 0 9 * * 7', ['2026-11-29T09:00:00', '2026-12-06T09:00:00', '2026-12-13T09:00:00']],
    ['0 0 9 31 * *', ['2026-12-31T09:00:00', '2027-01-31T09:00:00', '2027-03-31T09:00:00']],
    ['0 0 9 L * *', ['2026-11-30T09:00:00', '2026-12-31T09:00:00', '2027-01-31T09:00:00']],
    ['0 */30 9-10 * * *', ['2026-11-27T10:30:00', '2026-11-28T09:00:00', '2026-11-28T09:30:00']],
    ['0 0 9 29 2 *', ['2028-02-29T09:00:00']],
    ['0 0 9 30 2 *', []],
  ])('of %s', (expression, runs) => {
    expect(next(expression)).toEqual(runs);
  });

  it('is at the same time of the day in its zone, whatever daylight saving does', () => {
    const march = Date.parse('2026-03-27T12:00:00Z');
    const runs = nextRuns('0 30 2 * * *', 'Europe/Berlin', march, 3);
    expect(runs.map((run) => new Date(run).toISOString())).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it.each([
    ['Europe/Berlin', '0 30 2 * * *', '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00', '2026-10-26T01:30:00']],
    ['Europe/Berlin', '0 0 * * * *', '2026-10-24T23:30:00Z', ['2026-10-25T00:00:00', '2026-10-25T02:00:00']],
    [
      'Antarctica/Troll',
      '0 0 2,3 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00', '2026-03-29T02:00:00'],
    ],
  ])('counts each time that clocks in %s show once (%s)', (zone, expression, after, expected) => {
    const runs = nextRuns(expression, zone, Date.parse(after), 2);
    expect(runs.map((run) => new Date(run).toISOString().slice(0, 19))).toEqual(expected);
  });
});

it.each(['', '* * * * *', '0 60 9 * * *', '0 0 9 * * MUN', '0 0 9 0 * *', '0 0 9 5-1 * *', '0 0/0 9 * * *'])(
  '%j is no expression that can be looked ahead',
  (expression) => {
    expect(parseCron(expression)).toBeUndefined();
    expect(next(expression)).toEqual([]);
  },
);
