import type { Campaign, CampaignMode, Channel, FollowUpCondition } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { lengthWords } from '@/lib/length';
import { recurrenceWords } from './recurrence';

export const channelWord: Record<Channel, string> = { EMAIL: 'E-mail', SMS: 'SMS' };
/** Within a sentence. */
export const messageWord: Record<Channel, string> = { EMAIL: 'e-mail', SMS: 'text message' };
export const modeWord: Record<CampaignMode, string> = {
  LIVE: 'Live',
  ONE_OFF: 'One-off',
  SCHEDULED: 'Scheduled',
};

export const conditionWord: Record<FollowUpCondition, string> = {
  ALWAYS: 'in any case',
  NOT_OPENED: 'if they have not opened the message before',
  NOT_CLICKED: 'if they have not clicked in the message before',
  STILL_IN_SEGMENT: 'if they are still in the segment',
};

/** Such as `1 Nov 2026, 09:30, by each recipient’s clock`. */
export function formatLocalAt(localAt: string): string {
  return new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${localAt.slice(0, 16)}:00Z`));
}

/** When a campaign goes out, as a sentence without its end. */
export function scheduleWords({
  mode,
  schedule,
  reentry,
}: Pick<Campaign, 'mode' | 'schedule' | 'reentry'>): string {
  const between = [
    schedule?.start && `from ${formatDateTime(schedule.start)}`,
    schedule?.end && `until ${formatDateTime(schedule.end)}`,
  ]
    .filter(Boolean)
    .join(' ');
  switch (mode) {
    case 'ONE_OFF':
      return 'Once, as soon as it is launched';
    case 'SCHEDULED':
      if (schedule?.cron)
        return ['Repeats', recurrenceWords(schedule.cron), between].filter(Boolean).join(' ');
      if (schedule?.at) return `Once, on ${formatDateTime(schedule.at)}`;
      if (schedule?.localAt) {
        const clock = schedule.zone === 'RECIPIENT' ? 'each recipient’s clock' : 'the business’s clock';
        return `Once, on ${formatLocalAt(schedule.localAt)} by ${clock}`;
      }
      return 'At a time that is not chosen yet';
    case 'LIVE': {
      const again = reentry?.after
        ? `again after ${lengthWords(reentry.after)} at the earliest`
        : 'once and never again';
      return [
        'Whoever is in the segment or joins it gets it',
        `${again},`,
        between || 'until it is stopped',
      ].join(' ');
    }
  }
}
