/** ISO-8601 periods of one unit, which is all that people say: "the last 30 days". */
export type PeriodUnit = 'D' | 'W' | 'M' | 'Y' | 'H';

export const PERIOD_UNITS: { value: PeriodUnit; label: string }[] = [
  { value: 'H', label: 'hours' },
  { value: 'D', label: 'days' },
  { value: 'W', label: 'weeks' },
  { value: 'M', label: 'months' },
  { value: 'Y', label: 'years' },
];

export interface Period {
  amount: string;
  unit: PeriodUnit;
}

/** Nothing for a period of several units, which another system may have written. */
export function parsePeriod(text: string): Period | null {
  const match = /^P(?:(\d+)([DWMY])|T(\d+)H)$/.exec(text);
  if (!match) return text.startsWith('P') ? null : { amount: '', unit: 'D' };
  return match[3] === undefined
    ? { amount: match[1] ?? '', unit: (match[2] ?? 'D') as PeriodUnit }
    : { amount: match[3], unit: 'H' };
}

export function periodText({ amount, unit }: Period): string {
  const count = Number.parseInt(amount, 10);
  if (!(count > 0)) return '';
  return unit === 'H' ? `PT${count}H` : `P${count}${unit}`;
}
