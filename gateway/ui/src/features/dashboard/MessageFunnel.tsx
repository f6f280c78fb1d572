import { Change } from '@/components/Change';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { Dashboard } from '@/lib/api/types';
import { formatNumber, formatShare } from '@/lib/format';

type Messages = Dashboard['messages'];

interface MessageFunnelProps {
  messages: Messages;
  before: Messages;
}

const stages = [
  ['sent', 'Sent'],
  ['delivered', 'Delivered'],
  ['opened', 'Opened'],
  ['clicked', 'Clicked'],
] as const;

const others = [
  ['queued', 'waiting'],
  ['skipped', 'skipped'],
  ['heldOut', 'held out'],
  ['failed', 'failed'],
  ['unconfirmed', 'unconfirmed'],
  ['bounced', 'bounced'],
  ['unsubscribed', 'unsubscribed'],
  ['complained', 'complained'],
] as const;

const rate = (count: number, of: number) => (of === 0 ? 0 : count / of);

/** What became of the messages that were made in the period. */
export function MessageFunnel({ messages, before }: MessageFunnelProps) {
  const total = Object.values(messages).reduce((sum, count) => sum + count, 0);
  return (
    <Panel title="Messages" note="Those made in this period, by what became of them">
      {total === 0 ? (
        <EmptyState icon="send" title="No messages in this period" />
      ) : (
        <>
          <ol className="ranking" aria-label="From sent to clicked">
            {stages.map(([stage, name]) => (
              <li key={stage}>
                <div className="ranking-line">
                  <strong>{name}</strong>
                  <span>
                    {formatNumber(messages[stage])}
                    {stage !== 'sent' && messages.sent > 0 && (
                      <small> {formatShare(rate(messages[stage], messages.sent))}</small>
                    )}
                  </span>
                </div>
                <div className="meter" aria-hidden="true">
                  <span style={{ width: `${rate(messages[stage], messages.sent) * 100}%` }} />
                </div>
                {stage !== 'sent' && messages.sent > 0 && before.sent > 0 && (
                  <small>
                    was {formatShare(rate(before[stage], before.sent))}{' '}
                    <Change
                      now={rate(messages[stage], messages.sent)}
                      before={rate(before[stage], before.sent)}
                    />
                  </small>
                )}
              </li>
            ))}
          </ol>
          <p className="funnel-rest">
            {others
              .filter(([state]) => messages[state] > 0)
              .map(([state, word]) => `${formatNumber(messages[state])} ${word}`)
              .join(' · ')}
          </p>
        </>
      )}
    </Panel>
  );
}
