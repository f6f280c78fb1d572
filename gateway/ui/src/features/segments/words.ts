import { formatConstant, formatNumber } from '@/lib/format';

const reasons: Record<string, string> = {
  CUSTOMER_CHANGED: 'Their profile changed',
  ORDER_CHANGED: 'An order came or changed',
  MESSAGE_CHANGED: 'A message was sent, opened or clicked',
  SEGMENT_CHANGED: 'The segment changed',
  TIME_PASSED: 'Time passed',
};

/** What brought a membership about. */
export function reasonWords(reason: string): string {
  return reasons[reason] ?? formatConstant(reason);
}

/** A count that is near enough, with as many digits as are worth reading. */
export function formatAbout(count: number): string {
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 }).format(count);
}

interface Estimate {
  count: number;
  low: number;
  high: number;
}

/** `12,400` of `12,100–12,700`, in steps that do not pretend to know more than the interval does. */
export function estimateWords({ count, low, high }: Estimate): { about: string; between: string } {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, (high - low) / 2))));
  return {
    about: formatNumber(Math.round(count / step) * step),
    between: `${formatNumber(Math.floor(low / step) * step)}–${formatNumber(Math.ceil(high / step) * step)}`,
  };
}

/** How much longer something is going to take. */
export function timeLeft(seconds: number): string {
  if (seconds < 60) return 'less than a minute left';
  if (seconds < 90 * 60) return `about ${formatNumber(Math.ceil(seconds / 60))} min left`;
  return `about ${formatNumber(Math.ceil(seconds / 3_600))} h left`;
}
