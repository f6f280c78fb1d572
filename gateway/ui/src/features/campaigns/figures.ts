import type { CampaignFigures } from '@/lib/api/types';

/** Those that are still to be sent. */
export const waiting = ({ queued, deferred, sending }: CampaignFigures) => queued + deferred + sending;

/** Those that no provider took; what bounced later was sent, and counts as that. */
export const failedUnsent = ({ failed, failedBy }: CampaignFigures) => failed - (failedBy.BOUNCED ?? 0);

/** Reasons with their counts, the most common first. */
export function ranked(counts: Readonly<Record<string, number>>): [reason: string, count: number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
}
