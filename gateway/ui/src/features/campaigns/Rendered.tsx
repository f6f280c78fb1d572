import { HtmlFrame } from '@/components/HtmlFrame';
import type { CampaignContent } from '@/lib/api/types';

/** A message as one customer gets it. */
export function Rendered({ message }: { message: CampaignContent }) {
  return (
    <div className="rendered">
      {message.subject && <p className="rendered-subject">{message.subject}</p>}
      {message.html ? (
        <HtmlFrame html={message.html} title="Preview of the message" />
      ) : (
        <pre className="message-text">{message.text}</pre>
      )}
    </div>
  );
}
