import { Panel } from '@/components/Panel';
import { formatDateTime } from '@/lib/format';

export interface Change {
  at: string;
  by: string;
  /** What was set, in a few words. */
  words: string[];
}

const SHOWN = 8;

/** Who set what, the latest first. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <Panel title="Changes">
      <ol className="changes">
        {changes.slice(0, SHOWN).map(({ at, by, words }) => (
          <li key={at}>
            <strong>{by}</strong> <small>{formatDateTime(at)}</small>
            <span>{words.length > 0 ? words.join(', ') : 'Nothing else than before'}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
