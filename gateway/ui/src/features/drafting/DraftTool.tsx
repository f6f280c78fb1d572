import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import type { Channel } from '@/lib/api/types';
import { DraftDialog, type Inserted } from './DraftDialog';
import { htmlOf } from './html';

interface Content {
  subject: string;
  html: string;
  text: string;
}

interface DraftToolProps {
  channel: Channel;
  segmentId: string;
  content: Content;
  onChange: (change: Partial<Content>) => void;
}

/** Offers drafts for a message, and puts the one that is chosen into its fields, where it can be taken back. */
export function DraftTool({ channel, segmentId, content, onChange }: DraftToolProps) {
  const [open, setOpen] = useState(false);
  const [before, setBefore] = useState<Content | null>(null);
  const { subject, html, text } = content;

  function insert({ subject: line, body }: Inserted) {
    setBefore({ subject, html, text });
    onChange({
      ...(line === undefined ? {} : { subject: line }),
      // The text of a mail is made from its HTML, so that the two say the same.
      ...(body === undefined ? {} : channel === 'EMAIL' ? { html: htmlOf(body), text: '' } : { text: body }),
    });
    setOpen(false);
  }

  return (
    <div className="draft-tool">
      <Button variant="outline-secondary" size="sm" onClick={() => setOpen(true)}>
        <i className="bi bi-stars me-1" aria-hidden="true" /> Draft with AI
      </Button>
      {before && (
        <span role="status">
          The draft is in.{' '}
          <Button
            variant="link"
            size="sm"
            className="p-0"
            onClick={() => {
              onChange(before);
              setBefore(null);
            }}
          >
            Take it out again
          </Button>
        </span>
      )}
      {open && (
        <DraftDialog
          channel={channel}
          segmentId={segmentId || undefined}
          current={{ subject, body: channel === 'EMAIL' ? html || text : text }}
          onInsert={insert}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
