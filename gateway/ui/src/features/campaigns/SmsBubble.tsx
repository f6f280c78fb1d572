import { plural } from '@/lib/format';
import { smsLength } from '@/lib/sms';

/** A text message as a phone shows it, and what it takes to send it. */
export function SmsBubble({ text }: { text: string }) {
  const { encoding, units, segments, left, outside } = smsLength(text);
  return (
    <div className="sms">
      <p className="sms-bubble">{text || '…'}</p>
      <dl className="sms-facts">
        <div>
          <dt>Messages</dt>
          <dd>{segments}</dd>
        </div>
        <div>
          <dt>Characters</dt>
          <dd>
            {units}, {left} left
          </dd>
        </div>
        <div>
          <dt>Alphabet</dt>
          <dd>{encoding === 'GSM_7' ? 'GSM-7' : 'UCS-2'}</dd>
        </div>
      </dl>
      {outside.length > 0 && (
        <p className="form-text">
          Without{' '}
          {outside
            .slice(0, 6)
            .map((one) => `“${one}”`)
            .join(', ')}{' '}
          it would fit into{' '}
          {plural(smsLength([...text].filter((one) => !outside.includes(one)).join('')).segments, 'message')}.
        </p>
      )}
    </div>
  );
}
