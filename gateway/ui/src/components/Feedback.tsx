import { formatDateTime } from '@/lib/format';

/** What came back of a message, by when. */
export interface MessageFeedback {
  deliveredAt?: string;
  openedAt?: string;
  clickedAt?: string;
  unsubscribedAt?: string;
  bouncedAt?: string;
  complainedAt?: string;
}

const kinds: { at: keyof MessageFeedback; word: string; icon: string; bad?: boolean }[] = [
  { at: 'openedAt', word: 'Opened', icon: 'envelope-open' },
  { at: 'clickedAt', word: 'Clicked', icon: 'hand-index' },
  { at: 'unsubscribedAt', word: 'Unsubscribed', icon: 'bell-slash', bad: true },
  { at: 'bouncedAt', word: 'Bounced', icon: 'arrow-return-left', bad: true },
  { at: 'complainedAt', word: 'Complained', icon: 'flag', bad: true },
];

/** What recipients and their mail servers did with a message; nothing where nothing came back. */
export function Feedback({ of }: { of: MessageFeedback }) {
  const came = kinds.filter(({ at }) => of[at]);
  if (came.length === 0) return null;
  return (
    <span className="feedback">
      {came.map(({ at, word, icon, bad }) => (
        <span key={at} className={bad ? 'is-bad' : ''} title={formatDateTime(of[at])}>
          <i className={`bi bi-${icon}`} aria-hidden="true" /> {word}
        </span>
      ))}
    </span>
  );
}
