import { formatConstant } from '@/lib/format';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'calm';

const tones: Record<string, Tone> = {
  RUNNING: 'good',
  APPROVED: 'good',
  DONE: 'good',
  DELIVERED: 'good',
  SENT: 'good',
  PAID: 'good',
  ACTIVE: 'good',
  RESUBMITTED: 'good',
  SHIPPED: 'busy',
  SCHEDULED: 'busy',
  QUEUED: 'busy',
  SENDING: 'busy',
  PLACED: 'busy',
  PAUSED: 'warn',
  IN_APPROVAL: 'warn',
  UNCONFIRMED: 'warn',
  SKIPPED: 'warn',
  HELD_OUT: 'calm',
  FAILED: 'bad',
  REJECTED: 'bad',
  STOPPED: 'bad',
  CANCELLED: 'bad',
  REFUNDED: 'bad',
};

export function StateBadge({ state }: { state: string }) {
  return <span className={`state-badge tone-${tones[state] ?? 'calm'}`}>{formatConstant(state)}</span>;
}
