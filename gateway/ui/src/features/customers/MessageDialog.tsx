import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { AnsweredBy } from '@/components/AnsweredBy';
import { BriefFields } from '@/components/BriefFields';
import { Field, FormProblemProvider, ProblemAlert, SelectField, TextField } from '@/components/forms';
import { Skeleton } from '@/components/states';
import { TextChecks } from '@/components/TextChecks';
import type { Channel, Customer, PersonalMessage, TextLength, Tone } from '@/lib/api/types';
import { useTextCheck } from '@/lib/api/useTextCheck';
import { fullName, plural } from '@/lib/format';
import { useAddNote } from './api';
import { useDraftMessage } from './insightApi';

const channels: { value: Channel; label: string }[] = [
  { value: 'EMAIL', label: 'E-mail' },
  { value: 'SMS', label: 'SMS' },
];

interface MessageDialogProps {
  customer: Customer;
  channel: Channel | undefined;
  goal: string | undefined;
  onClose: () => void;
}

/** A message to one customer, drafted from what is known of them and changed by a person; sent by nobody from here. */
export function MessageDialog({
  customer,
  channel: usual = 'EMAIL',
  goal: first = '',
  onClose,
}: MessageDialogProps) {
  const [channel, setChannel] = useState(usual);
  const [goal, setGoal] = useState(first);
  const [tone, setTone] = useState<Tone>('FRIENDLY');
  const [length, setLength] = useState<TextLength>('SHORT');
  const draft = useDraftMessage(customer.id);
  const consents = channel === 'EMAIL' ? customer.consent?.email : customer.consent?.sms;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!draft.isPending) {
      draft.mutate({ channel, tone, length, ...(goal.trim() ? { goal: goal.trim() } : {}) });
    }
  }

  return (
    <Modal show onHide={onClose} size="lg" centered scrollable aria-labelledby="draft-message">
      <Modal.Header closeButton>
        <Modal.Title id="draft-message" as="h2">
          Draft a message to {fullName(customer)}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <form onSubmit={submit} noValidate>
          <FormProblemProvider value={draft.error}>
            <ProblemAlert problem={draft.error} shown={['/goal', '/channel', '/tone', '/length']} />
            <div className="form-grid form-grid-three">
              <TextField
                label="Goal"
                pointer="/goal"
                className="wide"
                placeholder="Left empty, the next best action decides"
                value={goal}
                onChange={setGoal}
              />
              <SelectField
                label="Channel"
                pointer="/channel"
                value={channel}
                options={channels}
                onChange={(value) => setChannel(value as Channel)}
                hint={consents ? undefined : 'They have not agreed to be written to this way.'}
              />
              <BriefFields tone={tone} length={length} onTone={setTone} onLength={setLength} />
            </div>
            <div className="form-actions mt-3">
              <Button
                type="submit"
                variant={draft.data ? 'outline-secondary' : 'primary'}
                disabled={draft.isPending}
              >
                {draft.isPending ? 'Writing…' : draft.data ? 'Write another' : 'Write a draft'}
              </Button>
            </div>
          </FormProblemProvider>
        </form>
        <div aria-live="polite" aria-busy={draft.isPending}>
          {draft.isPending ? (
            <Skeleton rows={4} label="Writing" />
          ) : (
            draft.data && <Drafted key={draft.submittedAt} message={draft.data} customer={customer} />
          )}
        </div>
      </Modal.Body>
    </Modal>
  );
}

function Drafted({ message, customer }: { message: PersonalMessage; customer: Customer }) {
  const [subject, setSubject] = useState(message.subject ?? '');
  const [body, setBody] = useState(message.body);
  const [copied, setCopied] = useState(false);
  const isMail = message.channel === 'EMAIL';
  const edited = body !== message.body || subject !== (message.subject ?? '');
  const check = useTextCheck(message.channel, isMail ? subject : undefined, edited ? body : undefined);
  const checked = edited ? check.data : message;
  const note = useAddNote();
  const text = isMail && subject ? `${subject}\n\n${body}` : body;
  const size = checked?.characters ?? body.length;

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return (
    <div className="drafted">
      <FormProblemProvider value={note.error}>
        <ProblemAlert problem={note.error} />
        {isMail && <TextField label="Subject" pointer="/subject" value={subject} onChange={setSubject} />}
        <Field
          label="Message"
          pointer="/text"
          hint={`${plural(size, 'character')}${checked?.smsParts ? `, sent as ${plural(checked.smsParts, 'text message')}` : ''}`}
        >
          {({ invalid, ...control }) => (
            <textarea
              {...control}
              className={`form-control ${invalid ? 'is-invalid' : ''}`}
              rows={isMail ? 9 : 4}
              value={body}
              onChange={(event) => {
                setBody(event.target.value);
                setCopied(false);
              }}
            />
          )}
        </Field>
        <TextChecks checks={checked?.checks ?? []} />
        <div className="drafted-foot">
          <AnsweredBy origin={message} />
          <div className="page-actions">
            <Button variant="outline-secondary" onClick={() => void copy()}>
              <i className={`bi bi-${copied ? 'check2' : 'clipboard'} me-1`} aria-hidden="true" />{' '}
              {copied ? 'Copied' : 'Copy'}
            </Button>
            <Button
              disabled={note.isPending || note.isSuccess || body.trim() === ''}
              onClick={() =>
                note.mutate({
                  customerId: customer.id,
                  kind: 'NOTE',
                  text,
                  tags: ['message draft'],
                  source: 'AI',
                })
              }
            >
              {note.isSuccess ? 'In the log' : 'Keep in the log'}
            </Button>
          </div>
        </div>
        {message.basedOn.length > 0 && (
          <details className="how">
            <summary>What it rests on</summary>
            <ul>
              {message.basedOn.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </details>
        )}
      </FormProblemProvider>
    </div>
  );
}
