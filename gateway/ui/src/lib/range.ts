/** Days of the calendar, both included, as `2026-11-27`. */
export interface DayRange {
  from: string;
  to: string;
}

const DAY = 86_400_000;

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(at(text)) === text;

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

export function plusDays(day: string, days: number): string {
  return dayOf(new Date(at(day).getTime() + days * DAY));
}

/** The day in the reader's calendar. */
export function today(now: Date = new Date()): string {
  return dayOf(new Date(now.getTime() - now.getTimezoneOffset() * 60_000));
}

export function daysIn({ from, to }: DayRange): number {
  return Math.round((at(to).getTime() - at(from).getTime()) / DAY) + 1;
}

const first = (day: string, months: number) => {
  const date = at(day);
  return dayOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
};

/** How the API is asked for some days. Its today may not be the reader's: what reaches up to now names no last day. */
export type RangeQuery = { days: number } | { from: string; to?: string };

interface Stretch extends DayRange {
  query: RangeQuery;
}

const lastDays = (days: number) => (day: string) => ({
  from: plusDays(day, 1 - days),
  to: day,
  query: { days },
});
const upToNow = (from: string, day: string) => ({ from, to: day, query: { from } });
const between = (from: string, to: string) => ({ from, to, query: { from, to } });

/** Stretches that people ask for by name, from the day that it is. */
export const PRESETS = [
  { name: '7d', label: 'Last 7 days', of: lastDays(7) },
  { name: '30d', label: 'Last 30 days', of: lastDays(30) },
  { name: '90d', label: 'Last 90 days', of: lastDays(90) },
  { name: '12m', label: 'Last 12 months', of: lastDays(365) },
  { name: 'month', label: 'This month', of: (day: string) => upToNow(first(day, 0), day) },
  {
    name: 'last-month',
    label: 'Last month',
    of: (day: string) => between(first(day, -1), plusDays(first(day, 0), -1)),
  },
  {
    name: 'last-quarter',
    label: 'Last quarter',
    of: (day: string) => {
      const start = first(day, -(at(day).getUTCMonth() % 3));
      return between(first(start, -3), plusDays(start, -1));
    },
  },
  { name: 'year', label: 'This year', of: (day: string) => upToNow(`${day.slice(0, 4)}-01-01`, day) },
] as const satisfies { name: string; label: string; of: (day: string) => Stretch }[];

export type Preset = (typeof PRESETS)[number]['name'];

/** A range as an address has it: by the name of a preset, which moves on as days pass, or by its days. */
export interface ChosenRange extends Stretch {
  preset?: Preset;
  label: string;
}

export function chosenRange(
  { range, from, to }: { range: string; from: string; to: string },
  day: string,
): ChosenRange {
  if (isDay(from) && isDay(to) && from <= to) {
    return { ...(to < day ? between(from, to) : upToNow(from, to)), label: formatRange({ from, to }) };
  }
  const preset = PRESETS.find(({ name }) => name === range) ?? PRESETS[1];
  return { ...preset.of(day), preset: preset.name, label: preset.label };
}

/** `29 Oct – 27 Nov 2026`, in the reader's locale. */
export function formatRange({ from, to }: DayRange): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
    at(from),
    at(to),
  );
}
