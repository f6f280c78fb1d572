import { useState } from 'react';
import Modal from 'react-bootstrap/Modal';
import { formatDateTime } from '@/lib/format';
import { Feedback, type MessageFeedback } from './Feedback';
import { HtmlFrame } from './HtmlFrame';
import { MadeByAi } from './MadeByAi';
import { messageReason } from './reasons';
import { StateBadge } from './StateBadge';

export interface ViewedMessage extends MessageFeedback {
  channel?: string;
  subject?: string;
  body?: string;
  html?: string;
  to?: string;
  customerName?: string;
  campaignName?: string;
  state?: string;
  reason?: string | null;
  at?: string | null;
  source?: string;
  acceptedBy?: string;
}

/** A body that is markup: `body` of a message may be either form, depending on the channel. */
function htmlOf(message: ViewedMessage): string | undefined {
  if (message.html) return message.html;
  return message.channel === 'EMAIL' && /<[a-z][^>]*>/i.test(message.body ?? '') ? message.body : undefined;
}

interface MessageViewerProps {
  message: ViewedMessage | null;
  onClose: () => void;
}

export function MessageViewer({ message, onClose }: MessageViewerProps) {
  const [plain, setPlain] = useState(false);
  const html = message ? htmlOf(message) : undefined;
  const text = message?.body && message.body !== html ? message.body : undefined;
  return (
    <Modal
      show={message !== null}
      onHide={onClose}
      size="lg"
      centered
      scrollable
      aria-labelledby="message-title"
    >
      {message && (
        <>
          <Modal.Header closeButton>
            <Modal.Title id="message-title" as="h2">
              {message.subject ?? (message.channel === 'SMS' ? 'Text message' : 'Message')}
            </Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <dl className="facts facts-inline">
              {message.customerName && (
                <div>
                  <dt>To</dt>
                  <dd>
                    {message.customerName}
                    {message.to && ` (${message.to})`}
                  </dd>
                </div>
              )}
              {message.campaignName && (
                <div>
                  <dt>Campaign</dt>
                  <dd>{message.campaignName}</dd>
                </div>
              )}
              <div>
                <dt>When</dt>
                <dd>{formatDateTime(message.at)}</dd>
              </div>
              {message.state && (
                <div>
                  <dt>State</dt>
                  <dd>
                    <StateBadge state={message.state} />
                    {message.reason && <span className="ms-2">{messageReason(message.reason)}</span>}{' '}
                    <Feedback of={message} />
                  </dd>
                </div>
              )}
              {message.source === 'AI' && (
                <div>
                  <dt>Written by</dt>
                  <dd>
                    <MadeByAi acceptedBy={message.acceptedBy} />
                  </dd>
                </div>
              )}
            </dl>
            {html && text && (
              <div className="segmented mb-3" role="group" aria-label="Show the message as">
                <button type="button" aria-pressed={!plain} onClick={() => setPlain(false)}>
                  Formatted
                </button>
                <button type="button" aria-pressed={plain} onClick={() => setPlain(true)}>
                  Plain text
                </button>
              </div>
            )}
            {html && !(plain && text) ? (
              <HtmlFrame html={html} title="Message content" />
            ) : text ? (
              <pre className="message-text">{text}</pre>
            ) : (
              <p className="text-secondary mb-0">There is no content to show for this message.</p>
            )}
          </Modal.Body>
        </>
      )}
    </Modal>
  );
}
