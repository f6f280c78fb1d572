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

/** As many days, right before. */
export function before(range: DayRange): DayRange {
  return { from: plusDays(range.from, -daysIn(range)), to: plusDays(range.from, -1) };
}

const first = (day: string, months: number) => {
  const date = at(day);
  return dayOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
};

const lastDays = (days: number) => (day: string) => ({ from: plusDays(day, 1 - days), to: day });

/** Stretches that people ask for by name, from the day that it is. */
export const PRESETS = [
  { name: '7d', label: 'Last 7 days', of: lastDays(7) },
  { name: '30d', label: 'Last 30 days', of: lastDays(30) },
  { name: '90d', label: 'Last 90 days', of: lastDays(90) },
  { name: '12m', label: 'Last 12 months', of: lastDays(365) },
  { name: 'month', label: 'This month', of: (day: string) => ({ from: first(day, 0), to: day }) },
  {
    name: 'last-month',
    label: 'Last month',
    of: (day: string) => ({ from: first(day, -1), to: plusDays(first(day, 0), -1) }),
  },
  {
    name: 'last-quarter',
    label: 'Last quarter',
    of: (day: string) => {
      const start = first(day, -(at(day).getUTCMonth() % 3));
      return { from: first(start, -3), to: plusDays(start, -1) };
    },
  },
  { name: 'year', label: 'This year', of: (day: string) => ({ from: `${day.slice(0, 4)}-01-01`, to: day }) },
] as const satisfies { name: string; label: string; of: (day: string) => DayRange }[];

export type Preset = (typeof PRESETS)[number]['name'];

/** A range as an address has it: by the name of a preset, which moves on as days pass, or by its days. */
export interface ChosenRange extends DayRange {
  preset?: Preset;
  label: string;
}

export function chosenRange(
  { range, from, to }: { range: string; from: string; to: string },
  day: string,
): ChosenRange {
  if (isDay(from) && isDay(to) && from <= to) return { from, to, label: formatRange({ from, to }) };
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
