import { instantOf, wallTimeAt } from './zones';

/**
 * The part of Spring's cron expressions that can be looked ahead here: second, minute, hour, day of month, month and day of
 * week, each of `*`, numbers, ranges, lists, steps and names, and `L` for the last day of the month.
 */
interface Cron {
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  days: ReadonlySet<number>;
  lastDay: boolean;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

function numbersOf(field: string, from: number, to: number, names: string[] = []): number[] | undefined {
  const numberOf = (text: string) => {
    const name = names.indexOf(text.toUpperCase());
    if (name >= 0) return name + (names === MONTHS ? 1 : 0);
    return /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const found = new Set<number>();
  for (const item of field.split(',')) {
    const [range = '', step = '1'] = item.split('/');
    const every = Number(step);
    let [first, last] = [from, to];
    if (range !== '*' && range !== '?') {
      const [low = '', high] = range.split('-');
      first = numberOf(low);
      last = high !== undefined ? numberOf(high) : item.includes('/') ? to : first;
    }
    const fits = first >= from && last <= to && first <= last && Number.isInteger(every) && every > 0;
    if (!fits) return undefined;
    for (let number = first; number <= last; number += every) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
}

export function parseCron(expression: string): Cron | undefined {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 6) return undefined;
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const lastDay = day.toUpperCase() === 'L';
  const seconds = numbersOf(second, 0, 59);
  const minutes = numbersOf(minute, 0, 59);
  const hours = numbersOf(hour, 0, 23);
  const days = lastDay ? [] : numbersOf(day, 1, 31);
  const months = numbersOf(month, 1, 12, MONTHS);
  const weekdays = numbersOf(weekday, 0, 7, WEEKDAYS);
  if (!seconds || !minutes || !hours || !days || !months || !weekdays) return undefined;
  return {
    seconds,
    minutes,
    hours,
    days: new Set(days),
    lastDay,
    months: new Set(months),
    weekdays: new Set(weekdays.map((number) => number % 7)),
  };
}

/** How far ahead is looked: what comes less than once in that time is as good as never. */
const DAYS_AHEAD = 5 * 366;

/**
 * The next instants of an expression in a zone, soonest first; none where it cannot be read here or never comes. Each time
 * that clocks should show counts once: shifted where they skip it, the first where they show it twice.
 */
export function nextRuns(expression: string, zone: string, after: number, count: number): number[] {
  const cron = parseCron(expression);
  if (!cron) return [];
  const runs: number[] = [];
  const today = wallTimeAt(after, zone);
  for (let ahead = 0; ahead < DAYS_AHEAD && runs.length < count; ahead += 1) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
    if (!isOn(cron, date)) continue;
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const ofDay = new Set<number>();
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        for (const second of cron.seconds) {
          const run = instantOf({ year, month, day, hour, minute }, zone) + second * 1000;
          if (run > after && !runs.includes(run)) ofDay.add(run);
        }
      }
    }
    // What is shifted may come after what follows it.
    runs.push(...[...ofDay].sort((a, b) => a - b));
  }
  return runs.slice(0, count);
}

function isOn(cron: Cron, date: Date): boolean {
  const day = date.getUTCDate();
  const daysOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return (
    cron.months.has(date.getUTCMonth() + 1) &&
    cron.weekdays.has(date.getUTCDay()) &&
    (cron.lastDay ? day === daysOfMonth : cron.days.has(day))
  );
}
