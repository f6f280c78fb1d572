import { useMemo, useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { Link } from 'react-router';
import { columnsOf, DataTable } from '@/components/DataTable';
import { Feedback } from '@/components/Feedback';
import { ProblemAlert } from '@/components/forms';
import { MessageViewer } from '@/components/MessageViewer';
import { Panel } from '@/components/Panel';
import { messageReason } from '@/components/reasons';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState } from '@/components/states';
import { MESSAGE_REASONS, MESSAGE_STATES, type Campaign, type Message } from '@/lib/api/types';
import { formatConstant, formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useFilters } from '@/lib/useFilters';
import { useMessages, useSettleMessage } from './api';

/** What each person got, or why not. */
export function Recipients({ campaign }: { campaign: Campaign }) {
  const [filters, setFilters] = useFilters(['state', 'reason']);
  const messages = useMessages(campaign.id, filters);
  const canSettle = useCan('launch');
  const [viewed, setViewed] = useState<Message | null>(null);
  const [settled, setSettled] = useState<Message | null>(null);
  const { variants, followUps } = campaign;
  const hasSeveral = variants.length > 0 || followUps.length > 0;

  const columns = useMemo(
    () =>
      columnsOf<Message>(
        {
          id: 'customer',
          header: 'Customer',
          cell: (message) => (
            <div className="person-text">
              <Link to={`/customers/${message.customerId}`}>{message.customerName ?? 'Customer'}</Link>
              {message.to && <span>{message.to}</span>}
            </div>
          ),
        },
        {
          id: 'subject',
          header: 'Message',
          cell: (message) => (
            <div className="person-text">
              {message.subject || message.body || message.html ? (
                <button type="button" className="link-button" onClick={() => setViewed(message)}>
                  {message.subject || message.body?.slice(0, 48) || 'Show'}
                </button>
              ) : (
                <span>–</span>
              )}
              {hasSeveral && <span>{stepWords(message)}</span>}
            </div>
          ),
        },
        {
          id: 'state',
          header: 'State',
          cell: (message) => (
            <>
              <StateBadge state={message.state} /> <Feedback of={message} />
              {message.reason && (
                <small className="d-block text-secondary" title={message.detail}>
                  {messageReason(message.reason)}
                </small>
              )}
              {message.due && message.reason && (
                <small className="d-block text-secondary">Sent from {formatDateTime(message.due)}</small>
              )}
            </>
          ),
        },
        {
          id: 'at',
          header: 'When',
          cell: (message) => (
            <span className="muted">
              {formatDateTime(message.sentAt ?? message.endedAt ?? message.queuedAt)}
            </span>
          ),
        },
        ...(canSettle
          ? [
              {
                id: 'settle',
                header: 'To do',
                plain: true,
                cell: (message: Message) =>
                  message.state === 'UNCONFIRMED' || canRetry(message) ? (
                    <Button variant="outline-secondary" size="sm" onClick={() => setSettled(message)}>
                      {canRetry(message) ? 'Send again' : 'Settle'}
                    </Button>
                  ) : null,
              },
            ]
          : []),
      ),
    [canSettle, hasSeveral],
  );

  return (
    <Panel
      title="Recipients"
      flush
      actions={
        <>
          <select
            className="form-select form-select-sm"
            aria-label="State"
            value={filters.state}
            onChange={({ target }) => setFilters({ state: target.value }, { preventScrollReset: true })}
          >
            <option value="">Any state</option>
            {MESSAGE_STATES.map((state) => (
              <option key={state} value={state}>
                {formatConstant(state)}
              </option>
            ))}
          </select>
          <select
            className="form-select form-select-sm"
            aria-label="Reason"
            value={filters.reason}
            onChange={({ target }) => setFilters({ reason: target.value }, { preventScrollReset: true })}
          >
            <option value="">Any reason</option>
            {MESSAGE_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {messageReason(reason)}
              </option>
            ))}
          </select>
        </>
      }
    >
      <DataTable
        label="Recipients"
        columns={columns}
        pages={messages}
        rowId={(message) => message.id}
        empty={
          filters.state || filters.reason ? (
            <EmptyState icon="search" title="Nobody is in that state" />
          ) : (
            <EmptyState icon="envelope" title="Nobody yet">
              They show here as their messages are made.
            </EmptyState>
          )
        }
      />
      <MessageViewer
        message={viewed && { ...viewed, at: viewed.sentAt ?? viewed.queuedAt }}
        onClose={() => setViewed(null)}
      />
      {settled && <SettleDialog message={settled} onClose={() => setSettled(null)} />}
    </Panel>
  );
}

const canRetry = ({ state, reason }: Message) => state === 'FAILED' && reason === 'NOT_SENT';

function stepWords({ step, variant }: Message): string {
  return [step > 0 ? `Follow-up ${step}` : 'First message', variant && `variant ${variant}`]
    .filter(Boolean)
    .join(', ');
}

function SettleDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const settle = useSettleMessage(message.campaignId, message.id);
  const who = message.customerName ?? message.to ?? 'this customer';
  const again = canRetry(message);
  return (
    <Modal show onHide={onClose} centered aria-labelledby="settle-message">
      <Modal.Header closeButton>
        <Modal.Title id="settle-message" as="h2">
          {again ? `Send it to ${who} again?` : `Did the message to ${who} go out?`}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <ProblemAlert problem={settle.error} />
        {again
          ? 'Somebody found that it did not go out. Consent, caps and quiet hours are asked again.'
          : 'The provider did not answer, so it may have been sent or not. It is never sent again by itself. Look into the provider’s own log, or ask the customer.'}
        {message.detail && <p className="form-text mb-0 mt-2">{message.detail}</p>}
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline-secondary" onClick={onClose}>
          {again ? 'Cancel' : 'Not known yet'}
        </Button>
        {again ? (
          <Button disabled={settle.isPending} onClick={() => settle.mutate('RETRY', { onSuccess: onClose })}>
            Send again
          </Button>
        ) : (
          <>
            <Button
              variant="outline-secondary"
              disabled={settle.isPending}
              onClick={() => settle.mutate('NOT_SENT', { onSuccess: onClose })}
            >
              It did not
            </Button>
            <Button disabled={settle.isPending} onClick={() => settle.mutate('SENT', { onSuccess: onClose })}>
              It was sent
            </Button>
          </>
        )}
      </Modal.Footer>
    </Modal>
  );
}
