import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { CustomerPicker } from '@/components/CustomerPicker';
import { HtmlFrame } from '@/components/HtmlFrame';
import { Segmented } from '@/components/Segmented';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import type { Campaign, Channel, Customer, RenderedMessage } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { useSomebody, type ContentPreview } from '../api';
import type { CampaignForm, Part } from './campaignForm';
import { SmsBubble } from '../SmsBubble';
import { TestSendDialog } from './TestSendDialog';

type Shown = Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'externalId'>;

/** Whom the message is shown as: somebody of the segment until somebody else, or nobody, is chosen. */
export function usePreviewedCustomer(segmentId: string) {
  const [chosen, setChosen] = useState<Customer | null>();
  const somebody = useSomebody(segmentId);
  const shown: Shown | null = chosen === undefined ? (somebody ?? null) : chosen;
  return [shown, setChosen] as const;
}

const views = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
  { value: 'text', label: 'Text' },
] as const;

interface PreviewPaneProps {
  channel: Channel;
  preview: ContentPreview;
  customer: Shown | null;
  onCustomer: (customer: Customer | null) => void;
  test: { campaign?: Campaign; part: Part; form: CampaignForm };
}

/** The message as one customer would get it, as it is written now. */
export function PreviewPane({ channel, preview, customer, onCustomer, test }: PreviewPaneProps) {
  const [view, setView] = useState<(typeof views)[number]['value']>('desktop');
  const [testing, setTesting] = useState(false);
  const { data: message, error } = preview;
  // The channel is that of the campaign as it is saved.
  const saved = test.campaign?.channel === channel ? test.campaign : undefined;
  const isRefused = error instanceof Problem && error.status === 422;
  return (
    <section className="preview-pane" aria-label="Preview">
      <CustomerPicker
        label="Shown as"
        placeholder="Choose a customer"
        selected={customer}
        onSelect={onCustomer}
      />
      <div className="preview-bar">
        {channel === 'EMAIL' ? (
          <Segmented label="Preview width" options={views} value={view} onChange={setView} />
        ) : (
          <span />
        )}
        <Button
          variant="outline-secondary"
          size="sm"
          disabled={!message || !saved}
          title={
            !saved
              ? 'Save the draft once, then you can send tests'
              : message
                ? undefined
                : 'There is nothing to send yet'
          }
          onClick={() => setTesting(true)}
        >
          <i className="bi bi-send me-1" aria-hidden="true" /> Send a test
        </Button>
      </div>
      <div className={preview.isStale ? 'is-stale' : ''} aria-live="polite" aria-busy={preview.isStale}>
        {isRefused && message && (
          <p className="preview-outdated">This is how it was before the last change, which has a fault.</p>
        )}
        {isRefused && <Refusals refusal={error} />}
        {isRefused && !message ? (
          <EmptyState icon="braces-asterisk" title="It can’t be shown yet" />
        ) : error && !isRefused ? (
          <ErrorState error={error} onRetry={preview.retry} />
        ) : !customer ? (
          <EmptyState icon="person" title="Choose a customer">
            Then the message shows here as they would get it.
          </EmptyState>
        ) : !message && preview.isStale ? (
          <Skeleton rows={3} label="Loading the preview" />
        ) : !message ? (
          <EmptyState icon="eye" title="See it before anyone else">
            It shows here while you write.
          </EmptyState>
        ) : channel === 'SMS' ? (
          <SmsBubble text={message.text ?? ''} />
        ) : (
          <>
            <dl className="mail-head">
              <div>
                <dt>To</dt>
                <dd>
                  {fullName(customer)} {customer.email && <span>{customer.email}</span>}
                </dd>
              </div>
              <div>
                <dt>Subject</dt>
                <dd>
                  {message.subject ? <strong>{message.subject}</strong> : <em>None yet</em>}
                  {message.preheader && <span> – {message.preheader}</span>}
                </dd>
              </div>
            </dl>
            {view !== 'text' && message.html ? (
              <HtmlFrame
                className={`frame-${view}`}
                html={message.html}
                title="Preview of the message"
                pictures
              />
            ) : (
              <pre className="message-text">{message.text}</pre>
            )}
          </>
        )}
      </div>
      {message && <Warnings warnings={message.warnings} />}
      {testing && saved && (
        <TestSendDialog {...test} campaign={saved} customer={customer} onClose={() => setTesting(false)} />
      )}
    </section>
  );
}

/** Why the message cannot be made: not every reason belongs to one input alone. */
function Refusals({ refusal }: { refusal: Problem }) {
  const details = refusal.faults.map(({ detail }) => detail);
  return (
    <ul className="preview-refusals" aria-label="What is not right">
      {[...new Set(details.length > 0 ? details : [refusal.message])].map((detail) => (
        <li key={detail}>{detail}</li>
      ))}
    </ul>
  );
}

function Warnings({ warnings }: Pick<RenderedMessage, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <ul className="preview-warnings" aria-label="Worth knowing">
      {warnings.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          <i className="bi bi-lightbulb" aria-hidden="true" /> {detail}
        </li>
      ))}
    </ul>
  );
}
