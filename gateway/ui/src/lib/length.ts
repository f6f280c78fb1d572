import { formatNumber } from './format';

/** Exact lengths of time of one unit, as ISO-8601 writes them; days have 24 hours here. */
export type LengthUnit = 'MIN' | 'H' | 'D' | 'W';

export const LENGTH_UNITS: { value: LengthUnit; label: string; one: string }[] = [
  { value: 'MIN', label: 'minutes', one: 'minute' },
  { value: 'H', label: 'hours', one: 'hour' },
  { value: 'D', label: 'days', one: 'day' },
  { value: 'W', label: 'weeks', one: 'week' },
];

export interface Length {
  amount: string;
  unit: LengthUnit;
}

/** Nothing for a length of several units, which another system may have written. */
export function parseLength(text: string): Length | null {
  const match = /^P(?:(\d+)([DW])|T(\d+)([HM]))$/.exec(text);
  if (!match) return null;
  const [, days, unit, times, small] = match;
  return days === undefined
    ? { amount: times ?? '', unit: small === 'H' ? 'H' : 'MIN' }
    : { amount: days, unit: unit as LengthUnit };
}

export function lengthText({ amount, unit }: Length): string {
  const count = Number.parseInt(amount, 10);
  if (!(count > 0)) return '';
  switch (unit) {
    case 'MIN':
      return `PT${count}M`;
    case 'H':
      return `PT${count}H`;
    default:
      return `P${count}${unit}`;
  }
}

/** Such as `7 days`; what is no such length stays as it is written. */
export function lengthWords(text: string): string {
  const length = parseLength(text);
  const unit = LENGTH_UNITS.find(({ value }) => value === length?.unit);
  if (!length || !unit) return text;
  return length.amount === '1' ? `1 ${unit.one}` : `${formatNumber(Number(length.amount))} ${unit.label}`;
}
