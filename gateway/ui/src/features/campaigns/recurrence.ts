import { parseCron } from '@/lib/cron';

export type Weekday = 'MON' | 'TUE' | 'WED' | 'THU' | 'FRI' | 'SAT' | 'SUN';

export const WEEKDAYS: { value: Weekday; label: string; short: string }[] = [
  { value: 'MON', label: 'Monday', short: 'Mon' },
  { value: 'TUE', label: 'Tuesday', short: 'Tue' },
  { value: 'WED', label: 'Wednesday', short: 'Wed' },
  { value: 'THU', label: 'Thursday', short: 'Thu' },
  { value: 'FRI', label: 'Friday', short: 'Fri' },
  { value: 'SAT', label: 'Saturday', short: 'Sat' },
  { value: 'SUN', label: 'Sunday', short: 'Sun' },
];

/** The last day, whichever number it has. */
export const LAST_DAY = 'L';

/** How often, as people say it; what they cannot say stays an expression. */
export type Recurrence =
  | { every: 'day'; time: string }
  | { every: 'week'; days: Weekday[]; time: string }
  | { every: 'month'; day: string; time: string }
  | { every: 'expression'; expression: string };

export const timeOf = (recurrence: Recurrence) =>
  recurrence.every === 'expression' ? '09:00' : recurrence.time;

const two = (value: string | number) => String(value).padStart(2, '0');

export function cronOf(recurrence: Recurrence): string {
  if (recurrence.every === 'expression') return recurrence.expression.trim();
  const [hour = '0', minute = '0'] = recurrence.time.split(':');
  const at = `0 ${Number(minute)} ${Number(hour)}`;
  switch (recurrence.every) {
    case 'day':
      return `${at} * * *`;
    case 'week':
      return `${at} * * ${WEEKDAYS.filter(({ value }) => recurrence.days.includes(value))
        .map(({ value }) => value)
        .join(',')}`;
    case 'month':
      return `${at} ${recurrence.day} * *`;
  }
}

export function recurrenceOf(cron: string): Recurrence {
  const expression: Recurrence = { every: 'expression', expression: cron };
  const match = /^0 (\d{1,2}) (\d{1,2}) (\*|L|\d{1,2}) \* (\S+)$/i.exec(cron.trim());
  if (!match || !parseCron(cron)) return expression;
  const [, minute = '0', hour = '0', day = '*', weekdays = '*'] = match;
  const time = `${two(hour)}:${two(minute)}`;
  if (weekdays === '*') {
    return day === '*' ? { every: 'day', time } : { every: 'month', day: day.toUpperCase(), time };
  }
  const days = weekdays.toUpperCase().split(',');
  const known = WEEKDAYS.map(({ value }) => value).filter((value) => days.includes(value));
  return day === '*' && known.length === days.length ? { every: 'week', days: known, time } : expression;
}

/** Such as `every Monday and Thursday at 09:00`. */
export function recurrenceWords(cron: string): string {
  const recurrence = recurrenceOf(cron);
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  switch (recurrence.every) {
    case 'day':
      return `every day at ${recurrence.time}`;
    case 'week':
      return `every ${list.format(
        WEEKDAYS.filter(({ value }) => recurrence.days.includes(value)).map(({ label }) => label),
      )} at ${recurrence.time}`;
    case 'month':
      return recurrence.day === LAST_DAY
        ? `on the last day of every month at ${recurrence.time}`
        : `on day ${recurrence.day} of every month at ${recurrence.time}`;
    case 'expression':
      return `by the cron expression ${recurrence.expression}`;
  }
}
