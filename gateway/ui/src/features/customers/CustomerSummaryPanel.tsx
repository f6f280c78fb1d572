import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { AnsweredBy } from '@/components/AnsweredBy';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import type { Customer, CustomerSummary } from '@/lib/api/types';
import { useCan } from '@/lib/session';
import { useSummary } from './insightApi';
import { MessageDialog } from './MessageDialog';
import { SuggestEntriesDialog } from './SuggestEntriesDialog';

/** A customer in a few sentences, and what to do next. */
export function CustomerSummaryPanel({ customer }: { customer: Customer }) {
  const summary = useSummary(customer.id);
  const canWrite = useCan('write');
  const [open, setOpen] = useState<'message' | 'entries' | null>(null);
  const channel = summary.data?.nextBestAction.channel;
  return (
    <Panel
      title="Summary"
      actions={
        canWrite && (
          <>
            <Button variant="outline-secondary" size="sm" onClick={() => setOpen('entries')}>
              <i className="bi bi-journal-plus me-1" aria-hidden="true" /> Suggest log entries
            </Button>
            <Button variant="outline-secondary" size="sm" onClick={() => setOpen('message')}>
              <i className="bi bi-pencil-square me-1" aria-hidden="true" /> Draft a message
            </Button>
          </>
        )
      }
    >
      {summary.isPending ? (
        <Skeleton rows={3} label="Loading the summary" />
      ) : summary.isError && !summary.data ? (
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      ) : (
        <Summary summary={summary.data} />
      )}
      {open === 'message' && (
        <MessageDialog
          customer={customer}
          channel={channel}
          goal={channel && summary.data?.nextBestAction.title}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'entries' && <SuggestEntriesDialog customer={customer} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

const icons: Record<CustomerSummary['nextBestAction']['kind'], string> = {
  WELCOME: 'hand-thumbs-up',
  SECOND_PURCHASE: 'bag-plus',
  WIN_BACK: 'arrow-counterclockwise',
  BIRTHDAY: 'cake2',
  THANK: 'heart',
  CROSS_SELL: 'grid',
  FOLLOW_UP: 'telephone-outbound',
  ASK_CONSENT: 'envelope-check',
  LEAVE_ALONE: 'moon',
};

function Summary({ summary }: { summary: CustomerSummary }) {
  const { headline, sentences, facts, nextBestAction, missing } = summary;
  return (
    <>
      <p className="summary-headline">{headline}</p>
      {sentences.length > 0 && <p>{sentences.join(' ')}</p>}
      <div className="next-action" role="group" aria-label="Next best action">
        <i className={`bi bi-${icons[nextBestAction.kind]}`} aria-hidden="true" />
        <div>
          <small>Next best action</small>
          <strong>{nextBestAction.title}</strong>
          <p>{nextBestAction.why}</p>
        </div>
      </div>
      {missing.length > 0 && (
        <p className="text-secondary">
          <i className="bi bi-exclamation-circle" aria-hidden="true" /> Could not be looked at just now:{' '}
          {missing.join(', ')}.
        </p>
      )}
      <AnsweredBy origin={summary} />
      {facts.length > 0 && (
        <details className="how">
          <summary>The facts behind it</summary>
          <dl className="meanings">
            {facts.map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
