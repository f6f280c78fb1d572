import type { CampaignFigures } from '@/lib/api/types';
import { formatShare } from '@/lib/format';

/** A part of a whole, such as `12.5%`; a dash where there is no whole. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : formatShare(part / whole);
}

/** Those that are still to be sent. */
export const waiting = ({ queued, deferred, sending }: CampaignFigures) => queued + deferred + sending;

/** Reasons with their counts, the most common first. */
export function ranked(counts: Readonly<Record<string, number>>): [reason: string, count: number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
}
