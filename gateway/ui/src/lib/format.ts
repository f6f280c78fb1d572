const none = '–';

export function formatNumber(value: number | undefined | null): string {
  return value === undefined || value === null ? none : new Intl.NumberFormat().format(value);
}

export function formatCompact(value: number): string {
  return new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

interface MoneyOptions {
  compact?: boolean;
  /** Without the fraction. */
  whole?: boolean;
}

/** An amount as the API writes it, a decimal string, in the reader's locale. */
export function formatMoney(
  amount: string | number | undefined | null,
  currency: string,
  { compact = false, whole = false }: MoneyOptions = {},
): string {
  if (amount === undefined || amount === null || amount === '') return none;
  const options: Intl.NumberFormatOptions = compact
    ? { notation: 'compact', maximumFractionDigits: 1 }
    : { trailingZeroDisplay: 'stripIfInteger', ...(whole ? { maximumFractionDigits: 0 } : {}) };
  try {
    return new Intl.NumberFormat(undefined, { style: 'currency', currency, ...options }).format(
      Number(amount),
    );
  } catch {
    return `${amount} ${currency}`;
  }
}

export function formatDate(value: string | undefined | null): string {
  if (!value) return none;
  // A date without a time is that calendar day everywhere: never shifted by the reader's zone.
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${value}T00:00:00Z`),
    );
  }
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(value));
}

export function formatDateTime(value: string | undefined | null): string {
  if (!value) return none;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(value),
  );
}

export function formatTime(value: string | undefined | null): string {
  if (!value) return none;
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date(value));
}

export function formatDay(value: string): string {
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${value}T00:00:00Z`),
  );
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function formatAgo(value: string, now: number = Date.now()): string {
  const seconds = Math.round((new Date(value).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  if (Math.abs(seconds) >= 7 * 86_400) return formatDate(value);
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

interface Named {
  firstName?: string;
  lastName?: string;
  email?: string;
  externalId?: string;
}

export function fullName(person: Named): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ');
  return name || person.email || person.externalId || 'Unnamed';
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `ONE_OFF` → `One off`. */
export function formatConstant(value: string): string {
  const words = value.toLowerCase().replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an `<input type="datetime-local">` wants, in the reader's zone. */
export function toLocalInput(instant: string | Date): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function fromLocalInput(value: string): string {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** An hour of a day, from 0 to 23, as the reader's locale writes it. */
export function formatHour(hour: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, 0, 1, hour)),
  );
}

/** A share from 0 to 1, such as `12.5%`: the only place that writes the sign, as the reader's locale has it. */
export function formatShare(share: number, digits = 1): string {
  return new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** A share from 0 to 100. */
export function formatPercent(percent: number, digits = 1): string {
  return formatShare(percent / 100, digits);
}

/** A part of a whole; a dash where there is no whole. */
export function formatPart(part: number, whole: number): string {
  return whole === 0 ? none : formatShare(part / whole);
}
