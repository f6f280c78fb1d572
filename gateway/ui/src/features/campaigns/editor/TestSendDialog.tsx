import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { ProblemAlert } from '@/components/forms';
import { TagsInput } from '@/components/TagsInput';
import { Problem } from '@/lib/api/problem';
import type { Campaign, Customer } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useTestSend } from '../api';
import { contentAt, contentDraftOf, partWords, type CampaignForm, type Part } from './campaignForm';

interface TestSendDialogProps {
  campaign: Campaign;
  part: Part;
  form: CampaignForm;
  /** As whom it is written. */
  customer: Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'externalId'> | null;
  onClose: () => void;
}

/** Sends the message as it is written now, to addresses of one's own choice. */
export function TestSendDialog({ campaign, part, form, customer, onClose }: TestSendDialogProps) {
  const me = useMe();
  const isMail = form.channel === 'EMAIL';
  const [to, setTo] = useState<string[]>(isMail ? [me.email] : []);
  const test = useTestSend(campaign.id);
  const faults = test.error instanceof Problem ? test.error.faults : [];
  const atAddress = faults.filter(({ pointer }) => pointer.startsWith('/to'));

  function submit(event: FormEvent) {
    event.preventDefault();
    // React has it bubble on to the form around this dialog, which would save the campaign.
    event.stopPropagation();
    test.mutate({
      to,
      ...(customer ? { customerId: customer.id } : {}),
      content: contentDraftOf(contentAt(form, part), form),
    });
  }

  return (
    <Modal show onHide={onClose} centered aria-labelledby="test-send">
      <form onSubmit={submit} noValidate>
        <Modal.Header closeButton>
          <Modal.Title id="test-send" as="h2">
            Send a test
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <ProblemAlert problem={test.error} shown={atAddress.map(({ pointer }) => pointer)} />
          <p>
            {partWords(part)}, as it is written now
            {customer ? ` and as ${fullName(customer)} would get it` : ''}. It is marked as a test, and
            nothing of it is counted.
          </p>
          <div className="field">
            <span className="form-label d-block" aria-hidden="true">
              {isMail ? 'Addresses' : 'Phone numbers'}
            </span>
            <TagsInput
              label={isMail ? 'Addresses' : 'Phone numbers'}
              values={to}
              onChange={setTo}
              placeholder={isMail ? 'you@example.com' : '+919812345678'}
            />
            <div className="form-text">Up to five, each ended with Enter or a comma.</div>
            {atAddress.map(({ pointer, detail }) => (
              <div key={pointer} className="field-fault">
                {to[Number(pointer.split('/')[2])]} {detail}
              </div>
            ))}
          </div>
          {test.data && (
            <ul className="test-results" role="status">
              {test.data.results.map((result) => (
                <li key={result.to}>
                  <i className={`bi bi-${result.taken ? 'check-circle' : 'x-circle'}`} aria-hidden="true" />{' '}
                  {result.to}: {result.taken ? 'sent' : (result.detail ?? 'refused')}
                </li>
              ))}
            </ul>
          )}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            {test.data ? 'Done' : 'Cancel'}
          </Button>
          <Button type="submit" disabled={test.isPending || to.length === 0}>
            {test.isPending ? 'Sending…' : test.data ? 'Send again' : 'Send test'}
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}
